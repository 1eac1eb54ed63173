import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cleanup } from "@testing-library/react";
import { RequestStatus, SyncStatus as Status, syncState } from "../../model/generated/schema";
import { type SyncableTable, syncableTables } from "../../model/request";
import { property } from "../shared/test/mockContext";
import { parseResx } from "../shared/test/resx";
import { loadQuery } from "./service";
import { snapshotOf } from "./snapshot";
import { FakeChannel, Form, isDisabled } from "./test/form";
import { endedRow, now, requestRow, stateId, stateRow } from "./test/rows";

const english = parseResx(readFileSync(join(__dirname, "strings/SyncStatus.1033.resx"), "utf8"));
const tables = Object.keys(syncableTables) as SyncableTable[];
const closing: SyncableTable[] = ["quote", "salesorder", "invoice"];
const id = "0f8fad5b-d9cb-469f-a165-70867728950e";

describe.each(tables)("a record of %s", (table) => {
  const { primaryName, requestCollection } = syncableTables[table];

  test("is read with its name, its state and its newest request, each column once", () => {
    const query = loadQuery(table);
    const selected = /^\?\$select=([^&]*)&/.exec(query)?.[1]?.split(",") ?? [];
    expect(selected).toEqual(expect.arrayContaining([primaryName, "modifiedon", "_p2c_syncstateid_value"]));
    expect(new Set(selected).size).toBe(selected.length);
    const expanded = [...(query.split("&$expand=")[1] ?? "").matchAll(/(?:^|\),)(\w+)\(/g)].map(([, name]) => name);
    expect(expanded).toEqual(["p2c_SyncStateId", ...(closing.includes(table) ? [`p2c_${table}_syncstate`] : []), requestCollection]);
  });

  test("shows its name, its status and what the newest request did to it", () => {
    const request = endedRow(RequestStatus.Succeeded, {}, { p2c_result: JSON.stringify({ records: [{ table, id, outcome: "created", written: [] }] }) });
    const row = { [primaryName]: "Litware", p2c_SyncStateId: stateRow(), _p2c_syncstateid_value: stateId, [requestCollection]: [request] };
    expect(snapshotOf(table, id, row)).toMatchObject({ recordName: "Litware", scmKey: "US-001", stateId, result: { outcome: "created" } });
    expect(snapshotOf(table, id, { ...row, [requestCollection]: [requestRow()] })).toMatchObject({ status: "Waiting" });
    expect(snapshotOf(table, id, { [requestCollection]: [] }).status).toBe("NotLinked");
  });
});

test.each(closing)("the state of a %s that was closed before its first sync is found", (table) => {
  const row = { p2c_SyncStateId: null, _p2c_syncstateid_value: null, [`p2c_${table}_syncstate`]: [stateRow({ [syncState.primaryId]: stateId, [syncState.columns.status]: Status.Excluded })] };
  expect(snapshotOf(table, id, row)).toMatchObject({ status: "Excluded", stateId });
});

test("without a value to compare it is said so, not guessed", () => {
  const row = { p2c_SyncStateId: stateRow({ p2c_lastvalues: JSON.stringify({ gone: "1" }) }), _p2c_syncstateid_value: stateId };
  expect(snapshotOf("product", id, row)).toMatchObject({ status: "InSync", cannotCompare: true });
  expect(snapshotOf("product", id, { ...row, gone: 1 })).toMatchObject({ status: "InSync", cannotCompare: false });
});

describe("the button", () => {
  beforeEach(() => { jest.useFakeTimers({ now }); FakeChannel.reset(); });
  afterEach(() => { cleanup(); jest.useRealTimers(); });

  test("is there on a read-only form: an active quote is just what is to be synced", async () => {
    const form = await new Form(english, { disabled: true }).open();
    expect(isDisabled("Sync now")).toBe(false);
    await form.click("Sync now");
    expect(form.count("createRecord")).toBe(1);
  });

  test("is left out where a customizer does not offer a sync", async () => {
    const form = new Form(english);
    Object.assign(form.host.settings.parameters, { offerSync: property("no") });
    await form.open();
    expect(form.container.querySelectorAll("button")).toHaveLength(0);
    expect(form.text).toContain("In sync");
  });
});
