import { badRequest, notImitated, ScmError } from "../errors";
import { entitySets } from "../metadata";
import { namespace, type EntityDefinition } from "../metadata/entity";
import { utc } from "../values";

/** What a URL below `/data` addresses. */
export type Target =
  | { kind: "service" }
  | { kind: "metadata" }
  | { kind: "batch" }
  | { kind: "set"; definition: EntityDefinition }
  | { kind: "count"; definition: EntityDefinition }
  | { kind: "row"; definition: EntityDefinition; key: string[] }
  | { kind: "action"; set: string; action: string };

/**
 * Reads a path below `/data/`, percent-encoding included.
 * @throws ScmError 501 for what is not imitated, 404 for an incomplete key
 */
export function targetOf(path: string): Target {
  const text = decode(path).replace(/^\/+|\/+$/g, "");
  if (text === "") return { kind: "service" };
  if (text === "$metadata") return { kind: "metadata" };
  if (text === "$batch") return { kind: "batch" };
  const set = /^[A-Za-z_]\w*/.exec(text)?.[0] ?? "";
  let rest = text.slice(set.length);
  const action = new RegExp(`^/${namespace.replaceAll(".", "\\.")}\\.(\\w+)(\\(\\))?$`).exec(rest)?.[1];
  if (action !== undefined) return { kind: "action", set, action };
  const definition = entitySets.get(set);
  if (!definition) throw notImitated(`'${text}' (it knows the entity sets ${[...entitySets.keys()].join(", ")})`);
  if (rest === "") return { kind: "set", definition };
  if (rest === "/$count") return { kind: "count", definition };
  const predicate = /^\(((?:'(?:[^']|'')*'|[^'()])*)\)/.exec(rest);
  if (!predicate) throw notImitated(`the path '${text}'`);
  rest = rest.slice(predicate[0].length);
  if (rest !== "") throw notImitated(`'${rest.slice(1)}' on a record of ${set}`);
  return { kind: "row", definition, key: keyOf(definition, predicate[1] ?? "") };
}

function keyOf(definition: EntityDefinition, predicate: string): string[] {
  const given = new Map<string, string>();
  const part = /\s*(?:(\w+)\s*=\s*)?([\w.]*'(?:[^']|'')*'|[^',]+)\s*(?:,|$)/y;
  while (part.lastIndex < predicate.length) {
    const match = part.exec(predicate);
    if (!match) throw badRequest(`The key (${predicate}) of '${definition.set}' cannot be read; write (${definition.keys.map((name) => `${name}='…'`).join(",")}).`);
    const name = match[1] ?? (definition.keys.length === 1 ? definition.keys[0] : undefined);
    const literal = match[2] ?? "";
    if (name === undefined || !definition.keys.includes(name)) throw badRequest(`'${name ?? literal}' is not a key property of '${definition.set}'; its key is ${definition.keys.join(", ")}.`);
    given.set(name, keyValue(definition, name, literal.trim()));
  }
  return definition.keys.map((name) => {
    const value = given.get(name);
    if (value === undefined) throw new ScmError(404, `No HTTP resource was found: the key of '${definition.set}' needs '${name}' too.`);
    return value;
  });
}

/** The literal of a key property as rows keep it: texts in quotes, integers and dates bare, enumerations typed. */
function keyValue(definition: EntityDefinition, name: string, literal: string): string {
  const property = definition.properties.get(name);
  const quoted = literal.slice(literal.indexOf("'") + 1, -1).replaceAll("''", "'");
  switch (property?.type) {
    case "int32":
      if (!/^-?\d{1,10}$/.test(literal)) throw badRequest(`The key value ${literal} of '${name}' is not a whole number.`);
      return String(Number(literal));
    case "dateTime": {
      const moment = utc(literal);
      if (moment === undefined) throw badRequest(`The key value ${literal} of '${name}' is not a moment with time zone, e.g. 2024-01-31T12:00:00Z.`);
      return moment;
    }
    case "enum":
      if (literal.slice(0, literal.indexOf("'")) !== `${namespace}.${property.enumName ?? ""}`) throw badRequest(`The key value ${literal} of '${name}' must be written ${namespace}.${property.enumName ?? ""}'…'.`);
      return quoted;
    default:
      if (!literal.startsWith("'")) throw badRequest(`The key value ${literal} of '${name}' is a text and must stand in quotes.`);
      return quoted;
  }
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw badRequest(`The path '${path}' is not percent-encoded properly.`);
  }
}
