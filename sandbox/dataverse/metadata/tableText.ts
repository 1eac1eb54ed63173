import { MetadataError } from "./registry";
import { systemColumns, systemRelationships, type SystemRelationNames } from "./systemColumns";
import type { Column, ColumnType, Labels, Option, Relationship, Table } from "./types";

/** A standard table and the relationships its lookups make. */
export interface TableWithRelationships {
  table: Table;
  relationships: Relationship[];
}

/**
 * Reads one file of `metadata/tables`. Above the blank line stand `word value` lines about the table; below, one line
 * per column: `SchemaName | Type … | flags | English label | French label`. After the type come
 * - `20 email` (length and format), `0..100 p2` (range and precision), `date` (without time)
 * - `0=Draft~Brouillon; 1=Active` (options, French after `~`; a status' state after `@`)
 * - `target:navigation:relationship:cascade` per target (lookups; an empty navigation is the column's name)
 *
 * System columns are not in the file.
 * @throws MetadataError naming the line that cannot be read
 */
export function parseTable(text: string): TableWithRelationships {
  const blank = text.indexOf("\n\n");
  const head = new Map(text.slice(0, blank).split("\n").map((line) => splitOnce(line, " ")));
  const get = (word: string): string => {
    const value = head.get(word);
    if (value === undefined) throw new MetadataError(`Table file without the line '${word}': ${text.slice(0, 40)}`);
    return value;
  };
  const schemaName = get("table");
  const [label, collectionLabel] = splitOnce(get("label"), " / ");
  const [french, frenchCollection] = splitOnce(get("french"), " / ");
  const table: Table = {
    logicalName: schemaName.toLowerCase(),
    schemaName,
    entitySet: get("set"),
    objectTypeCode: Number(get("code")),
    primaryId: get("id"),
    primaryName: get("name"),
    ownership: get("ownership") as Table["ownership"],
    labels: { 1033: label, 1036: french },
    collectionLabels: { 1033: collectionLabel, 1036: frenchCollection },
    changeTracking: head.has("tracking"),
    custom: false,
    columns: {},
    keys: [],
  };
  const relationships: Relationship[] = [];
  for (const line of text.slice(blank + 2).split("\n").filter(Boolean)) {
    const column = parseColumn(line, table, relationships);
    table.columns[column.logicalName] = column;
  }
  for (const column of systemColumns(table.ownership)) table.columns[column.logicalName] ??= column;
  const names: SystemRelationNames = Object.fromEntries((head.get("system") ?? "").split(" ").filter(Boolean).map((pair) => splitOnce(pair, "=")));
  relationships.push(...systemRelationships(table, names));
  return { table, relationships };
}

function parseColumn(line: string, table: Table, relationships: Relationship[]): Column {
  const [schemaName = "", spec = "", flags = "", english = "", french] = line.split(" | ");
  const [type, rest] = splitOnce(spec, " ");
  const labels: Labels = french ? { 1033: english, 1036: french } : { 1033: english };
  const column: Column = { logicalName: schemaName.toLowerCase(), schemaName, type: type as ColumnType, labels, required: "none" };
  for (const flag of flags.split(" ").filter(Boolean)) applyFlag(column, flag);
  switch (column.type) {
    case "String":
    case "Memo": {
      const [length, format] = splitOnce(rest, " ");
      column.maxLength = Number(length);
      column.format = format || (column.type === "Memo" ? "textarea" : "text");
      break;
    }
    case "Integer":
    case "Decimal":
    case "Double":
    case "Money":
      applyNumber(column, rest);
      break;
    case "Boolean":
    case "Picklist":
    case "State":
    case "Status":
      column.options = rest.split("; ").map(parseOption);
      break;
    case "DateTime":
      if (rest === "date") column.dateOnly = true;
      break;
    case "Lookup":
    case "Customer":
      column.targets = rest.split(" ").map((part) => {
        const relationship = parseTarget(part, column.logicalName, table.logicalName);
        relationships.push(relationship);
        return relationship.referencedTable;
      });
      break;
    case "Uniqueidentifier":
    case "BigInt":
    case "EntityName":
      break;
    default:
      throw new MetadataError(`Table ${table.logicalName}: cannot read the column line '${line}'.`);
  }
  return column;
}

function applyFlag(column: Column, flag: string): void {
  if (flag === "readonly") column.readOnly = true;
  else if (flag === "required" || flag === "recommended" || flag === "systemrequired") column.required = flag;
  else if (flag.startsWith("default=")) {
    const value = flag.slice("default=".length);
    column.default = value === "true" || value === "false" ? value === "true" : Number(value);
  } else throw new MetadataError(`Column ${column.schemaName}: unknown flag '${flag}'.`);
}

function applyNumber(column: Column, rest: string): void {
  for (const part of rest.split(" ").filter(Boolean)) {
    if (part.startsWith("p")) column.precision = Number(part.slice(1));
    else {
      const [min, max] = splitOnce(part, "..");
      column.min = Number(min);
      column.max = Number(max);
    }
  }
}

function parseOption(text: string): Option {
  const [value, rest] = splitOnce(text, "=");
  const [names, state] = splitOnce(rest, "@");
  const [english, french] = splitOnce(names, "~");
  return { value: Number(value), labels: french ? { 1033: english, 1036: french } : { 1033: english }, ...(state ? { state: Number(state) } : {}) };
}

function parseTarget(text: string, column: string, table: string): Relationship {
  const [target = "", navigation, schemaName = "", cascade] = text.split(":");
  return {
    schemaName,
    referencingTable: table,
    referencingColumn: column,
    referencedTable: target,
    lookupNavigation: navigation || column,
    collectionNavigation: schemaName,
    cascadeDelete: cascade === "Cascade" || cascade === "Restrict" ? cascade : "RemoveLink",
  };
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}
