import { ids } from "./ids";

/** Currencies of the demo company by ISO code; the US dollar is the organisation's own. */
export const currencyIds = {
  USD: ids.baseCurrency,
  EUR: "5a1e5000-0000-4000-8000-000000000011",
  GBP: "5a1e5000-0000-4000-8000-000000000012",
  CAD: "5a1e5000-0000-4000-8000-000000000013",
  JPY: "5a1e5000-0000-4000-8000-000000000014",
  BRL: "5a1e5000-0000-4000-8000-000000000015",
  SEK: "5a1e5000-0000-4000-8000-000000000016",
} as const;

/** Currency rows beside the base currency, rates against the US dollar. */
export function demoCurrencies(): object[] {
  const row = (code: Exclude<keyof typeof currencyIds, "USD">, name: string, symbol: string, precision: number, rate: number) => ({
    transactioncurrencyid: currencyIds[code], isocurrencycode: code, currencyname: name, currencysymbol: symbol, currencyprecision: precision, exchangerate: rate,
  });
  return [
    row("EUR", "Euro", "€", 2, 0.92), row("GBP", "Pound Sterling", "£", 2, 0.79), row("CAD", "Canadian Dollar", "$", 2, 1.36),
    row("JPY", "Yen", "¥", 0, 149.5), row("BRL", "Brazilian Real", "R$", 2, 5.1), row("SEK", "Swedish Krona", "kr", 2, 10.45),
  ];
}
