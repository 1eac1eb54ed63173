import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

/** One company of a customers file in Northwind's shape. */
export interface Company {
  customerID: string;
  companyName: string;
  address: string;
  city: string;
  region: string;
  postalCode: string;
  country: string;
  phone: string;
  fax: string;
}

/**
 * Reads a customers CSV with a heading line.
 * @throws Error naming the first column that is missing
 */
export function readCompanies(path: string): Company[] {
  const rows = parse(readFileSync(path), { columns: true, bom: true, skip_empty_lines: true }) as unknown as Company[];
  const needed: (keyof Company)[] = ["customerID", "companyName", "address", "city", "region", "postalCode", "country", "phone", "fax"];
  const missing = needed.find((column) => rows[0] && !(column in rows[0]));
  if (missing) throw new Error(`${path} has no column '${missing}'.`);
  return rows;
}

const value = (text: string): string | null => (text === "NULL" || text === "" ? null : text);
/** As it has to arrive: blanks around a value mean nothing and are not sent. */
const sent = (text: string): string => (value(text) ?? "").trim();

/** The company as a row for the Web API. */
export function asAccount(company: Company): Record<string, unknown> {
  return {
    accountnumber: company.customerID,
    name: company.companyName,
    telephone1: value(company.phone),
    fax: value(company.fax),
    address1_line1: value(company.address),
    address1_city: value(company.city),
    address1_stateorprovince: value(company.region),
    address1_postalcode: value(company.postalCode),
    address1_country: value(company.country),
  };
}

/** What has to stand in SCM for the company, country aside (its ISO code is checked by the caller). */
export function expectedCustomer(company: Company): Record<string, string> {
  return {
    CustomerAccount: company.customerID,
    PartyNumber: company.customerID,
    OrganizationName: company.companyName,
    PrimaryContactPhone: sent(company.phone),
    PrimaryContactFax: sent(company.fax),
    AddressStreet: sent(company.address),
    AddressCity: sent(company.city),
    AddressState: sent(company.region),
    AddressZipCode: sent(company.postalCode),
  };
}
