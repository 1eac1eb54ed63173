import type { StockTable } from "../../model/onHand";
import { syncableTables } from "../../model/request";
import { companyOf, type CompanyRules } from "../core/company";
import { RequestError, SyncError } from "../core/errors";
import { accessRequest } from "../connectors/dataverse/access";
import type { BatchRequest } from "../connectors/dataverse/batch";
import { annotations, bodyOf, rowsOf, type CallContext, type DataverseClient } from "../connectors/dataverse/client";
import { isObject, textOf, type JsonObject } from "../connectors/http/json";
import { assertMayRead } from "../worker/readRecord";
import { stateByKey, storedState } from "../worker/records";

/** A product of Sales. */
export interface StockProduct {
  id: string;
  number: string;
  name: string;
}

/** What the stock is asked for. */
export interface StockTarget {
  /** Legal entity. */
  company: string;
  products: StockProduct[];
}

interface Wanted {
  table: StockTable;
  id: string;
  /** The record's name as the asker saw it, for the error when it is gone. */
  name: string;
  asker: { id: string; name: string } | undefined;
  companies: CompanyRules;
}

const businessUnit = "_owningbusinessunit_value";
const formatted = "@OData.Community.Display.V1.FormattedValue";
const productColumns = "productid,productnumber,name";

const lineSets: Readonly<Record<Exclude<StockTable, "product">, { entitySet: string; parent: string }>> = {
  quote: { entitySet: "quotedetails", parent: "_quoteid_value" },
  salesorder: { entitySet: "salesorderdetails", parent: "_salesorderid_value" },
  invoice: { entitySet: "invoicedetails", parent: "_invoiceid_value" },
};

/**
 * Reads for which products and which company the stock of a record is asked: the company its sync goes to, and the product
 * itself or those of the document's lines, each once. Lines without a product are passed over.
 * @throws RequestError when the record is gone or the asker may not read it; RecordError `company-missing`
 */
export async function readTarget(dataverse: DataverseClient, wanted: Wanted, call: CallContext): Promise<StockTarget> {
  const { table, id, name, asker, companies } = wanted;
  const { entitySet, primaryName } = syncableTables[table];
  const select = table === "product" ? productColumns : [primaryName, businessUnit].join(",");
  const [record, state, ...rest] = await dataverse.batch([
    { method: "GET", path: dataverse.rootPath(`${entitySet}(${id})?$select=${select}`), headers: { Prefer: annotations } },
    stateByKey(dataverse, table, id),
    ...(table === "product" ? [] : [linesRequest(dataverse, table, id)]),
    ...(asker ? [accessRequest(dataverse, asker.id, entitySet, id)] : []),
  ], call, true);
  const lines = table === "product" ? undefined : rest.shift();
  const access = asker ? rest.shift() : undefined;
  if (!record || !state || (table !== "product" && !lines) || (asker && !access)) throw new SyncError("sales-unreachable", { technicalDetails: "The batch answer is incomplete." });
  if (record.status === 404) throw new RequestError("record-not-found", { params: { name } });
  if (asker && access) assertMayRead(access, asker.name, name);
  const row = bodyOf(record);
  const synced = state.status === 404 ? "" : storedState(bodyOf(state)).company.toLowerCase();
  const company = synced || companyOf(companies, { id: textOf(row[businessUnit]) ?? "", name: textOf(row[businessUnit + formatted]) ?? "" });
  return { company, products: lines ? await productsOf(dataverse, bodyOf(lines), call) : [productOf(row)] };
}

/** A product row, as its columns tell. */
export function productOf(row: JsonObject): StockProduct {
  return { id: (textOf(row["productid"]) ?? "").toLowerCase(), number: (textOf(row["productnumber"]) ?? "").trim(), name: textOf(row["name"]) ?? "" };
}

function linesRequest(dataverse: DataverseClient, table: Exclude<StockTable, "product">, id: string): BatchRequest {
  const { entitySet, parent } = lineSets[table];
  return { method: "GET", path: dataverse.rootPath(`${entitySet}?$select=_productid_value&$expand=productid($select=${productColumns})&$filter=${parent}%20eq%20${id}%20and%20_productid_value%20ne%20null`) };
}

async function productsOf(dataverse: DataverseClient, first: JsonObject, call: CallContext): Promise<StockProduct[]> {
  const rows = rowsOf(first);
  const next = textOf(first["@odata.nextLink"]);
  if (next !== undefined) for await (const row of dataverse.list(next, call, 5000)) rows.push(row);
  const products = rows.flatMap((row) => (isObject(row["productid"]) ? [productOf(row["productid"])] : []));
  return [...new Map(products.map((product) => [product.id, product])).values()];
}
