import type { PlatformView } from "../../dataverse/platform";
import type { WebRow } from "../api/rows";
import { accountTable, contactId } from "../testing/fixtures";
import { DataSetSource, type DataSetServices } from "./source";
import type { EntityReference } from "./record";

const view: PlatformView = {
  id: "v", label: "Accounts", isDefault: true,
  fetchXml: '<fetch><entity name="account"><attribute name="name"/><order attribute="name" descending="true"/></entity></fetch>',
  columns: [{ name: "name", label: "Name", width: 200 }, { name: "creditlimit", label: "Credit", width: 100 }],
};
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const formattedValue = "@OData.Community.Display.V1.FormattedValue";

/** A table of `count` rows behind a data-set with pages of `size`; keeps the queries it was asked. */
function table(count: number, size = 10, more: Partial<DataSetServices> = {}, parentId?: () => string | undefined) {
  const asked: string[] = [];
  const opened: EntityReference[] = [];
  const changes: boolean[] = [];
  const all = Array.from({ length: count }, (_, n): WebRow => ({ accountid: idOf(n), name: `Row ${n}` }));
  const source: DataSetSource = new DataSetSource({ table: accountTable, view, linked: new Map(), pageSize: size, ...(parentId ? { parent: { column: "parentaccountid", id: parentId } } : {}) }, {
    retrieve: (_name, xml) => {
      asked.push(xml);
      const [, rows = "", page = ""] = /count="(\d+)" page="(\d+)"/.exec(xml) ?? [];
      const from = Number(rows) * (Number(page) - 1);
      const entities = all.slice(from, from + Number(rows));
      return Promise.resolve({ entities, "@Microsoft.Dynamics.CRM.totalrecordcount": all.length, "@Microsoft.Dynamics.CRM.morerecords": from + entities.length < all.length });
    },
    open: (reference) => opened.push(reference),
    changed: () => changes.push(source.current.loading),
    tableOf: () => Promise.resolve(accountTable),
    ...more,
  });
  return { source, asked, opened, changes, all };
}
/** Waits for everything that the control has asked for. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("begins empty and loading; then the first page in the view's order, with counts", async () => {
  const { source, changes, asked } = table(25);
  expect(source.current).toMatchObject({ loading: true, sortedRecordIds: [], records: {} });
  await source.refresh();
  const { paging, sorting, columns, loading } = source.current;
  expect(changes).toEqual([true, false]);
  expect(loading).toBe(false);
  expect(source.current.sortedRecordIds).toHaveLength(10);
  expect(paging).toMatchObject({ totalResultCount: 25, firstPageNumber: 1, lastPageNumber: 1, pageSize: 10, hasNextPage: true, hasPreviousPage: false });
  expect(sorting).toEqual([{ name: "name", sortDirection: 1 }]);
  expect(columns.map((c) => [c.name, c.displayName, c.dataType, c.order, c.visualSizeFactor, c.isPrimary])).toEqual([["name", "Name", "SingleLine.Text", 0, 200, true], ["creditlimit", "Credit", "Currency", 1, 100, false]]);
  expect(asked[0]).toContain('<attribute name="accountid"/>');
});

test("the next page joins the others or takes their place; records keep their identity", async () => {
  const { source, asked } = table(25);
  await source.refresh();
  const first = source.current.records[idOf(0)];
  source.current.paging.loadNextPage();
  await settled();
  expect(source.current.sortedRecordIds).toHaveLength(20);
  expect(source.current.records[idOf(0)]).toBe(first);
  expect(source.current.paging).toMatchObject({ firstPageNumber: 1, lastPageNumber: 2, hasNextPage: true });
  source.current.paging.loadNextPage(true);
  await settled();
  expect(source.current.sortedRecordIds).toEqual([20, 21, 22, 23, 24].map(idOf));
  expect(source.current.paging).toMatchObject({ firstPageNumber: 3, lastPageNumber: 3, hasNextPage: false, hasPreviousPage: true });
  source.current.paging.loadNextPage();
  await settled();
  expect(asked).toHaveLength(3);
  source.current.paging.loadPreviousPage();
  await settled();
  expect(source.current.sortedRecordIds).toHaveLength(15);
  source.current.paging.loadExactPage(2);
  await settled();
  expect(source.current.sortedRecordIds[0]).toBe(idOf(10));
});

test("page size, sorting, filter and added columns count from the next refresh", async () => {
  const { source, asked } = table(25);
  await source.refresh();
  const { current } = source;
  current.paging.setPageSize(5);
  current.sorting.splice(0, 1, { name: "creditlimit", sortDirection: 0 });
  current.filtering.setFilter({ filterOperator: 0, conditions: [{ attributeName: "statecode", conditionOperator: 0, value: "0" }] });
  current.addColumn("industrycode");
  expect([asked.length, source.current.paging.pageSize]).toEqual([1, 10]);
  current.refresh();
  current.refresh();
  await settled();
  expect(asked).toHaveLength(2);
  expect(asked[1]).toMatch(/count="5".*<attribute name="industrycode"\/>.*<order attribute="creditlimit" descending="false"\/>.*<condition attribute="statecode" operator="eq" value="0"\/>/);
  expect(source.current.columns.at(-1)).toMatchObject({ name: "industrycode", dataType: "OptionSet", order: -1 });
});

test("values come typed: choices and yes/no as text, amounts as numbers, lookups as references, hidden ones as null", async () => {
  const { source, all, opened } = table(1);
  Object.assign(all[0] ?? {}, {
    creditlimit: 12.5, [`creditlimit${formattedValue}`]: "$12.50", industrycode: 1, [`industrycode${formattedValue}`]: "Accounting", creditonhold: false, opened: "2024-02-29",
    _primarycontactid_value: contactId, [`_primarycontactid_value${formattedValue}`]: "Ann", "_primarycontactid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "contact", ownerid: null,
  });
  await source.refresh();
  const record = source.current.records[idOf(0)];
  if (!record) throw new Error("no record");
  expect(["creditlimit", "industrycode", "creditonhold", "ownerid", "nothing"].map((name) => record.getValue(name))).toEqual([12.5, "1", "0", null, null]);
  expect(record.getValue("opened")).toEqual(new Date(2024, 1, 29));
  expect(record.getValue("primarycontactid")).toEqual({ id: { guid: contactId }, etn: "contact", name: "Ann" });
  expect(["creditlimit", "industrycode", "primarycontactid", "name", "ownerid"].map((name) => record.getFormattedValue(name))).toEqual(["$12.50", "Accounting", "Ann", "Row 0", ""]);
  source.current.openDatasetItem(record.getNamedReference());
  expect(opened).toEqual([{ id: { guid: idOf(0) }, etn: "account", name: "Row 0" }]);
});

test("rows of the form's record alone; a new record has none and nothing is asked", async () => {
  const form: { id?: string } = {};
  const { source, asked } = table(3, 10, {}, () => form.id);
  await source.refresh();
  expect([asked.length, source.current.loading, source.current.sortedRecordIds.length]).toEqual([0, false, 0]);
  form.id = idOf(9);
  await source.refresh();
  expect(asked[0]).toContain(`<condition attribute="parentaccountid" operator="eq" value="${idOf(9)}"/>`);
});

test("a refusal is told in the data-set; the next reading may mend it", async () => {
  let refuse = true;
  const { source } = table(0, 10, { retrieve: () => (refuse ? Promise.reject(new Error("no privilege")) : Promise.resolve({ entities: [] })) });
  await source.refresh();
  expect(source.current).toMatchObject({ error: true, errorMessage: "no privilege", loading: false, sortedRecordIds: [] });
  refuse = false;
  await source.refresh();
  expect(source.current).toMatchObject({ error: false, errorMessage: "" });
});

test("the object stays the same until something changes; choosing the same rows again changes nothing", async () => {
  const { source, changes } = table(3);
  await source.refresh();
  const before = source.current;
  expect(source.current).toBe(before);
  before.setSelectedRecordIds([idOf(1)]);
  expect(source.current.getSelectedRecordIds()).toEqual([idOf(1)]);
  const told = changes.length;
  source.current.setSelectedRecordIds([idOf(1)]);
  expect(changes).toHaveLength(told);
  source.current.clearSelectedRecordIds();
  expect(source.current.getSelectedRecordIds()).toEqual([]);
});

test("an answer that comes after the end is not shown", async () => {
  let answer: (() => void) | undefined;
  const { source, changes } = table(0, 10, { retrieve: () => new Promise((resolve) => { answer = () => resolve({ entities: [{ accountid: idOf(1) }] }); }) });
  const reading = source.refresh();
  await settled();
  source.end();
  answer?.();
  await reading;
  expect(changes).toEqual([true]);
});
