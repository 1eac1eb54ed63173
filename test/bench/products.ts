import type { FirstSync } from "./firstSync";

const numberOf = (n: number): string => `BP-${String(n).padStart(6, "0")}`;

function* products(count: number): Generator<{ entitySet: string; row: Record<string, unknown> }> {
  for (let n = 0; n < count; n++) {
    yield { entitySet: "SellableReleasedProducts", row: {
      dataAreaId: "usmf", ProductNumber: numberOf(n), ProductName: `Bench product ${n}`, ProductDescription: `Number ${n} of many`, ProductType: "Item", SalesUnitSymbol: "ea", SalesUnitDecimalPrecision: 0,
      CurrencyCode: "USD", SalesPrice: 10 + n / 100, UnitCost: 5, IsStockedProduct: "Yes",
    } };
  }
}

/** First sync of many released products, each with its item on the price list. */
export function productsSync(count: number): FirstSync {
  return {
    what: "products", count, rowsEach: 1, args: ["run", "products"], demo: true,
    load: (world) => world.scm.load(products(count)),
    changeOne: (world) => world.scm.call("POST", "/_sandbox/scm/products/release", { company: "usmf", product: numberOf(Math.floor(count / 2)), name: "Renamed", price: 99 }),
  };
}
