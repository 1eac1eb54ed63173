import { ConflictSide, RequestKind, RequestStatus, navigation, syncRequest } from "./generated/schema";
import { type SyncableTable, isSyncableTable, newRecordRequest, syncableTables } from "./request";

const tables = Object.keys(syncableTables) as SyncableTable[];
const id = "{0A1B2C3D-0000-4000-8000-0000000000FF}";

test("six tables can be synced, lines and other tables cannot", () => {
  expect(tables).toEqual(["account", "contact", "product", "quote", "salesorder", "invoice"]);
  expect(["quotedetail", "lead", "toString", ""].filter(isSyncableTable)).toEqual([]);
});

test.each(tables)("a request about a record of %s binds that record and no other", (table) => {
  const row = newRecordRequest(table, id, "Name");
  expect(row).toMatchObject({
    p2c_kind: RequestKind.Record, p2c_status: RequestStatus.Pending, p2c_targettable: table,
    p2c_targetid: "0a1b2c3d-0000-4000-8000-0000000000ff", p2c_openkey: `${table}:0a1b2c3d-0000-4000-8000-0000000000ff`,
  });
  const bound = Object.keys(row).filter((name) => name.endsWith("@odata.bind"));
  expect(bound).toEqual([`${syncableTables[table].requestNavigation}@odata.bind`]);
  expect(row[bound[0] ?? ""]).toBe(`/${syncableTables[table].entitySet}(0a1b2c3d-0000-4000-8000-0000000000ff)`);
});

test.each(tables)("the links of %s are named after the table", (table) => {
  const { stateLookup, stateNavigation, stateCollection, requestNavigation, requestCollection } = syncableTables[table];
  expect([stateLookup, stateNavigation, stateCollection, requestCollection]).toEqual(["p2c_syncstateid", "p2c_SyncStateId", `p2c_syncstate_${table}`, `p2c_${table}_syncrequest`]);
  expect(requestNavigation.toLowerCase()).toBe(`p2c_${table}id`);
  expect(Object.values(syncRequest.columns)).toContain(requestNavigation.toLowerCase());
  expect(Object.values(navigation)).toEqual(expect.arrayContaining([stateCollection, requestCollection]));
});

test("a name longer than the column is cut, a batch and a choice are told", () => {
  expect(newRecordRequest("invoice", id, "x".repeat(300), { batchId: "b" })).toMatchObject({ p2c_name: "x".repeat(200), p2c_batchid: "b" });
  expect(newRecordRequest("invoice", id, "x", { resolve: ConflictSide.ScmWins })).toMatchObject({ p2c_resolve: ConflictSide.ScmWins });
  expect(newRecordRequest("invoice", id, "x", { dryRun: true })).toMatchObject({ p2c_dryrun: true, p2c_openkey: newRecordRequest("invoice", id, "x").p2c_openkey });
  expect(Object.keys(newRecordRequest("invoice", id, "x", { dryRun: false }))).toEqual(Object.keys(newRecordRequest("invoice", id, "x")));
  expect(Object.keys(newRecordRequest("invoice", id, "x"))).not.toContain("p2c_resolve");
});

test("tables whose records Dataverse closes are linked from the state as well", () => {
  expect(tables.filter((table) => syncableTables[table].closing)).toEqual(["quote", "salesorder", "invoice"]);
  expect(syncableTables.salesorder.closing).toEqual({ recordNavigation: "p2c_SalesOrderId", stateOfRecord: "p2c_salesorder_syncstate" });
});
