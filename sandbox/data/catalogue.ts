import { currencyIds } from "./currencies";
import { ids } from "./ids";

type CurrencyCode = keyof typeof currencyIds;

const catalogueId = (kind: number, index: number): string => `5a1e50c0-0000-4000-800${kind}-${String(index).padStart(12, "0")}`;
const lookup = (table: string, id: string) => ({ table, id });

/**
 * Units of the default unit group, named as SCM's symbols are, so that no value map is needed. How many of the base
 * unit each is matters to nothing but Sales' own price conversions.
 */
const units: [string, number][] = [
  ["ea", 1], ["pcs", 1], ["box", 1], ["dz", 12], ["pair", 2], ["set", 1], ["pal", 1], ["kg", 1], ["g", 1], ["lb", 1], ["oz", 1], ["L", 1], ["gal", 1],
  ["m", 1], ["cm", 1], ["ft", 1], ["m2", 1], ["hr", 1], ["day", 1],
];

/** Id of a demo unit by its name. */
export const unitIds: Readonly<Record<string, string>> = Object.fromEntries(units.map(([name], index) => [name, catalogueId(1, index)]));

/** Id of the demo price list of each currency, named e.g. `Standard USD`. */
export const priceListIds = Object.fromEntries(Object.keys(currencyIds).map((code, index) => [code, catalogueId(2, index)])) as Record<CurrencyCode, string>;

/** Products that Sales keeps itself: a quote or order that holds one is not for SCM. */
export const ownProducts = [
  { productid: catalogueId(3, 1), productnumber: "VOUCHER-50", name: "Gift voucher 50", unit: "ea", amount: 50 },
  { productid: catalogueId(3, 2), productnumber: "CONSULT", name: "Fitting advice", unit: "hr", amount: 95.5 },
] as const;

/** Settings, unit rows, price lists and the products that do not come from SCM, for `/_sandbox/load`. */
export function* demoCatalogue(): Generator<{ table: string; row: object }> {
  // As the prerequisites of the product sync ask: what SCM releases can be sold without being published by hand.
  yield { table: "organization", row: { organizationid: ids.organization, createproductswithoutparentinactivestate: true } };
  const group = lookup("uomschedule", ids.defaultUnitGroup);
  for (const [name, quantity] of units) {
    yield { table: "uom", row: { uomid: unitIds[name], name, quantity, uomscheduleid: group, baseuom: lookup("uom", ids.defaultUnit) } };
  }
  for (const [code, currency] of Object.entries(currencyIds)) {
    yield { table: "pricelevel", row: { pricelevelid: priceListIds[code as CurrencyCode], name: `Standard ${code}`, transactioncurrencyid: lookup("transactioncurrency", currency), begindate: "2020-01-01" } };
  }
  // Expired, and first by name: a price list is chosen by what is valid, not by its name alone.
  yield { table: "pricelevel", row: { pricelevelid: catalogueId(2, 90), name: "Clearance USD", transactioncurrencyid: lookup("transactioncurrency", currencyIds.USD), begindate: "2019-01-01", enddate: "2019-12-31" } };
  for (const product of ownProducts) {
    const unit = lookup("uom", unitIds[product.unit] ?? ids.defaultUnit);
    yield {
      table: "product",
      row: {
        productid: product.productid, productnumber: product.productnumber, name: product.name, productstructure: 1, quantitydecimal: 2, statecode: 0, statuscode: 1,
        defaultuomscheduleid: group, defaultuomid: unit, pricelevelid: lookup("pricelevel", priceListIds.USD), transactioncurrencyid: lookup("transactioncurrency", currencyIds.USD), price: product.amount,
      },
    };
    yield {
      table: "productpricelevel",
      row: {
        productpricelevelid: product.productid.replace("-8003-", "-8004-"), pricelevelid: lookup("pricelevel", priceListIds.USD), productid: lookup("product", product.productid),
        uomid: unit, uomscheduleid: group, amount: product.amount, pricingmethodcode: 1, quantitysellingcode: 1, productnumber: product.productnumber,
        transactioncurrencyid: lookup("transactioncurrency", currencyIds.USD),
      },
    };
  }
}
