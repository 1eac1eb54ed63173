import { splitOutside } from "../../query/queryString";
import { DataverseError } from "../../store/types";
import { badSyntax, notImitated } from "../errors";
import { stringLiteral } from "../path";
import { navigationNames, type Definition } from "./objects";

/** `$select`, `$expand` and `$filter` of a metadata query. */
export interface DefinitionOptions {
  select?: string[];
  expand: { name: string; options: DefinitionOptions }[];
  filter?: (definition: Definition) => boolean;
}

/**
 * Reads the options of a metadata query. Metadata is never paged and filtered by `eq`, `ne`, `and`, `or` alone.
 * Source: Microsoft, "Query table definitions using the Web API".
 * @throws DataverseError 501 0x8006088a for functions in filters, as the service answers
 */
export function definitionOptions(options: Iterable<[string, string]>): DefinitionOptions {
  const result: DefinitionOptions = { expand: [] };
  for (const [name, value] of options) {
    switch (name) {
      case "$select": result.select = value.split(",").map((part) => part.trim()).filter(Boolean); break;
      case "$expand": result.expand = splitOutside(value, ",").map((part) => expandItem(part.trim())); break;
      case "$filter": result.filter = filterOf(value); break;
      case "$count": case "LabelLanguages": break;
      default: throw notImitated(`the option '${name}' in a metadata query`);
    }
  }
  return result;
}

function expandItem(text: string): DefinitionOptions["expand"][number] {
  const match = /^(\w+)(?:\(([^]*)\))?$/.exec(text);
  const name = match?.[1] ?? "";
  if (!match || !navigationNames.has(name)) throw badSyntax(`'${text}' cannot be expanded in a metadata query.`);
  const inner = splitOutside(match[2] ?? "", ";").map((part) => part.trim()).filter(Boolean).map((part): [string, string] => {
    const equals = part.indexOf("=");
    if (equals < 0) throw badSyntax(`'${part}' is no option; write e.g. $select=LogicalName.`);
    return [part.slice(0, equals), part.slice(equals + 1)];
  });
  return { name, options: definitionOptions(inner) };
}

/** A definition with the properties asked for. */
export function project(definition: Definition, options: DefinitionOptions): Definition {
  const result: Definition = {};
  for (const [name, value] of Object.entries(definition)) {
    if (navigationNames.has(name)) continue;
    const annotation = name.startsWith("@");
    if (annotation || name === "MetadataId" || !options.select || options.select.includes(name)) result[name] = value;
  }
  for (const name of options.select ?? []) {
    if (!(name in definition) && !known.has(name)) throw badSyntax(`Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.MetadataBase'.`);
  }
  for (const { name, options: inner } of options.expand) {
    const value = definition[name];
    if (Array.isArray(value)) result[name] = projectAll(value as Definition[], inner);
    else if (name in definition) result[name] = value === null ? null : project(value as Definition, inner);
  }
  return result;
}

/** Definitions that the filter lets through, with the properties asked for. */
export function projectAll(definitions: readonly Definition[], options: DefinitionOptions): Definition[] {
  return definitions.filter((d) => options.filter?.(d) ?? true).map((d) => project(d, options));
}

/** Properties that single kinds of attribute do not have; asking for them all the same gives nothing. */
const known = new Set(["MaxLength", "MinValue", "MaxValue", "Precision", "Targets", "FormatName", "AutoNumberFormat", "Format", "DateTimeBehavior", "DefaultFormValue", "DefaultValue", "Options", "TrueOption", "FalseOption", "IsManaged", "Description", "AttributeOf", "IsLogical", "IsFilterable", "IsSearchable", "SourceType", "IsCustomizable", "IsManagedProperty", "YomiOf", "IsValidForAdvancedFind", "CanBeSecuredForRead", "CanBeSecuredForCreate", "CanBeSecuredForUpdate"]);

function filterOf(text: string): (definition: Definition) => boolean {
  const alternatives = splitWord(text, "or").map((part) => splitWord(part, "and").map((one) => comparison(one.trim())));
  return (definition) => alternatives.some((tests) => tests.every((test) => test(definition)));
}

function comparison(text: string): (definition: Definition) => boolean {
  const inner = /^\((.*)\)$/s.exec(text)?.[1];
  if (inner !== undefined) return filterOf(inner);
  const match = /^([\w/]+)\s+(eq|ne)\s+(.+)$/s.exec(text);
  if (!match) throw new DataverseError(501, "0x8006088a", `The expression '${text}' is not supported in a metadata query; compare with eq or ne.`);
  const [, path = "", operator, literal = ""] = match;
  const wanted = literalText(literal.trim());
  return (definition) => (String(path.split("/").reduce<unknown>((value, step) => (value as Definition | null)?.[step], definition)) === wanted) === (operator === "eq");
}

/** Enum literals such as `Microsoft.Dynamics.CRM.AttributeTypeCode'Picklist'` compare by their member. */
function literalText(literal: string): string {
  return stringLiteral(literal) ?? /^[\w.]+'([^']*)'$/.exec(literal)?.[1] ?? literal;
}

function splitWord(text: string, word: string): string[] {
  const parts: string[] = [];
  let part = "";
  let depth = 0;
  let quoted = false;
  for (const token of text.split(/(\s+|'|\(|\))/)) {
    if (token === "'") quoted = !quoted;
    else if (!quoted && token === "(") depth += 1;
    else if (!quoted && token === ")") depth -= 1;
    if (!quoted && depth === 0 && token.toLowerCase() === word) {
      parts.push(part);
      part = "";
    } else part += token;
  }
  return [...parts, part];
}
