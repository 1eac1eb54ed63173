import { sign, type Digits } from "../decimal";
import { plannedReceipts } from "../metadata/plannedReceipts";
import { sellableReleasedProducts, unitsOfMeasure } from "../metadata/products";
import { companies, currencies, operationalSitesV2 } from "../metadata/reference";
import { warehouses } from "../metadata/warehouses";
import { numberIn, type RuleContext, type Values } from "../rules/context";
import { putReceipt, removeReceipt } from "../rules/plannedReceipts";
import { adjustStock, type StockPlace } from "../rules/stock";
import { textOf, type StoredRow } from "../store";
import { utc } from "../values";
import { refused } from "./line";

/** What is told of a product when it is released to a company, or changed there. */
export interface Release {
  company: string;
  product: string;
  name?: string;
  description?: string;
  price?: Digits;
  cost?: Digits;
  currency?: string;
  unit?: string;
  /** Item when absent. */
  service?: boolean;
  salesStopped?: boolean;
  site?: string;
  warehouse?: string;
}

/**
 * Releases a product to a company, complete enough to be sold; values of a product that is released already are changed.
 * @throws ScmError naming what is missing or unknown
 */
export function releaseProduct(context: RuleContext, release: Release): StoredRow {
  const { rows } = context;
  const company = release.company.toLowerCase();
  if (!rows.find(companies, [company])) throw refused(`The company '${release.company}' does not exist.`);
  if (release.product === "") throw refused("Field 'Product number' must be filled in.");
  const before = rows.find(sellableReleasedProducts, [company, release.product]);
  const values: Values = { ...before?.values, dataAreaId: company, ProductNumber: before ? textOf(before, "ProductNumber") : release.product };
  const set = (name: string, value: string | undefined) => {
    if (value !== undefined) values[name] = value;
  };
  set("ProductName", release.name ?? (before ? undefined : release.product));
  set("ProductDescription", release.description);
  set("SalesPrice", release.price);
  set("UnitCost", release.cost);
  set("CurrencyCode", release.currency ?? (before ? undefined : "USD"));
  set("SalesUnitSymbol", release.unit);
  set("InventoryUnitSymbol", release.unit);
  set("DefaultSiteId", release.site);
  set("DefaultWarehouseId", release.warehouse);
  set("IsSalesStopped", release.salesStopped === undefined ? undefined : release.salesStopped ? "Yes" : "No");
  if (release.service !== undefined || !before) {
    const service = release.service ?? false;
    Object.assign(values, { ProductType: service ? "Service" : "Item", FieldServiceProductType: service ? "Service" : "Inventory", IsStockedProduct: service ? "No" : "Yes" });
  }
  const unit = rows.find(unitsOfMeasure, [String(values["SalesUnitSymbol"] ?? "")]);
  if (!unit) throw refused(`The unit '${String(values["SalesUnitSymbol"] ?? "")}' does not exist.`);
  if (!rows.find(currencies, [String(values["CurrencyCode"])])) throw refused(`The currency '${String(values["CurrencyCode"])}' does not exist.`);
  if (sign(numberIn(values, "SalesPrice")) < 0) throw refused("The price cannot be negative.");
  checkPlace(context, company, release.site ?? "", release.warehouse ?? "");
  values["SalesUnitDecimalPrecision"] = values["InventoryUnitDecimalPrecision"] = Number(unit.values["DecimalPrecision"] ?? 0);
  return rows.put(sellableReleasedProducts, values);
}

/** Goods that come into a warehouse. */
export interface Receipt {
  company: string;
  item: string;
  site: string;
  warehouse: string;
  quantity: Digits;
}

/** Receives stock of an item in a warehouse. */
export function receiveStock(context: RuleContext, receipt: Receipt): void {
  adjustStock(context.rows, checkedPlace(context, receipt), { onHand: receipt.quantity });
}

/**
 * Plans a receipt: its goods are ordered from now on.
 * @param date when they are expected, `YYYY-MM-DD`
 */
export function planReceipt(context: RuleContext, receipt: Receipt, date: string): StoredRow {
  const { company, item, site, warehouse } = checkedPlace(context, receipt);
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || utc(`${date}T12:00:00Z`)?.slice(0, 10) !== date) throw refused(`'${date}' is not a date; write it as 2026-01-31.`);
  const ReceiptNumber = context.sequences.next(`receipt ${company}`, "PR-", 6, (number) => context.rows.find(plannedReceipts, [company, number]) !== undefined);
  return putReceipt(context, { dataAreaId: company, ReceiptNumber, ItemNumber: item, InventorySiteId: site, InventoryWarehouseId: warehouse, Quantity: receipt.quantity, ExpectedDate: `${date}T12:00:00Z` });
}

/** Receives what was planned: it is on hand, and ordered no more. */
export function receivePlanned(context: RuleContext, receipt: StoredRow): void {
  removeReceipt(context, receipt);
  receiveStock(context, {
    company: textOf(receipt, "dataAreaId"), item: textOf(receipt, "ItemNumber"), site: textOf(receipt, "InventorySiteId"),
    warehouse: textOf(receipt, "InventoryWarehouseId"), quantity: numberIn(receipt.values, "Quantity"),
  });
}

function checkedPlace(context: RuleContext, receipt: Receipt): StockPlace {
  const company = receipt.company.toLowerCase();
  const product = context.rows.find(sellableReleasedProducts, [company, receipt.item]);
  if (!product) throw refused(`The item '${receipt.item}' is not released to company '${company}'.`);
  if (textOf(product, "IsStockedProduct") !== "Yes") throw refused(`The item '${receipt.item}' is not stocked.`);
  if (receipt.site === "" || receipt.warehouse === "") throw refused("Site and warehouse must be filled in.");
  checkPlace(context, company, receipt.site, receipt.warehouse);
  if (sign(receipt.quantity) <= 0) throw refused("The quantity must be greater than zero.");
  return { company, item: textOf(product, "ProductNumber"), site: receipt.site, warehouse: receipt.warehouse };
}

function checkPlace(context: RuleContext, company: string, site: string, warehouse: string): void {
  if (site !== "" && !context.rows.find(operationalSitesV2, [company, site])) throw refused(`The site '${site}' does not exist in company '${company}'.`);
  if (warehouse === "") return;
  const row = context.rows.find(warehouses, [company, warehouse]);
  if (!row) throw refused(`The warehouse '${warehouse}' does not exist in company '${company}'.`);
  if (textOf(row, "OperationalSiteId") !== site) throw refused(`The warehouse '${warehouse}' belongs to site '${textOf(row, "OperationalSiteId")}'.`);
}
