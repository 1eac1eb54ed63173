import { enums, openEnums } from "./enums";

export const namespace = "Microsoft.Dynamics.DataEntities";

export type PropertyType = "string" | "decimal" | "int32" | "int64" | "dateTime" | "enum";

export interface Property {
  name: string;
  type: PropertyType;
  /** Name of the enumeration, for type `enum`. */
  enumName?: string;
  key: boolean;
  /** What a row shows that was never given a value: finance & operations has no null for most types. */
  empty: StoredValue;
}

/** Decimals, 64-bit integers and dates are kept as text, so nothing is lost; int32 as number; null only for enumerations known in part. */
export type StoredValue = string | number | null;

/** An entity set: a public name over a table. */
export interface EntityDefinition {
  /** `CustomersV3` */
  set: string;
  /** Entity type in `$metadata`, `CustomerV3` */
  type: string;
  /** Data entity as error messages name it, `CustCustomerV3Entity` */
  entity: string;
  /** As users read it. */
  label: string;
  keys: readonly string[];
  perCompany: boolean;
  writable: boolean;
  properties: ReadonlyMap<string, Property>;
  /** Values kept with a row that are no properties of the entity. */
  hidden: ReadonlyMap<string, Property>;
  /** Key properties that name the document a line belongs to. */
  parent?: readonly string[];
  /** Rows whose value differs are kept but not shown. */
  shownWhen?: { property: string; is: string };
}

interface EntityText {
  set: string;
  type: string;
  entity: string;
  label: string;
  keys: string[];
  writable: boolean;
  /** Property names, separated by blanks. Keys that are strings need not be listed. */
  string?: string;
  decimal?: string;
  int32?: string;
  int64?: string;
  dateTime?: string;
  enums?: Record<string, string>;
  hidden?: { string?: string; decimal?: string };
  parent?: string[];
  shownWhen?: { property: string; is: string };
}

const words = (text = "") => text.split(/\s+/).filter((word) => word !== "");

/** When a date was never given: finance & operations shows this moment, not null. */
export const emptyDate = "1900-01-01T12:00:00Z";
const empties: Record<Exclude<PropertyType, "enum">, StoredValue> = { string: "", decimal: "0", int32: 0, int64: "0", dateTime: emptyDate };

/** Builds a definition from its compact form. */
export function defineEntity(text: EntityText): EntityDefinition {
  const properties = new Map<string, Property>();
  const isKey = (name: string) => text.keys.includes(name);
  for (const name of text.keys) properties.set(name, { name, type: "string", key: true, empty: "" });
  for (const type of ["string", "decimal", "int32", "int64", "dateTime"] as const) {
    for (const name of words(text[type])) properties.set(name, { name, type, key: isKey(name), empty: empties[type] });
  }
  for (const [enumName, names] of Object.entries(text.enums ?? {})) {
    for (const name of words(names)) properties.set(name, { name, type: "enum", enumName, key: isKey(name), empty: firstMember(enumName) });
  }
  const hidden = new Map<string, Property>();
  for (const type of ["string", "decimal"] as const) {
    for (const name of words(text.hidden?.[type])) hidden.set(name, { name, type, key: false, empty: empties[type] });
  }
  const { set, type, entity, label, keys, writable, parent, shownWhen } = text;
  return {
    set, type, entity, label, keys, writable, perCompany: keys.includes("dataAreaId"), properties, hidden,
    ...(parent ? { parent } : {}), ...(shownWhen ? { shownWhen } : {}),
  };
}

/** The member with value 0, which an unset enumeration field holds; else the first. */
function firstMember(enumName: string): StoredValue {
  if (openEnums.includes(enumName)) return null;
  const members = Object.entries(enums[enumName] ?? {});
  return (members.find(([, value]) => value === 0) ?? members[0])?.[0] ?? null;
}
