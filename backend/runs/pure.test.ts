import { RunOutcome } from "../../model/generated/schema";
import { SyncError } from "../core/errors";
import { standardSettings } from "../templates/settings";
import { templates, templatesWith } from "../templates/all";
import { mappingFingerprint } from "./mappingFingerprint";
import { PageProgress } from "./pageProgress";
import { nextRunId } from "./runId";
import { intervalMs, lastDue, parseSchedule } from "./schedule";
import { Tally } from "./tally";
import { findTemplate, shortNames } from "./templateNames";
import { parseProgress, progressText } from "./watermark";

const companies = { fallback: "usmf", byBusinessUnit: new Map([["a", "frrt"]]) };

test("templates are found by short and released names, whatever their case", () => {
  expect(shortNames(templates)).toEqual(["products", "accounts", "contacts", "contacts-to-customer", "quotes", "orders-out", "orders-back", "invoices"]);
  for (const name of shortNames(templates)) expect(findTemplate(name, templates)).toBeDefined();
  expect(findTemplate("Accounts", templates)?.name).toBe("Accounts (Sales to Fin and Ops) - Direct");
  expect(findTemplate("sales orders (fin and ops to sales) - direct", templates)?.direction).toBe("fromScm");
  expect(findTemplate("Contacts to Customer (Sales to Fin and Ops)", templates)?.order).toBe(40);
  expect(findTemplate("orders", templates)).toBeUndefined();
});

test.each([["1m", 60_000], ["15m", 900_000], [" 2 h ", 7_200_000], ["31d", 2_678_400_000], ["0m", undefined], ["32d", undefined], ["15", undefined], ["1.5h", undefined], ["", undefined]])("interval %p", (text, expected) => {
  expect(intervalMs(text)).toBe(expected);
});

test("a schedule names templates and intervals; what is wrong is told with its remedy", () => {
  const problems: string[] = [];
  const schedule = parseSchedule("Accounts=15m, products=1h", templates, "P2C_SCHEDULE", problems);
  expect([...schedule].map(([{ order }, interval]) => [order, interval])).toEqual([[20, 900_000], [10, 3_600_000]]);
  expect(problems).toEqual([]);
  parseSchedule("customers=15m,accounts=often,accounts=1h,products=1h,products=2h,15m", templates, "P2C_SCHEDULE", problems);
  expect(problems).toEqual([
    expect.stringMatching(/^P2C_SCHEDULE holds 'customers=15m'\. Name one of products, accounts, /),
    expect.stringMatching(/^P2C_SCHEDULE holds 'accounts=often'\. Give an interval/),
    expect.stringMatching(/^P2C_SCHEDULE names 'products' twice/),
    expect.stringMatching(/^P2C_SCHEDULE holds '15m'\. Name one of/),
  ] as string[]);
});

test("due times lie on one grid for every instance", () => {
  expect(lastDue(1_000_000, 900_000)).toBe(900_000);
  expect(lastDue(900_000, 900_000)).toBe(900_000);
});

test("the id of the next run follows from the last, so it can be made only once", () => {
  const first = nextRunId("T", "t", "");
  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(nextRunId("T", "t", "")).toBe(first);
  expect(nextRunId("T", "t", first.toUpperCase())).toBe(nextRunId("T", "t", first));
  expect(new Set([first, nextRunId("T", "u", ""), nextRunId("U", "t", ""), nextRunId("T", "t", first)]).size).toBe(4);
});

test("the watermark is read back as it was written; rubbish means nothing is known; a position too long is left out", () => {
  const progress = { done: { mapping: "m", delta: "https://x/delta" }, at: { mapping: "m", delta: "d", next: "n" } };
  expect(parseProgress(progressText(progress))).toEqual(progress);
  for (const text of ["", "null", "x", '"a"', '{"done":{"mapping":1}}', undefined]) expect(parseProgress(text)).toEqual({});
  expect(parseProgress(progressText({ ...progress, at: { mapping: "m", next: "n".repeat(5000) } }))).toEqual({ done: progress.done });
});

test("another map entry, default or company is another mapping; the same is the same", () => {
  const fingerprint = (changed: Partial<typeof standardSettings> = {}, rules = companies) =>
    mappingFingerprint(templatesWith({ ...standardSettings, ...changed }).find(({ order }) => order === 50) ?? templates[0]!, rules);
  expect(fingerprint()).toBe(fingerprint());
  expect(fingerprint({ units: { ea: "Piece" } })).not.toBe(fingerprint());
  expect(fingerprint({}, { ...companies, fallback: "demf" })).not.toBe(fingerprint());
  expect(fingerprint({}, { ...companies, byBusinessUnit: new Map([["a", "demf"]]) })).not.toBe(fingerprint());
});

test("a restart begins at the first page that is not dealt with", () => {
  const pages = new PageProgress();
  const one = pages.enter("1");
  one.begin();
  const two = pages.enter("2");
  one.end();
  two.begin();
  pages.enter("3");
  two.end();
  two.end();
  expect(pages.first).toBe("1");
  one.end();
  expect(pages.first).toBe("3");
});

test("a run is Completed, Warning or Error as in Data Integrator", () => {
  const outcome = (counts: Partial<Tally["counts"]>, abandoned?: SyncError) => Object.assign(new Tally(counts), { abandoned }).outcome;
  expect(outcome({})).toBe(RunOutcome.Completed);
  expect(outcome({ updated: 1, stillFailing: 2 })).toBe(RunOutcome.Completed);
  expect(outcome({ inserted: 1, failed: 1 })).toBe(RunOutcome.Warning);
  expect(outcome({ failed: 3 })).toBe(RunOutcome.Error);
  expect(outcome({ inserted: 9 }, new SyncError("scm-unreachable"))).toBe(RunOutcome.Error);
});

test("the failures kept fit the column", () => {
  const tally = new Tally();
  for (let n = 0; n < 300; n++) tally.fail({ id: String(n), name: "x".repeat(1500) }, new SyncError("scm-refused", { params: { message: "y".repeat(400) } }));
  const text = tally.failuresText() ?? "";
  expect(text.length).toBeLessThanOrEqual(100_000);
  expect((JSON.parse(text) as unknown[]).length).toBeGreaterThan(40);
  expect(tally.errors.get("scm-refused")).toEqual({ count: 300, example: "x".repeat(1500) });
});
