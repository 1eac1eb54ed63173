import type { CompanyStock, Stock } from "./stock";

/** A company that has numbers for some of the products. */
export interface CompanyChoice {
  company: string;
  /** When its newest numbers were read. */
  asOf: Date | undefined;
}

/** Companies with numbers for some of the products, those read last first. */
export function companiesOf(stock: Stock, productIds: readonly string[]): CompanyChoice[] {
  const newest = new Map<string, Date | undefined>();
  for (const id of productIds) {
    for (const { company, asOf } of stock.get(id)?.companies ?? []) {
      const known = newest.get(company);
      newest.set(company, known && (!asOf || known > asOf) ? known : asOf);
    }
  }
  return [...newest].map(([company, asOf]) => ({ company, asOf }))
    .sort((a, b) => (b.asOf?.getTime() ?? 0) - (a.asOf?.getTime() ?? 0) || (a.company < b.company ? -1 : 1));
}

/**
 * Whose numbers are shown.
 * @param fixed company from the control's property, or blank; it stands even when it has no numbers
 * @param chosen what the user chose, or blank
 * @returns company in lower case; blank while no company has numbers
 */
export function companyShown(companies: readonly CompanyChoice[], fixed: string, chosen: string): string {
  if (fixed.trim() !== "") return fixed.trim().toLowerCase();
  return companies.find(({ company }) => company === chosen)?.company ?? companies[0]?.company ?? "";
}

/** What a company has of a product; undefined when that is not known. */
export function stockIn(stock: Stock, productId: string, company: string): CompanyStock | undefined {
  return stock.get(productId)?.companies.find((one) => one.company === company);
}

/** Whether numbers are older than allowed, or of unknown age. */
export function isStale(asOf: Date | undefined, maxAgeMinutes: number, now: number): boolean {
  return !asOf || now - asOf.getTime() > maxAgeMinutes * 60_000;
}

/** Age and source of what is shown: of the oldest numbers among the products. */
export interface Age {
  asOf: Date | undefined;
  source: CompanyStock["source"];
}

/** Age of a company's numbers; undefined when it has none. */
export function ageOf(stock: Stock, productIds: readonly string[], company: string): Age | undefined {
  let oldest: Age | undefined;
  for (const id of productIds) {
    const one = stockIn(stock, id, company);
    if (one && (!oldest || (one.asOf?.getTime() ?? 0) < (oldest.asOf?.getTime() ?? 0))) oldest = { asOf: one.asOf, source: one.source };
  }
  return oldest;
}

/** Whether some product of SCM of which stock is kept has numbers that are too old, or none. */
export function needsRefresh(stock: Stock, productIds: readonly string[], company: string, maxAgeMinutes: number, now: number): boolean {
  return productIds.some((id) => {
    const product = stock.get(id);
    return product?.fromScm === true && !product.notStocked && isStale(stockIn(stock, id, company)?.asOf, maxAgeMinutes, now);
  });
}
