import { Draw } from "../draw";
import { firstWords, trades } from "../words";
import type { ScmRow } from "./reference";

const perCompany: [string, string, string, string, number][] = [
  // company, country, currency, language, customers
  ["usmf", "US", "USD", "en-us", 9], ["frrt", "FR", "EUR", "fr", 4], ["demf", "DE", "EUR", "de", 4],
];

/** Customers that SCM's own people keep, so that its list is not empty before the first sync. */
export function* scmOwnCustomers(): Generator<ScmRow> {
  const draw = new Draw(20240903);
  for (const [dataAreaId, country, currency, language, count] of perCompany) {
    for (let number = 1; number <= count; number++) {
      yield { entitySet: "CustomersV3", row: {
        dataAreaId, CustomerAccount: `${country}-${String(number).padStart(3, "0")}`, PartyNumber: `${dataAreaId}-${String(number).padStart(6, "0")}`,
        OrganizationName: `${draw.pick(firstWords)} ${draw.pick(trades)[0]} Wholesale`, CustomerGroupId: draw.pick(["10", "20", "30", "90"]),
        SalesCurrencyCode: currency, LanguageId: language, SiteId: "1", WarehouseId: "13", CreditLimit: draw.whole(4, 80) * 5000,
        AddressCountryRegionISOCode: country,
      } };
    }
  }
}
