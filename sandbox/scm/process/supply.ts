import { sign, type Digits } from "../decimal";
import { sellableReleasedProducts, unitsOfMeasure } from "../metadata/products";
import { companies, currencies, operationalSitesV2 } from "../metadata/reference";
import { warehouses } from "../metadata/warehouses";
import { numberIn, type RuleContext, type Values } from "../rules/context";
import { adjustStock } from "../rules/stock";
import { textOf, type StoredRow } from "../store";
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

/** Receives stock of an item in a warehouse. */
export function receiveStock(context: RuleContext, receipt: { company: string; item: string; site: string; warehouse: string; quantity: Digits }): void {
  const company = receipt.company.toLowerCase();
  const product = context.rows.find(sellableReleasedProducts, [company, receipt.item]);
  if (!product) throw refused(`The item '${receipt.item}' is not released to company '${company}'.`);
  if (textOf(product, "IsStockedProduct") !== "Yes") throw refused(`The item '${receipt.item}' is not stocked.`);
  if (receipt.site === "" || receipt.warehouse === "") throw refused("Site and warehouse must be filled in.");
  checkPlace(context, company, receipt.site, receipt.warehouse);
  if (sign(receipt.quantity) <= 0) throw refused("The quantity must be greater than zero.");
  adjustStock(context.rows, { company, item: textOf(product, "ProductNumber"), site: receipt.site, warehouse: receipt.warehouse }, { onHand: receipt.quantity });
}

function checkPlace(context: RuleContext, company: string, site: string, warehouse: string): void {
  if (site !== "" && !context.rows.find(operationalSitesV2, [company, site])) throw refused(`The site '${site}' does not exist in company '${company}'.`);
  if (warehouse === "") return;
  const row = context.rows.find(warehouses, [company, warehouse]);
  if (!row) throw refused(`The warehouse '${warehouse}' does not exist in company '${company}'.`);
  if (textOf(row, "OperationalSiteId") !== site) throw refused(`The warehouse '${warehouse}' belongs to site '${textOf(row, "OperationalSiteId")}'.`);
}
