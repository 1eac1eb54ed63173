import type { PriceListItem } from "../core/priceList";
import type { FromScmTemplate } from "../core/templateTypes";
import type { BatchRequest } from "../connectors/dataverse/batch";
import { annotations, bodyOf } from "../connectors/dataverse/client";
import { rowsOf, textOf, type JsonObject } from "../connectors/http/json";
import { columnsToRead, lineColumnsToRead } from "../worker/bringPlan";
import { itemOf, itemsQuery } from "../worker/priceListParts";
import { queryOf } from "../worker/records";
import { linesOfHeader, lineFields } from "../worker/scmSource";
import { partsOf } from "./bulkItem";
import type { RunContext } from "./context";
import { inFilter } from "./odata";

/** Numbers or ids in one query; its address stays far below what a batch allows. */
const perQuery = 100;
/** Rows of a page of lines; further pages are followed. */
const pageSize = 5000;

type Run = RunContext<FromScmTemplate>;

/** Rows of Sales by their numbers in lower case, each with its state, as both `recordOf` and `planBring` take them. */
export async function salesRowsByNumber(run: Run, numbers: readonly string[]): Promise<Map<string, JsonObject[]>> {
  const { table, entitySet, primaryName, keyColumn, primaryId } = run.template.target;
  const query = queryOf(table, columnsToRead(run.template.rows, primaryId, primaryName, keyColumn), new Map());
  const rows = await readAll(run, partsOf(numbers, perQuery).map((part) => `${entitySet}?${query}&$filter=${encodeURIComponent(inFilter(keyColumn, part))}`), annotations);
  return grouped(rows, (row) => textOf(row[keyColumn]));
}

/** Lines that documents have in Sales, by the document's id. */
export async function salesLines(run: Run, documentIds: readonly string[]): Promise<Map<string, JsonObject[]>> {
  const { lines } = run.template;
  if (!lines || documentIds.length === 0) return new Map();
  const { entitySet, parentLookup } = lines.target;
  const query = `${entitySet}?$select=${lineColumnsToRead(lines).join(",")}`;
  const rows = await readAll(run, partsOf(documentIds, perQuery).map((part) => `${query}&$filter=${encodeURIComponent(inFilter(parentLookup, part))}`));
  return grouped(rows, (row) => textOf(row[`_${parentLookup}_value`]));
}

/** Items that products have on price lists, by the product's id. */
export async function itemsByProduct(run: Run, productIds: readonly string[]): Promise<Map<string, PriceListItem[]>> {
  if (productIds.length === 0) return new Map();
  const rows = await readAll(run, partsOf(productIds, perQuery).map((part) => itemsQuery(inFilter("productid", part))));
  return new Map([...grouped(rows, (row) => textOf(row["_productid_value"]))].map(([id, items]) => [id, items.map(itemOf)]));
}

/** Lines that documents have in SCM, in the order of the headers. */
export async function scmLines({ scm, template, call }: Run, company: string, headers: readonly JsonObject[]): Promise<JsonObject[][]> {
  const { lines } = template;
  if (!lines || headers.length === 0) return headers.map(() => []);
  const { entitySet, parentField } = lines.source;
  const numberOf = (row: JsonObject) => textOf(row[parentField]);
  const numbers = [...new Set(headers.map((header) => numberOf(header) ?? ""))];
  const found = await scm.readMany(entitySet, company, parentField, numbers, lineFields(template), call);
  const byNumber = grouped(found.map(({ row }) => row), numberOf);
  return headers.map((header) => linesOfHeader(template, header, byNumber.get((numberOf(header) ?? "").toLowerCase()) ?? []));
}

/** Of orders, the numbers in lower case of those that SCM has invoiced as a whole. */
export async function invoicedOrders({ scm, call }: Run, company: string, numbers: readonly string[]): Promise<ReadonlySet<string>> {
  if (numbers.length === 0) return new Set();
  const rows = await scm.readMany("CDSSalesOrderHeaders", company, "SalesOrderNumber", [...new Set(numbers)], ["SalesOrderProcessingStatus"], call);
  return new Set(rows.filter(({ row }) => row["SalesOrderProcessingStatus"] === "Invoiced").map(({ row }) => (textOf(row["SalesOrderNumber"]) ?? "").toLowerCase()));
}

async function readAll({ dataverse, call }: Run, paths: readonly string[], prefer = ""): Promise<JsonObject[]> {
  const headers = { Prefer: [`odata.maxpagesize=${pageSize}`, prefer].filter(Boolean).join(",") };
  const parts = paths.map((path): BatchRequest => ({ method: "GET", path: dataverse.rootPath(path), headers }));
  const answers = await dataverse.batch(parts, call, true);
  const rows: JsonObject[] = [];
  for (let index = 0; index < parts.length; index++) {
    const body = bodyOf(answers[index] ?? { status: 500, text: "The batch answer is incomplete." });
    for (const row of rowsOf(body)) rows.push(row);
    const next = textOf(body["@odata.nextLink"]);
    if (next !== undefined) for await (const row of dataverse.list(next, call, pageSize, prefer)) rows.push(row);
  }
  return rows;
}

function grouped(rows: readonly JsonObject[], keyOf: (row: JsonObject) => string | undefined): Map<string, JsonObject[]> {
  const groups = new Map<string, JsonObject[]>();
  for (const row of rows) {
    const key = (keyOf(row) ?? "").toLowerCase();
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
