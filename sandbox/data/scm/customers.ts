import { Draw } from "../draw";
import { firstWords, trades } from "../words";
import type { ScmRow } from "./reference";

const perCompany = [
  { dataAreaId: "usmf", country: "US", city: "Spokane", currency: "USD", language: "en-us", customers: 9 },
  { dataAreaId: "frrt", country: "FR", city: "Dijon", currency: "EUR", language: "fr", customers: 4 },
  { dataAreaId: "demf", country: "DE", city: "Fulda", currency: "EUR", language: "de", customers: 4 },
];

/** Customers that SCM's own people keep, so that its list is not empty before the first sync. */
export function* scmOwnCustomers(): Generator<ScmRow> {
  const draw = new Draw(20240903);
  for (const { dataAreaId, country, city, currency, language, customers } of perCompany) {
    for (let number = 1; number <= customers; number++) {
      yield { entitySet: "CustomersV3", row: {
        dataAreaId, CustomerAccount: `${country}-${String(number).padStart(3, "0")}`, PartyNumber: `${dataAreaId}-${String(number).padStart(6, "0")}`,
        OrganizationName: `${draw.pick(firstWords)} ${draw.pick(trades)[0]} Wholesale`, CustomerGroupId: draw.pick(["10", "20", "30", "90"]),
        SalesCurrencyCode: currency, LanguageId: language, SiteId: "1", WarehouseId: "13", CreditLimit: draw.whole(4, 80) * 5000,
        AddressCity: city, AddressCountryRegionISOCode: country,
      } };
    }
  }
}
