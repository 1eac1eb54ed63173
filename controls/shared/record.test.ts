import { hostRecord } from "./record";

const id = "0f8fad5b-d9cb-469f-a165-70867728950e";
const braced = `{${id.toUpperCase()}}`;

test("the client's record, with its id as the Web API prints it", () => {
  const mode = { contextInfo: { entityTypeName: "account", entityId: braced, entityRecordName: "Litware" } };
  expect(hostRecord({ mode })).toEqual({ kind: "record", table: "account", id, name: "Litware" });
});

test("context.page serves where contextInfo is missing", () => {
  expect(hostRecord({ mode: {}, page: { entityTypeName: "account", entityId: id } })).toEqual({ kind: "record", table: "account", id });
});

test("properties win, and one alone is not mixed with a record of another table", () => {
  const mode = { contextInfo: { entityTypeName: "contact", entityId: id } };
  const other = "11111111-2222-3333-4444-555555555555";
  expect(hostRecord({ mode }, "account", other)).toEqual({ kind: "record", table: "account", id: other });
  expect(hostRecord({ mode }, "account", "")).toEqual({ kind: "unknown" });
});

test.each([undefined, "", "{00000000-0000-0000-0000-000000000000}"])("a form without id (%p) shows a new record", (entityId) => {
  expect(hostRecord({ mode: { contextInfo: { entityTypeName: "account", entityId } } })).toEqual({ kind: "unsaved" });
});

test("nothing told, or an id that is none", () => {
  expect(hostRecord({})).toEqual({ kind: "unknown" });
  expect(hostRecord({}, "account", "' or 1 eq 1")).toEqual({ kind: "unknown" });
});
