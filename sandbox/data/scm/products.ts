import { Draw } from "../draw";
import type { ScmRow } from "./reference";

/** Number, name, unit, price and cost in US dollars; a price list of a bicycle and outdoor wholesaler made up for the sandbox. */
const goods: [string, string, string, string, string][] = [
  ["B0001", "Touring bicycle Meridian 28", "ea", "1249.00", "742.50"], ["B0002", "Touring bicycle Meridian 26", "ea", "1199.00", "715.00"],
  ["B0003", "City bicycle Lantern", "ea", "689.50", "401.25"], ["B0004", "Children's bicycle Sparrow 20", "ea", "259.90", "149.80"],
  ["B0005", "Cargo bicycle Porter", "ea", "2890.00", "1810.00"], ["B0010", "Electric drive kit 250 W", "set", "749.99", "488.30"],
  ["B0011", "Battery 500 Wh", "ea", "429.00", "268.75"], ["B0012", "Battery charger 4 A", "ea", "89.95", "47.10"],
  ["P0101", "Wheel 28 in, front", "ea", "74.90", "38.20"], ["P0102", "Wheel 28 in, rear", "ea", "96.40", "51.75"],
  ["P0103", "Tyre 28 x 1.6, puncture-proof", "ea", "31.95", "14.60"], ["P0104", "Inner tube 28 in", "ea", "6.49", "2.15"],
  ["P0105", "Spoke 2.0 mm, stainless", "ea", "0.38", "0.11"], ["P0106", "Brake pad", "pair", "11.25", "4.05"],
  ["P0107", "Brake cable, sold by the metre", "m", "2.333", "0.87"], ["P0108", "Chain 11-speed", "ea", "38.70", "19.90"],
  ["P0109", "Chain oil", "L", "17.456", "7.20"], ["P0110", "Bearing grease", "kg", "22.80", "9.35"],
  ["P0111", "Saddle Comfort", "ea", "54.00", "26.10"], ["P0112", "Saddle Race", "ea", "118.00", "61.40"],
  ["P0113", "Handlebar tape", "pair", "14.95", "5.20"], ["P0114", "Pedal, aluminium", "pair", "42.30", "20.45"],
  ["A0201", "Helmet Kestrel, size M", "ea", "79.00", "36.40"], ["A0202", "Helmet Kestrel, size L", "ea", "79.00", "36.40"],
  ["A0203", "Gloves, gel", "pair", "24.90", "9.75"], ["A0204", "Rain cape", "ea", "45.60", "18.30"],
  ["A0205", "Pannier bag 20 L", "pair", "129.00", "63.80"], ["A0206", "Handlebar bag", "ea", "48.75", "22.15"],
  ["A0207", "Front light 60 lux", "ea", "64.20", "31.05"], ["A0208", "Rear light with brake signal", "ea", "29.99", "12.40"],
  ["A0209", "Lock, folding", "ea", "84.50", "41.90"], ["A0210", "Bell, brass", "ea", "12.10", "4.60"],
  ["A0211", "Bottle 0.75 L", "ea", "7.95", "2.30"], ["A0212", "Bottle cage", "ea", "9.80", "3.45"],
  ["A0213", "Reflective strap", "box", "33.333", "12.90"], ["A0214", "Pump, floor", "ea", "39.90", "17.25"],
];
const services: [string, string, string, string, string][] = [
  ["S0901", "Workshop hour", "hr", "68.00", "41.00"], ["S0902", "Wheel truing", "ea", "24.50", "13.00"],
  ["S0903", "Annual inspection", "ea", "89.00", "52.00"], ["S0904", "Fleet maintenance, day rate", "day", "520.00", "310.00"],
];

/** Companies with the currency their prices are in, as a factor of the dollar price, and where their goods lie. */
const companies = [
  { dataAreaId: "usmf", currency: "USD", cents: 1000, site: "1", warehouse: "13", more: [["1", "11"], ["2", "24"]] },
  { dataAreaId: "frrt", currency: "EUR", cents: 920, site: "1", warehouse: "13", more: [["1", "15"]] },
  { dataAreaId: "demf", currency: "EUR", cents: 920, site: "1", warehouse: "13", more: [["2", "23"]] },
] as const;

/** Released products of the demo company with their default site and warehouse, and stock of those that are stocked. The same every time. */
export function* scmProducts(): Generator<ScmRow> {
  const draw = new Draw(20240904);
  for (const { dataAreaId, currency, cents, site, warehouse, more } of companies) {
    for (const [list, type] of [[goods, "Item"], [services, "Service"]] as const) {
      for (const [number, name, unit, price, cost] of list) {
        const decimals = ["m", "L", "kg"].includes(unit) ? 3 : 0;
        const stocked = type === "Item";
        yield { entitySet: "SellableReleasedProducts", row: {
          dataAreaId, ProductNumber: number, ProductName: name, ProductDescription: `${name} (${unit})`, ProductType: type,
          FieldServiceProductType: stocked ? "Inventory" : "Service", IsStockedProduct: stocked ? "Yes" : "No", CurrencyCode: currency,
          SalesPrice: converted(price, cents), UnitCost: converted(cost, cents), SalesUnitSymbol: unit, InventoryUnitSymbol: unit,
          SalesUnitDecimalPrecision: decimals, InventoryUnitDecimalPrecision: decimals, DefaultSiteId: site, DefaultWarehouseId: warehouse,
        } };
        if (!stocked) continue;
        for (const [place, house] of [[site, warehouse] as const, ...more]) {
          const quantity = house === warehouse ? draw.whole(0, 24) * 20 : draw.whole(0, 8) * 5;
          yield { entitySet: "WarehousesOnHandV2", row: { dataAreaId, ItemNumber: number, InventorySiteId: place, InventoryWarehouseId: house, OnHandQuantity: quantity } };
        }
      }
    }
  }
}

/** A dollar price in thousandths of another currency, cut to four decimals in whole numbers so that every machine gets the same. */
function converted(price: string, thousandths: number): number {
  const [whole = "0", fraction = ""] = price.split(".");
  return Math.round(Number(whole + fraction.padEnd(4, "0")) * thousandths / 1000) / 10_000;
}
