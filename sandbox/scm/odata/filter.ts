import { badRequest, notImitated } from "../errors";
import { namespace, type EntityDefinition, type Property, type StoredValue } from "../metadata/entity";
import { valueOf, type StoredRow } from "../store";
import { compareDecimals, edmType, isMember, utc } from "../values";

export type Predicate = (row: StoredRow) => boolean;

/** A parsed `$filter`. */
export interface Filter {
  matches: Predicate;
  /** Keys of the only rows that can match, when the filter pins every key property. */
  keys?: string[][];
  /** Documents whose lines alone can match, when the filter pins the properties that name them. */
  parents?: string[][];
}

/** A part of a filter: what matches, and the values that key properties of a match can have. */
interface Part {
  matches: Predicate;
  pins: ReadonlyMap<string, ReadonlySet<string>>;
}

type Operand = { kind: "property"; property: Property } | { kind: "literal"; type: string; value: StoredValue };

const tokenPattern = new RegExp(
  ["'(?:[^']|'')*'", "[A-Za-z_][\\w.]*'(?:[^']|'')*'", "\\d{4}-\\d\\d-\\d\\d(?:T[\\d:.]+(?:Z|[+-]\\d\\d:\\d\\d)?)?", "-?\\d+(?:\\.\\d+)?", "[A-Za-z_][\\w./]*", "[(),]"].join("|"), "y");

/**
 * Parses a `$filter` as finance & operations reads it: comparisons, and, or, not, parentheses; `eq '*text*'` finds by
 * wildcard; enumerations are compared with `eq` and `ne` to a typed literal only; texts compare without regard to case.
 * @throws ScmError 400 for what is wrong, 501 for what is not imitated
 * @see Microsoft Learn, "Open Data Protocol (OData)" for finance and operations
 */
export function parseFilter(text: string, definition: EntityDefinition): Filter {
  return new Parser(tokensOf(text), definition, text).filter();
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  let at = 0;
  for (;;) {
    while (text[at] === " " || text[at] === "\t") at++;
    if (at >= text.length) return tokens;
    tokenPattern.lastIndex = at;
    const match = tokenPattern.exec(text);
    if (!match) throw badRequest(`Syntax error at position ${at} in '${text}'.`);
    tokens.push(match[0]);
    at = tokenPattern.lastIndex;
  }
}

/** Most rows or documents that are looked up one by one. */
const mostLookups = 5000;
const noPins: Part["pins"] = new Map();

class Parser {
  private at = 0;

  constructor(private readonly tokens: readonly string[], private readonly definition: EntityDefinition, private readonly text: string) {}

  filter(): Filter {
    const { matches, pins } = this.or();
    if (this.at < this.tokens.length) throw this.wrong();
    const keys = combinations(this.definition.keys, pins);
    if (keys) return { matches, keys };
    const parents = this.definition.parent && combinations(this.definition.parent, pins);
    return parents ? { matches, parents } : { matches };
  }

  private or(): Part {
    let left = this.and();
    while (this.take("or")) {
      const [a, b] = [left, this.and()];
      left = { matches: (row) => a.matches(row) || b.matches(row), pins: either(a.pins, b.pins) };
    }
    return left;
  }

  private and(): Part {
    let left = this.not();
    while (this.take("and")) {
      const [a, b] = [left, this.not()];
      left = { matches: (row) => a.matches(row) && b.matches(row), pins: new Map([...b.pins, ...a.pins]) };
    }
    return left;
  }

  private not(): Part {
    if (this.take("not")) {
      const inner = this.not();
      return { matches: (row) => !inner.matches(row), pins: noPins };
    }
    if (this.take("(")) {
      const inner = this.or();
      if (!this.take(")")) throw this.wrong();
      return inner;
    }
    return this.comparison();
  }

  private comparison(): Part {
    const left = this.operand();
    const operator = this.tokens[this.at++];
    if (operator !== undefined && /^(add|sub|mul|div|mod|has|in)$/.test(operator)) throw notImitated(`'${operator}' in $filter`);
    if (operator === undefined || !/^(eq|ne|gt|ge|lt|le)$/.test(operator)) throw this.wrong();
    const right = this.operand();
    this.checkTypes(left, right, operator);
    const pinned = operator === "eq" && left.kind === "property" && left.property.key && right.kind === "literal" && right.value !== null && !String(right.value).includes("*");
    return { matches: compared(left, right, operator), pins: pinned ? new Map([[left.property.name, new Set([String(right.value).toLowerCase()])]]) : noPins };
  }

