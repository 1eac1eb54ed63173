import type { MetadataRegistry } from "../metadata/registry";
import type { Column, ColumnType, Option, Table } from "../metadata/types";
import { importCode, refuse, UnsupportedComponentError } from "./errors";
import { at, attribute, child, elements, labelsIn, text, type Element } from "./xml";

const types: Record<string, ColumnType> = {
  primarykey: "Uniqueidentifier", uniqueidentifier: "Uniqueidentifier", nvarchar: "String", ntext: "Memo", int: "Integer", bigint: "BigInt",
  decimal: "Decimal", float: "Double", money: "Money", bit: "Boolean", picklist: "Picklist", multiselectpicklist: "MultiSelectPicklist",
  state: "State", status: "Status", datetime: "DateTime", lookup: "Lookup", customer: "Customer", owner: "Owner",
};

/** What a column's element names beside the column itself. */
export interface ImportedColumn {
  column: Column;
  isPrimaryName: boolean;
  isPrimaryKey: boolean;
}

/**
 * Reads one `attribute` element.
 * @throws SolutionImportError when the type, a limit or a choice is wrong
 */
export function readColumn(element: Element, table: string, registry: MetadataRegistry): ImportedColumn {
  const schemaName = attribute(element, "PhysicalName");
  const logicalName = text(element, "LogicalName") || text(element, "Name");
  if (!schemaName || logicalName !== schemaName.toLowerCase()) {
    refuse(importCode.schema, `The import file is invalid. The column '${schemaName}' of '${table}' has the logical name '${logicalName}'; expected '${schemaName.toLowerCase()}'.`);
  }
  const typeName = text(element, "Type");
  const type = types[typeName];
  if (!type) throw new UnsupportedComponentError(`columns of type '${typeName}' (${table}.${logicalName})`);
  const column: Column = {
    logicalName, schemaName, type,
    labels: labelsIn(child(element, "displaynames")),
    required: requiredLevel(text(element, "RequiredLevel"), logicalName),
    ...limits(element, type, `${table}.${logicalName}`),
    ...choice(element, type, registry, `${table}.${logicalName}`),
  };
  if (text(element, "IsSecured") === "1") column.secured = true;
  if (text(element, "ValidForUpdateApi") === "0" && text(element, "ValidForCreateApi") === "0") column.readOnly = true;
  const autoNumber = text(element, "AutoNumberFormat");
  if (autoNumber) column.autoNumberFormat = checkedAutoNumber(autoNumber, column, table);
  return { column, isPrimaryKey: typeName === "primarykey", isPrimaryName: text(element, "DisplayMask").split("|").includes("PrimaryName") };
}

/**
 * Applies a column element to a column that exists: what a solution may change of a standard column.
 * @throws SolutionImportError when the type differs, or the length would shrink
 */
export function changeColumn(existing: Column, imported: Column, table: Table): Column {
  if (existing.type !== imported.type && !(existing.type === "Customer" && imported.type === "Lookup")) {
    refuse(importCode.schema, `The column '${existing.logicalName}' of '${table.logicalName}' is of type ${existing.type} and cannot become ${imported.type}.`);
  }
  if (existing.maxLength !== undefined && imported.maxLength !== undefined && imported.maxLength < existing.maxLength) {
    refuse(importCode.invalidArgument, `The maximum length of '${existing.logicalName}' of '${table.logicalName}' cannot become ${imported.maxLength}: it is ${existing.maxLength} and may only grow.`);
  }
  return { ...existing, ...imported, schemaName: existing.schemaName, labels: { ...existing.labels, ...imported.labels }, ...(existing.targets ? { targets: existing.targets } : {}) };
}

function requiredLevel(value: string, column: string): Column["required"] {
  if (value === "none" || value === "recommended" || value === "required" || value === "systemrequired") return value;
  return refuse(importCode.schema, `The import file is invalid. The column '${column}' has the required level '${value}'.`);
}

