import { less, sign } from "../decimal";
import type { EntityDefinition } from "../metadata/entity";
import { sellableReleasedProducts } from "../metadata/products";
import { warehouses } from "../metadata/warehouses";
import { textOf, type StoredRow } from "../store";
import { formattedAddress, settleAddress } from "./address";
import { grossAmount, lineAmount, splitDiscount, type LinePrice } from "./amounts";
import { numberIn, textIn, type RuleContext, type Values } from "./context";
import { dateOf, hasDate, headerOf, roundingStep, type DocumentKind } from "./documents";
import { mustBeFilledIn } from "./relations";

const addressParts = ["Street", "StreetNumber", "City", "ZipCode", "StateId", "CountyId", "CountryRegionId", "CountryRegionISOCode"];

/** Fills in a new line from its document and its product: currency, dates, address, name, unit, price, site and warehouse. */
export function startLine(kind: DocumentKind, values: Values, context: RuleContext): string[] {
  const header = headerOf(kind, context.rows, values);
  const product = productOf(values, context);
  const fill = (name: string, value: string) => {
    if (textIn(values, name) === "" && value !== "") values[name] = value;
  };
  if (header) {
    values["CurrencyCode"] = textOf(header, "CurrencyCode");
    if (addressParts.every((part) => textIn(values, `DeliveryAddress${part}`) === "")) {
      for (const part of addressParts) fill(`DeliveryAddress${part}`, textOf(header, `DeliveryAddress${part}`));
    }
    fill("DeliveryAddressName", textOf(header, "DeliveryAddressName"));
    if (!hasDate(values, "RequestedShippingDate")) values["RequestedShippingDate"] = dateOf(header, "RequestedShippingDate");
    if (!hasDate(values, "RequestedReceiptDate")) values["RequestedReceiptDate"] = dateOf(header, kind.receiptDate);
    fill("DeliveryModeCode", textOf(header, "DeliveryModeCode"));
    fill("DeliveryTermsId", textOf(header, "DeliveryTermsCode"));
  }
  if (product) {
    fill("SalesUnitSymbol", textOf(product, "SalesUnitSymbol"));
    if (values["SalesPrice"] === undefined && textIn(values, "CurrencyCode") === textOf(product, "CurrencyCode")) values["SalesPrice"] = numberIn(product.values, "SalesPrice");
    fill("LineDescription", textOf(product, "ProductDescription") || textOf(product, "ProductName"));
  }
  const warehouse = context.rows.find(warehouses, [textIn(values, "dataAreaId"), textIn(values, "ShippingWarehouseId")]);
  if (warehouse) fill("ShippingSiteId", textOf(warehouse, "OperationalSiteId"));
  if (header) fillPlace(values, textOf(header, "DefaultShippingSiteId"), textOf(header, "DefaultShippingWarehouseId"));
  if (product) fillPlace(values, textOf(product, "DefaultSiteId"), textOf(product, "DefaultWarehouseId"));
  if (sign(numberIn(values, "SalesPriceQuantity")) === 0) values["SalesPriceQuantity"] = "1";
  return [];
}

/** Takes a default site, and its warehouse when the line's site is that one. */
function fillPlace(values: Values, site: string, warehouse: string): void {
  if (textIn(values, "ShippingSiteId") === "" && textIn(values, "ShippingWarehouseId") === "" && site !== "") values["ShippingSiteId"] = site;
  if (textIn(values, "ShippingWarehouseId") === "" && textIn(values, "ShippingSiteId") === site && warehouse !== "") values["ShippingWarehouseId"] = warehouse;
}

