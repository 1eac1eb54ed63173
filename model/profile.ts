import {
  ProcessingStatus, contact, invoice, invoiceDetail, product, quote, quoteDetail, salesOrder, salesOrderDetail, solution,
} from "./generated/schema";

/**
 * Whose columns are used on the standard tables: ours, or those of Microsoft's own Prospect to cash solution
 * (`msdynce_ProspectToCashIntegration`) in an organisation that runs it already. Names after the prefix are the same.
 */
export type ProfileName = "p2c" | "msdynce";

/** What a configuration may name. */
export const profileNames: readonly ProfileName[] = ["p2c", "msdynce"];

/** Tables on which both solutions have columns, by logical name. */
const tables = {
  contact, product, quote, quotedetail: quoteDetail, salesorder: salesOrder, salesorderdetail: salesOrderDetail, invoice, invoicedetail: invoiceDetail,
} as const;
type Tables = typeof tables;

/** A table whose columns depend on the profile. */
export type ProfiledTable = keyof Tables;

/** Keys of columns that Microsoft's solution does not have; they keep their name in every profile. */
const ourOwn = ["syncStateId"] as const;

/** Columns of a table that both solutions have, by the key they have in `model/generated/schema.ts`. */
export type ProfiledColumn<Table extends ProfiledTable> = Exclude<keyof Tables[Table]["columns"], (typeof ourOwn)[number]>;

/** The names and values of one profile. */
export interface Profile {
  name: ProfileName;
  /** Logical column names by table. */
  columns: { readonly [Table in ProfiledTable]: Readonly<Record<ProfiledColumn<Table>, string>> };
  /** Values of the order's processing status. */
  processingStatus: Readonly<Record<keyof typeof ProcessingStatus, number>>;
}

/** Prefixes of columns and of choice values, as solution.xml of either solution gives them. */
const publishers: Readonly<Record<ProfileName, { prefix: string; optionPrefix: number }>> = {
  p2c: solution,
  msdynce: { prefix: "msdynce", optionPrefix: 64739 },
};

/** A choice value is the publisher's option prefix followed by four digits. */
const valuesPerPrefix = 10_000;

/** The profile of a name, derived from our own columns and choices. */
export function profileOf(name: ProfileName): Profile {
  const { optionPrefix } = publishers[name];
  return {
    name,
    columns: mapValues(tables, (table) => mapValues(ofBoth(table.columns), (column) => renamed(column, name))) as Profile["columns"],
    processingStatus: mapValues(ProcessingStatus, (value) => optionPrefix * valuesPerPrefix + (value % valuesPerPrefix)) as Profile["processingStatus"],
  };
}

/**
 * A column as the profile names it. Standard columns and those of ours alone are left as they are.
 * @param table logical name
 * @param column logical name as our own solution spells it
 */
export function columnIn(profile: Profile, table: string, column: string): string {
  return isProfiledTable(table) && Object.values(ofBoth(tables[table].columns)).includes(column) ? renamed(column, profile.name) : column;
}

function isProfiledTable(table: string): table is ProfiledTable {
  return Object.prototype.hasOwnProperty.call(tables, table);
}

function ofBoth(columns: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(columns).filter(([key]) => !(ourOwn as readonly string[]).includes(key)));
}

function renamed(column: string, name: ProfileName): string {
  return publishers[name].prefix + column.slice(solution.prefix.length);
}

function mapValues<Value, Result>(record: Readonly<Record<string, Value>>, change: (value: Value) => Result): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