function limits(element: Element, type: ColumnType, name: string): Partial<Column> {
  const number = (child: string): number | undefined => {
    const value = text(element, child);
    if (value === "") return undefined;
    const parsed = Number(value);
    if (Number.isNaN(parsed)) refuse(importCode.schema, `The import file is invalid. ${child} of '${name}' is '${value}', expected a number.`);
    return parsed;
  };
  switch (type) {
    case "String":
    case "Memo": {
      const maxLength = number("MaxLength");
      const most = type === "String" ? 4000 : 1048576;
      if (maxLength === undefined || maxLength < 1 || maxLength > most) {
        refuse(importCode.schema, `The import file is invalid. MaxLength of '${name}' is '${text(element, "MaxLength")}', expected 1 to ${most}.`);
      }
      return { maxLength, format: text(element, "Format") || "text" };
    }
    case "Integer":
    case "Decimal":
    case "Double":
    case "Money": {
      const [min, max, precision] = [number("MinValue"), number("MaxValue"), number("Accuracy")];
      return {
        ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }),
        ...(precision === undefined ? {} : { precision }),
        ...(text(element, "CalculationOf") ? { readOnly: true } : {}),
      };
    }
    case "DateTime":
      return text(element, "Format") === "date" || text(element, "Behavior") === "2" ? { dateOnly: true } : {};
    default:
      return {};
  }
}

function choice(element: Element, type: ColumnType, registry: MetadataRegistry, name: string): Partial<Column> {
  if (type !== "Picklist" && type !== "MultiSelectPicklist" && type !== "Boolean" && type !== "State" && type !== "Status") return {};
  const globalName = text(element, "OptionSetName");
  const inline = child(element, "optionset");
  let options: Option[];
  if (globalName && !inline) {
    const global = registry.globalChoices.get(globalName.toLowerCase());
    if (!global) return refuse(importCode.missingChoice, `The column '${name}' refers to the global choice '${globalName}', which is neither in the solution nor in the organisation.`);
    options = global.options;
  } else {
    options = readOptions(inline);
  }
  if (options.length === 0) refuse(importCode.schema, `The import file is invalid. The column '${name}' has no options.`);
  const standard = text(element, "AppDefaultValue");
  const hasDefault = standard !== "" && standard !== "-1";
  if (hasDefault && !options.some((option) => option.value === Number(standard))) {
    refuse(importCode.schema, `The import file is invalid. The default ${standard} of '${name}' is none of its options.`);
  }
  return {
    options: structuredClone(options),
    ...(globalName ? { globalChoice: globalName } : {}),
    ...(hasDefault ? { default: type === "Boolean" ? standard === "1" : Number(standard) } : {}),
  };
}

/** Options of an `optionset` element. */
export function readOptions(optionSet: Element | undefined): Option[] {
  const container = at(optionSet, "options") ?? at(optionSet, "statuses") ?? at(optionSet, "states");
  return (container ? elements(container) : []).map((option) => {
    const state = attribute(option, "state");
    return { value: Number(attribute(option, "value")), labels: labelsIn(child(option, "labels")), ...(state ? { state: Number(state) } : {}) };
  });
}

/** Placeholders: {SEQNUM:n}, {RANDSTRING:1-6}, {DATETIMEUTC:format}. @see "Autonumber columns" of the Dataverse developer guide */
function checkedAutoNumber(format: string, column: Column, table: string): string {
  const placeholders = format.match(/\{[^}]*\}/g) ?? [];
  const valid = placeholders.every((p) => /^\{SEQNUM:\d+\}$/.test(p) || /^\{RANDSTRING:[1-6]\}$/.test(p) || /^\{DATETIMEUTC:[^}]+\}$/.test(p));
  if (column.type !== "String" || placeholders.length === 0 || !valid) {
    refuse(importCode.invalidArgument, `The autonumber format '${format}' of '${table}.${column.logicalName}' is not valid.`);
  }
  return format;
}
