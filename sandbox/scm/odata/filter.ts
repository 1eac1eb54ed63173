import { badRequest, notImitated } from "../errors";
import { namespace, type EntityDefinition, type Property, type StoredValue } from "../metadata/entity";
import { valueOf, type StoredRow } from "../store";
import { compareDecimals, edmType, isMember, utc } from "../values";

export type Predicate = (row: StoredRow) => boolean;

/** A parsed `$filter`. */
export interface Filter {
  matches: Predicate;
  /** Key of the only row that can match, when the filter pins every key property. */
  key?: string[];
  /** The document whose lines alone can match, when the filter pins the properties that name it. */
  parent?: string[];
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

class Parser {
  private at = 0;
  /** Texts that key properties must equal, as long as only `and` joins comparisons. */
  private readonly pinned = new Map<string, string>();
  private onlyAnd = true;

  constructor(private readonly tokens: readonly string[], private readonly definition: EntityDefinition, private readonly text: string) {}

  filter(): Filter {
    const matches = this.or();
    if (this.at < this.tokens.length) throw this.wrong();
    if (!this.onlyAnd) return { matches };
    const key = this.definition.keys.map((name) => this.pinned.get(name));
    if (key.every((part) => part !== undefined)) return { matches, key };
    const parent = this.definition.parent?.map((name) => this.pinned.get(name));
    return parent?.every((part) => part !== undefined) ? { matches, parent } : { matches };
  }

  private or(): Predicate {
    let left = this.and();
    while (this.take("or")) {
      this.onlyAnd = false;
      const [a, b] = [left, this.and()];
      left = (row) => a(row) || b(row);
    }
    return left;
  }

  private and(): Predicate {
    let left = this.not();
    while (this.take("and")) {
      const [a, b] = [left, this.not()];
      left = (row) => a(row) && b(row);
    }
    return left;
  }

  private not(): Predicate {
    if (this.take("not")) {
      this.onlyAnd = false;
      const inner = this.not();
      return (row) => !inner(row);
    }
    if (this.take("(")) {
      const inner = this.or();
      if (!this.take(")")) throw this.wrong();
      return inner;
    }
    return this.comparison();
  }

  private comparison(): Predicate {
    const left = this.operand();
    const operator = this.tokens[this.at++];
    if (operator !== undefined && /^(add|sub|mul|div|mod|has|in)$/.test(operator)) throw notImitated(`'${operator}' in $filter`);
    if (operator === undefined || !/^(eq|ne|gt|ge|lt|le)$/.test(operator)) throw this.wrong();
    const right = this.operand();
    this.checkTypes(left, right, operator);
    if (operator === "eq" && left.kind === "property" && left.property.key && right.kind === "literal" && right.value !== null && !String(right.value).includes("*")) {
      this.pinned.set(left.property.name, String(right.value));
    }
    return compared(left, right, operator);
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
