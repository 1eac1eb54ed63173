import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cleanup } from "@testing-library/react";
import { ProcessingStatus, RequestStatus } from "../../model/generated/schema";
import { axeProblems } from "../shared/test/axe";
import { type MockHost, webApiError } from "../shared/test/mockContext";
import { parseResx } from "../shared/test/resx";
import { bareProduct, minutesAgo, now, productId, stockRequestRow, stockRow } from "../shared/test/stockRows";
import type { TestLine } from "./test/dataSet";
import { Form, orderId } from "./test/form";

const strings = (lcid: number) => parseResx(readFileSync(join(__dirname, `strings/LineAvailability.${lcid}.resx`), "utf8"));
const a = productId(1);

interface Look {
  words: string;
  lines?: readonly TestLine[];
  host?: Partial<MockHost>;
  prepare?: (form: Form) => void;
  /** Clicked once the control is there, by the button's English and French name. */
  click?: readonly [string, string];
}

/** Each way the control can look. */
const looks: Record<string, Look> = {
  covered: { words: "All lines are covered" },
  short: { words: "1 line short", lines: [{ quantity: 11 }] },
  "short without a day": { words: "No date is known", lines: [{ quantity: 11 }], prepare: (form) => { form.stock = [stockRow(a, { physical: 1, projected: [{ date: "2026-07-01", available: "2" }] })]; } },
  later: { words: "Covered later", lines: [{ quantity: 11 }], prepare: (form) => { form.stock = [stockRow(a, { physical: 1, projected: [{ date: "2026-07-01", available: "20" }] })]; } },
  "reserved in SCM": { words: "already in Supply Chain Management", lines: [{ quantity: 11 }, {}], prepare: (form) => { form.set({ orderStatus: ProcessingStatus.Picked }); } },
  ended: { words: "Nothing more is to be delivered", lines: [{ quantity: 11 }, {}], prepare: (form) => { form.set({ orderStatus: ProcessingStatus.Shipped }); } },
  "unreadable values": { words: 'endedValues of this control holds "none"', prepare: (form) => { form.set({ endedValues: "none" }); } },
  service: { words: "Not kept in stock", prepare: (form) => { form.stock = [{ ...bareProduct(a), isstockitem: false }]; } },
  "write-in": { words: "Write-in product", lines: [{ product: null }] },
  "of Sales alone": { words: "in Sales only", prepare: (form) => { form.stock = [bareProduct(a, false)]; } },
  "never read": { words: "not been read yet", prepare: (form) => { form.stock = [bareProduct(a)]; form.set({ offerRefresh: "no" }); } },
  "product not readable": { words: "you may not read it", prepare: (form) => { form.stock = []; } },
  "unit differs": { words: "The line is in Box, the stock in ea", lines: [{ unit: "Box" }] },
  "unit missing": { words: "is not known; no comparison", lines: [{ unit: null }] },
  "masked quantity": { words: "hidden from you", lines: [{ quantity: null, formattedQuantity: "***" }] },
  "negative stock, ten places": { words: "-0.0000000001", prepare: (form) => { form.stock = [stockRow(a, { physical: -1e-10 })]; } },
  "no lines": { words: "There are no lines yet", lines: [] },
  loading: { words: "Reading the lines", prepare: ({ dataSet }) => { dataSet.loading = true; dataSet.pages = 0; } },
  "list not readable": { words: "could not be read. Denied", prepare: ({ dataSet }) => { dataSet.error = "Denied"; } },
  "new record": { words: "Save the record first", lines: [], host: { contextInfo: { entityTypeName: "quote", entityId: "" } } },
  "missing column": { words: "lacks the column requestdate", prepare: (form) => { form.set({ dateColumn: "requestdate" }); form.dataSet.added.push = () => 0; } },
  offline: { words: "You are offline", host: { offline: true } },
  "no privilege": { words: "You may not read stock", prepare: (form) => { form.stock = webApiError(0x80040220, "missing prvReadp2c_onhand"); } },
  "missing table": { words: "a table or column is missing", prepare: (form) => { form.stock = webApiError(0x80041102, "p2c_onhand was not found in the MetadataCache"); } },
  throttled: { words: "too many requests", prepare: (form) => { form.stock = webApiError(0x80072322, "exceeded"); } },
  "server error": { words: "The stock could not be read", prepare: (form) => { form.stock = webApiError(0x80040216, "An unexpected error occurred."); } },
  stale: { words: "Older than 60 minutes", prepare: (form) => { form.stock = [stockRow(a, { physical: 10, asOf: minutesAgo(90) })]; form.set({ offerRefresh: "no" }); } },
  "waiting for fresh numbers": { words: "Waiting for fresh numbers", click: ["Refresh", "Actualiser"] },
  "asked for elsewhere": { words: "asked for already", click: ["Refresh", "Actualiser"], prepare: (form) => { form.created = webApiError(0x80040237, "duplicate"); form.open = stockRequestRow(); } },
  "tried again later": { words: "It is tried again", click: ["Refresh", "Actualiser"], prepare: (form) => { form.created = webApiError(0x80040237, "duplicate"); form.open = stockRequestRow({ p2c_nextattempton: minutesAgo(-5), p2c_attempts: 1 }); } },
  "left lying": { words: "Nobody has taken up", click: ["Refresh", "Actualiser"], prepare: (form) => { form.created = webApiError(0x80040237, "duplicate"); form.open = stockRequestRow({ createdon: minutesAgo(3), p2c_status: RequestStatus.Pending }); } },
  "record deleted": { words: "could not be asked for", click: ["Refresh", "Actualiser"], prepare: (form) => { form.created = webApiError(0x80040217, `salesorder With Id = ${orderId} Does Not Exist`); } },
  expanded: { words: "All warehouses", click: ["Show sites and warehouses of Bike", "Afficher les sites et entrepôts de Bike"], prepare: (form) => { form.stock = [stockRow(a, { physical: 10 }), stockRow(a, { site: "1", warehouse: "11", physical: 10 })]; } },
  "no places": { words: "No warehouse has stock", click: ["Show sites and warehouses of Bike", "Afficher les sites et entrepôts de Bike"] },
};

beforeEach(() => { jest.useFakeTimers({ now }); });
afterEach(() => { cleanup(); jest.useRealTimers(); });

async function show(lcid: number, { lines, host, prepare, click }: Look): Promise<Form> {
  const form = new Form(strings(lcid), lines, { ...host, languageId: lcid });
  prepare?.(form);
  await form.show();
  if (click) await form.click(click[lcid === 1033 ? 0 : 1]);
  return form;
}

describe.each(Object.entries(looks))("%s", (_name, look) => {
  test("is told in words and passes axe", async () => {
    const form = await show(1033, look);
    expect(form.text).toContain(look.words);
    jest.useRealTimers();
    expect(await axeProblems(form.container)).toEqual([]);
  });

  test("is told in French without a missing text", async () => {
    const form = await show(1036, look);
    if (/[a-z]/.test(look.words)) expect(form.text).not.toContain(look.words);
    expect(form.text).not.toMatch(/[A-Z][a-zA-Z]+_[A-Za-z]+|\{\d\}/);
  });
});