/** Rules that hold after each write of a line: product, unit, quantity, price, site and warehouse, amounts. */
export function settleLine(kind: DocumentKind, definition: EntityDefinition, values: Values, given: Readonly<Values>, context: RuleContext): string[] {
  const infolog: string[] = [];
  if (textIn(values, "ProductNumber") === "") return mustBeFilledIn("Product number", kind.lineTable);
  const product = productOf(values, context);
  // The relation of the product number reports a product that is not there.
  if (!product) return [];
  values["ProductName"] = textOf(product, "ProductName");
  if (given["ProductNumber"] !== undefined && textOf(product, "IsSalesStopped") === "Yes") infolog.push(`Error: Product ${textOf(product, "ProductNumber")} is stopped for sales`);
  infolog.push(...unitProblem(kind, values, product), ...placeProblems(values, product, context));
  const quantity = numberIn(values, kind.quantity);
  if (sign(quantity) === 0) infolog.push(...mustBeFilledIn("Quantity", kind.lineTable));
  if (sign(quantity) < 0) infolog.push("Error: Quantity must be greater than zero; returns are entered as return orders");
  for (const name of ["SalesPrice", "TotalDiscountAmount", "LineDiscountAmount"]) {
    if (given[name] !== undefined && sign(numberIn(given, name)) < 0) infolog.push(`Error: Field '${name}' cannot be negative`);
  }
  infolog.push(...settleAddress("DeliveryAddress", definition, values, given, context.rows));
  values["FormattedDeliveryAddress"] = formattedAddress("DeliveryAddress", values);
  if (infolog.length === 0) settleAmounts(kind, values, given, context);
  return infolog;
}

function settleAmounts(kind: DocumentKind, values: Values, given: Readonly<Values>, context: RuleContext): void {
  const step = roundingStep(context.rows, textIn(values, "CurrencyCode"));
  if (given["TotalDiscountAmount"] !== undefined) {
    const { perUnit, charges } = splitDiscount(numberIn(given, "TotalDiscountAmount"), numberIn(values, kind.quantity), step);
    Object.assign(values, { LineDiscountAmount: perUnit, FixedPriceCharges: charges, LineDiscountPercentage: "0", MultilineDiscountAmount: "0", MultilineDiscountPercentage: "0" });
  }
  const price = linePrice(kind, values);
  values["LineAmount"] = lineAmount(price, step);
  values["TotalDiscountAmount"] = less(grossAmount(price, step), textIn(values, "LineAmount"));
}

/** Price and discounts of a line as its row holds them. */
export function linePrice(kind: DocumentKind, values: Readonly<Values>): LinePrice {
  return {
    quantity: numberIn(values, kind.quantity), price: numberIn(values, "SalesPrice"),
    priceQuantity: sign(numberIn(values, "SalesPriceQuantity")) === 0 ? "1" : numberIn(values, "SalesPriceQuantity"),
    discount: numberIn(values, "LineDiscountAmount"), discountPercent: numberIn(values, "LineDiscountPercentage"),
    multilineDiscount: numberIn(values, "MultilineDiscountAmount"), multilinePercent: numberIn(values, "MultilineDiscountPercentage"),
    charges: numberIn(values, "FixedPriceCharges"),
  };
}

function unitProblem(kind: DocumentKind, values: Readonly<Values>, product: StoredRow): string[] {
  const unit = textIn(values, "SalesUnitSymbol");
  const known = [textOf(product, "SalesUnitSymbol"), textOf(product, "InventoryUnitSymbol")];
  if (unit === "") return mustBeFilledIn("Unit", kind.lineTable);
  if (known.some((symbol) => symbol.toLowerCase() === unit.toLowerCase())) return [];
  return [`Error: Unit conversion from ${unit} to ${known[1] ?? ""} for product ${textOf(product, "ProductNumber")} does not exist`];
}

/** Site and warehouse are mandatory for what is stocked. */
function placeProblems(values: Readonly<Values>, product: StoredRow, context: RuleContext): string[] {
  const [site, warehouse] = [textIn(values, "ShippingSiteId"), textIn(values, "ShippingWarehouseId")];
  const row = warehouse === "" ? undefined : context.rows.find(warehouses, [textIn(values, "dataAreaId"), warehouse]);
  if (row && site !== "" && textOf(row, "OperationalSiteId") !== site) return [`Error: Warehouse ${warehouse} belongs to site ${textOf(row, "OperationalSiteId")}, not to site ${site}`];
  if (textOf(product, "IsStockedProduct") !== "Yes") return [];
  return [["Site", site], ["Warehouse", warehouse]].flatMap(([name, value]) => (value === "" ? [`Error: Inventory dimension ${name ?? ""} is mandatory and must consequently be specified`] : []));
}

function productOf(values: Readonly<Values>, context: RuleContext): StoredRow | undefined {
  return context.rows.find(sellableReleasedProducts, [textIn(values, "dataAreaId"), textIn(values, "ProductNumber")]);
}
