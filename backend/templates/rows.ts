import type { Lcid } from "../../model/errorText";
import type { Directive, FieldType, Grade, Row } from "../core/templateTypes";
import type { TemplateSettings } from "./settings";

type Label = Record<Lcid, string>;

/** The rest of a row beside target, type, source and grades. */
export type RowExtra = Omit<Partial<Row>, "target" | "type" | "from" | "grades">;

/** A label in both languages. */
export const label = (english: string, french: string): Label => ({ 1033: english, 1036: french });

/** One row. */
export function row(target: string, type: FieldType, from: Directive, grades: readonly Grade[], extra: RowExtra = {}): Row {
  return { target, type, from, grades, ...extra };
}

/** A column as it is. */
export const copy = (column: string): Directive => ({ kind: "copy", column });
/** Always the same value. */
export const constant = (value: string): Directive => ({ kind: "constant", value });
/** By a value map; a value without entry is an error. */
export const mapped = (column: string, map: string, whenBlank?: string): Directive => ({ kind: "valueMap", column, map, ...(whenBlank === undefined ? {} : { whenBlank }) });
/** By a value map; a value without entry passes as it is. */
export const mappedOrSame = (column: string, map: string): Directive => ({ kind: "valueMap", column, map, otherwise: "copy" });

/** Columns of one address in Sales: `address1_…`, `shipto_…`, `billto_…`. */
export const addressColumns = (prefix: string): string[] => ["line1", "line2", "city", "stateorprovince", "postalcode", "country"].map((name) => `${prefix}_${name}`);

interface AddressNames {
  /** Beginning of the columns in Sales. */
  sales: string;
  /** Beginning of the fields in SCM. */
  scm: string;
  /** How the form names the address. */
  label: Label;
}

const parts = {
  line1: label("Street 1", "rue 1"), line2: label("Street 2", "rue 2"), city: label("City", "ville"),
  stateorprovince: label("State/Province", "département/région"), postalcode: label("ZIP/Postal Code", "code postal"), country: label("Country/Region", "pays/région"),
} as const;

const partLabel = (address: Label, part: keyof typeof parts): Label => label(`${address[1033]} ${parts[part][1033]}`, `${address[1036]} ${parts[part][1036]}`);

/** The two street fields of SCM for lines 1 and 2. */
export function streetFields(settings: TemplateSettings, scm: string): { line1: string; line2: string } {
  const [street, number] = [`${scm}Street`, `${scm}StreetNumber`];
  return settings.firstAddressLine === "street" ? { line1: street, line2: number } : { line1: number, line2: street };
}

/** Rows that send a document's address, when it has something in it. */
export function addressOut(settings: TemplateSettings, names: AddressNames, grades: readonly Grade[]): Row[] {
  const streets = streetFields(settings, names.scm);
  const onlyWithAny = addressColumns(names.sales);
  const field = (part: keyof typeof parts, target: string, type: FieldType, maxLength: number, note?: string): Row =>
    row(target, type, copy(`${names.sales}_${part}`), grades, { maxLength, onlyWithAny, label: partLabel(names.label, part), ...(note ? { note } : {}) });
  return [
    field("line1", streets.line1, "string", 250, "Setting `firstAddressLine`."),
    field("line2", streets.line2, "string", 250, "Setting `firstAddressLine`."),
    field("city", `${names.scm}City`, "string", 60),
    field("stateorprovince", `${names.scm}StateId`, "code", 10),
    field("postalcode", `${names.scm}ZipCode`, "code", 10),
    row(`${names.scm}CountryRegionISOCode`, "code", mapped(`${names.sales}_country`, "countries", settings.blankCountry), ["D", "O"],
      { onlyWithAny, label: partLabel(names.label, "country"), note: "Blank takes the setting `blankCountry`." }),
  ];
}

/** Rows that bring a document's address to Sales. */
export function addressBack(settings: TemplateSettings, names: AddressNames, fields: { state: string; country: string }, grades: readonly Grade[]): Row[] {
  const streets = streetFields(settings, names.scm);
  const text = (part: keyof typeof parts, field: string, maxLength: number): Row =>
    row(`${names.sales}_${part}`, "string", copy(field), grades, { maxLength, label: partLabel(names.label, part) });
  return [
    text("line1", streets.line1, 250), text("line2", streets.line2, 250), text("city", `${names.scm}City`, 80),
    text("stateorprovince", fields.state, 50), text("postalcode", `${names.scm}ZipCode`, 20),
    row(`${names.sales}_country`, "string", { kind: "valueMap", column: fields.country, map: "countryNames", otherwise: "copy" }, ["D17", "W"],
      { maxLength: 80, label: partLabel(names.label, "country"), note: "English name of the code." }),
  ];
}
