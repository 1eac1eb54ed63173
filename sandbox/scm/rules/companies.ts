/** What the sandbox's companies give a new customer. */
export interface CompanyDefaults {
  currency: string;
  /** In front of customer numbers from the number sequence. */
  accountPrefix: string;
}

const known: Record<string, CompanyDefaults> = {
  usmf: { currency: "USD", accountPrefix: "US" },
  frrt: { currency: "EUR", accountPrefix: "FR" },
  demf: { currency: "EUR", accountPrefix: "DE" },
};

/** Company of callers who name none: the default company of the user their application is mapped to. */
export const defaultCompany = "usmf";

/** Defaults of a company, by its id. */
export function companyDefaults(company: string): CompanyDefaults {
  return known[company.toLowerCase()] ?? { currency: "USD", accountPrefix: "C" };
}