  private operand(): Operand {
    const token = this.tokens[this.at++];
    if (token === undefined || token === "(" || token === ")" || token === ",") throw this.wrong();
    if (token.startsWith("'")) return { kind: "literal", type: "Edm.String", value: token.slice(1, -1).replaceAll("''", "'") };
    if (token.endsWith("'")) return this.enumLiteral(token);
    if (/^\d{4}-\d\d-\d\dT/.test(token)) {
      const moment = utc(token);
      if (moment === undefined) throw badRequest(`'${token}' in '${this.text}' is not a moment with time zone, e.g. 2024-01-31T12:00:00Z.`);
      return { kind: "literal", type: "Edm.DateTimeOffset", value: moment };
    }
    if (/^-?\d/.test(token)) return { kind: "literal", type: "number", value: token };
    if (token === "null") return { kind: "literal", type: "null", value: null };
    if (this.tokens[this.at] === "(") throw notImitated(`function '${token}' in $filter`);
    if (token.includes("/")) throw notImitated(`the path '${token}' in $filter`);
    const property = this.definition.properties.get(token);
    if (!property) throw badRequest(`Could not find a property named '${token}' on type '${namespace}.${this.definition.type}'.`);
    return { kind: "property", property };
  }

  private enumLiteral(token: string): Operand {
    const [type = "", member = ""] = token.split("'");
    const name = type.startsWith(`${namespace}.`) ? type.slice(namespace.length + 1) : undefined;
    if (name === undefined || !isMember(name, member)) throw badRequest(`The enumeration literal ${token} is not valid.`);
    return { kind: "literal", type, value: member };
  }

  private checkTypes(left: Operand, right: Operand, operator: string): void {
    const [a, b] = [typeOf(left), typeOf(right)];
    const numeric = (type: string) => type === "number" || type === "Edm.Decimal" || type === "Edm.Int32" || type === "Edm.Int64";
    if (a !== b && a !== "null" && b !== "null" && !(numeric(a) && numeric(b))) {
      throw badRequest(`A binary operator with incompatible types was detected. Found operand types '${a}' and '${b}' for operator kind '${operator}'.`);
    }
    if (a.startsWith(namespace) && operator !== "eq" && operator !== "ne") throw badRequest(`The operator '${operator}' is not supported for the enumeration '${a}'; use eq or ne.`);
  }

  private take(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at++;
    return true;
  }

  private wrong(): Error {
    return badRequest(`Syntax error near '${this.tokens[Math.min(this.at, this.tokens.length - 1)] ?? ""}' in '${this.text}'.`);
  }
}

/** What both sides of an `or` pin, each with the values of either. */
function either(a: Part["pins"], b: Part["pins"]): Part["pins"] {
  const both = new Map<string, ReadonlySet<string>>();
  for (const [name, values] of a) {
    const others = b.get(name);
    if (others) both.set(name, new Set([...values, ...others]));
  }
  return both;
}

/** Every combination of the values that some properties are pinned to; undefined when one is not, or they are too many. */
function combinations(names: readonly string[], pins: Part["pins"]): string[][] | undefined {
  let combined: string[][] = [[]];
  for (const name of names) {
    const values = pins.get(name);
    if (!values || combined.length * values.size > mostLookups) return undefined;
    combined = combined.flatMap((before) => [...values].map((value) => [...before, value]));
  }
  return combined;
}

function typeOf(operand: Operand): string {
  return operand.kind === "literal" ? operand.type : edmType(operand.property);
}

function compared(left: Operand, right: Operand, operator: string): Predicate {
  if (left.kind === "property" && right.kind === "literal" && right.type === "Edm.String" && String(right.value).includes("*") && (operator === "eq" || operator === "ne")) {
    const pattern = new RegExp(`^${String(right.value).split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[^]*")}$`, "i");
    return (row) => pattern.test(String(valueOf(row, left.property) ?? "")) === (operator === "eq");
  }
  const ordered = ordering(left, right);
  const get = (operand: Operand) => (operand.kind === "literal" ? () => operand.value : (row: StoredRow) => valueOf(row, operand.property));
  const [a, b] = [get(left), get(right)];
  const test = tests[operator] ?? (() => false);
  return (row) => {
    const [x, y] = [a(row), b(row)];
    if (x === null || y === null) return operator === "eq" ? x === y : operator === "ne" ? x !== y : false;
    return test(ordered(x, y));
  };
}

const tests: Record<string, (order: number) => boolean> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};

function ordering(left: Operand, right: Operand): (a: string | number, b: string | number) => number {
  const property = left.kind === "property" ? left.property : right.kind === "property" ? right.property : undefined;
  return compareAs(property?.type ?? (left.kind === "literal" && left.type === "number" ? "decimal" : "string"));
}

/** How two values of a type are ordered: numbers exactly, texts without regard to case. */
export function compareAs(type: Property["type"]): (a: string | number, b: string | number) => number {
  if (type === "decimal" || type === "int32" || type === "int64") return (a, b) => compareDecimals(String(a), String(b));
  return (a, b) => {
    const [x, y] = [String(a).toLowerCase(), String(b).toLowerCase()];
    return x < y ? -1 : x > y ? 1 : 0;
  };
}
