import { onHand, product } from "../../../model/generated/schema";

/** Products per request: their ids make about 10,000 characters of address, of the 32,768 that Dataverse takes (page "Use FetchXML", maximum URL length). */
export const productsPerRequest = 150;
/** Rows per page, the most that Dataverse gives. */
export const rowsPerPage = 5_000;

/** Standard column of the product: whether stock is kept of it. Services have No. */
export const stockItemColumn = "isstockitem";

const alias = "stock";
const c = onHand.columns;
const columns = [
  c.company, c.site, c.siteName, c.warehouse, c.warehouseName, c.isTotal, c.unit, c.physical, c.reserved, c.available, c.ordered, c.onOrder,
  c.totalAvailable, c.projected, c.source, c.asOf,
];
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Name under which a row of the query holds a column of `p2c_onhand`. */
export function rowAlias(column: string): string {
  return `${alias}.${column}`;
}

/**
 * FetchXML for products and what SCM has of them. It begins at the product, so that one request also tells which products
 * did not come from SCM, and which have never been read.
 * @param productIds GUIDs; what is none is left out, so that no text gets into the query
 * @param page from 1
 */
export function stockQuery(productIds: readonly string[], page: number): string {
  const values = productIds.filter((id) => guid.test(id)).map((id) => `<value>${id}</value>`).join("");
  const attributes = columns.map((name) => `<attribute name="${name}" />`).join("");
  return `<fetch count="${rowsPerPage}" page="${page}"><entity name="${product.logicalName}">`
    + `<attribute name="${product.primaryId}" /><attribute name="${product.columns.isMaintainedExternally}" /><attribute name="${stockItemColumn}" />`
    + `<filter><condition attribute="${product.primaryId}" operator="in">${values}</condition></filter><order attribute="${product.primaryId}" />`
    + `<link-entity name="${onHand.logicalName}" from="${c.productId}" to="${product.primaryId}" link-type="outer" alias="${alias}">${attributes}`
    + `<order attribute="${onHand.primaryId}" /></link-entity></entity></fetch>`;
}
