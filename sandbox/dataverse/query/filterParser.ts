import type { Relationship, Table } from "../metadata/types";
import { columnByProperty, edmType } from "./columns";
import { negate, type CompareOperator, type Condition, type Path } from "./conditions";
import { aliasValue, type ParseContext } from "./aliases";
import { parseCrmFunction } from "./crmFunctions";
import { badQuery, notImitated, unknownProperty } from "./errors";
import { incompatible, isLiteral, literalFor } from "./literals";
import { requireNavigation, type Collection } from "./navigation";
import { TokenReader, type Token } from "./tokens";

/** Where names are looked up: the table, and inside `any`/`all` the variable that stands for its rows. */
export interface Scope {
  table: Table;
  variable?: string;
}

const operators = new Set<string>(["eq", "ne", "gt", "ge", "lt", "le"]);
const textFunctions: Record<string, (text: string) => string> = {
  contains: (text) => `%${text}%`,
  startswith: (text) => `${text}%`,
  endswith: (text) => `%${text}`,
};
/** Functions of OData 4 that Dataverse does not have (Microsoft: "Filter rows using OData"). */
const otherFunctions = new Set(["tolower", "toupper", "trim", "concat", "indexof", "length", "substring", "year", "month", "day", "hour", "minute", "second", "date", "time", "now", "round", "floor", "ceiling", "cast", "isof", "substringof"]);

/**
 * Reads a `$filter`.
 * @throws DataverseError 400 when it is wrongly written or names what does not exist, 501 for what is not imitated
 */
export function parseFilter(text: string, table: Table, context: ParseContext): Condition {
  const reader = new TokenReader(text);
  const condition = new FilterParser(reader, context).expression({ table });
  if (reader.peek().kind !== "end") throw reader.error("the expression should end here");
  return condition;
}

/** Recursive descent over the tokens of a filter: or, and, not, then one comparison, function or lambda. */
export class FilterParser {
  constructor(private readonly reader: TokenReader, private readonly context: ParseContext) {}

  expression(scope: Scope): Condition {
    return this.chain("or", () => this.chain("and", () => this.unary(scope)));
  }

  private chain(word: "and" | "or", part: () => Condition): Condition {
    const first = part();
    if (this.reader.peek().text !== word || this.reader.peek().kind !== "name") return first;
    const parts = [first];
    while (this.reader.take(word)) parts.push(part());
    return { kind: word, parts };
  }

  private unary(scope: Scope): Condition {
    if (this.reader.take("not")) return negate(this.unary(scope));
    if (this.reader.take("(")) {
      const inner = this.expression(scope);
      this.reader.expect(")");
      return inner;
    }
    return this.primary(scope);
  }

  private primary(scope: Scope): Condition {
    const token = this.reader.peek();
    if (isLiteral(token)) throw notImitated("a comparison that begins with a value; write the property first");
    if (token.kind !== "name") throw this.reader.error("a property or function expected");
    const call = this.reader.peek(1).text === "(" && this.reader.peek(1).kind === "symbol";
    if (call) return this.functionCall(scope);
    return this.comparison(scope);
  }

  private functionCall(scope: Scope): Condition {
    const name = this.reader.next().text;
    if (name.startsWith("Microsoft.Dynamics.CRM.")) {
      return parseCrmFunction(name.slice("Microsoft.Dynamics.CRM.".length), this.reader, scope.table, this.context);
    }
    const pattern = textFunctions[name];
    if (!pattern) {
      if (otherFunctions.has(name)) throw badQuery(`The function '${name}' is not supported.`);
      throw badQuery(`An unknown function with name '${name}' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.`);
    }
    this.reader.expect("(");
    const path = this.propertyPath(scope);
    if (edmType(path.column) !== "Edm.String") throw badQuery(`No function signature for the function with name '${name}' matches the specified arguments. The column '${path.column.logicalName}' is no text.`);
    this.reader.expect(",");
    const value = this.literal();
    if (value.kind !== "string") throw badQuery(`No function signature for the function with name '${name}' matches the specified arguments. The function signatures considered are: ${name}(Edm.String, Edm.String).`);
    this.reader.expect(")");
    if (operators.has(this.reader.peek().text)) throw notImitated(`comparing the result of ${name}(); use it alone, or after 'not'`);
    return { kind: "compare", path, operator: "like", values: [pattern(value.text)] };
  }

  private comparison(scope: Scope): Condition {
    const start = this.segments(scope);
    if (start.kind === "lambda") return this.lambda(start.steps, start.collection, start.word);
    const path = start.path;
    const word = this.reader.peek();
    if (word.kind !== "name" || !operators.has(word.text)) {
      if (edmType(path.column) === "Edm.Boolean") throw notImitated(`a yes/no column alone as a condition; write '${path.column.logicalName} eq true'`);
      throw this.reader.error("an operator (eq, ne, gt, ge, lt, le) expected");
    }
    this.reader.next();
    const operator = word.text as CompareOperator;
    if (!isLiteral(this.reader.peek())) return this.columnComparison(path, operator, scope);
    const literal = this.literal();
    if (literal.kind === "null") {
      if (operator === "eq") return { kind: "compare", path, operator: "null", values: [] };
      if (operator === "ne") return { kind: "compare", path, operator: "not-null", values: [] };
      throw badQuery(`Only 'eq' and 'ne' can compare with null, not '${operator}'.`);
    }
    return { kind: "compare", path, operator, values: [literalFor(path.column, literal, operator)] };
  }

  private columnComparison(left: Path, operator: CompareOperator, scope: Scope): Condition {
    const right = this.propertyPath(scope);
    if (edmType(left.column) !== edmType(right.column)) throw incompatible(edmType(left.column), edmType(right.column), operator);
    if (left.steps.length > 0 || right.steps.length > 0) throw badQuery("Only columns of the same row can be compared with each other.");
    return { kind: "columns", left, operator, right };
  }

  private lambda(steps: Relationship[], collection: Collection, word: "any" | "all"): Condition {
    this.reader.expect("(");
    if (word === "any" && this.reader.take(")")) return { kind: "any", steps, collection, negated: false };
    const variable = this.reader.expectKind("name", "a variable").text;
    this.reader.expect(":");
    const condition = this.expression({ table: collection.target, variable });
    this.reader.expect(")");
    // Every row fulfils it when none fails it.
    if (word === "all") return { kind: "any", steps, collection, condition: negate(condition), negated: true };
    return { kind: "any", steps, collection, condition, negated: false };
  }

  private propertyPath(scope: Scope): Path {
    const start = this.segments(scope);
    if (start.kind === "lambda") throw this.reader.error("a property expected, not a collection");
    return start.path;
  }

  /** Follows `a/b/c` from the scope's table to a column, or to `any`/`all` on a collection. */
  private segments(scope: Scope): { kind: "path"; path: Path } | { kind: "lambda"; steps: Relationship[]; collection: Collection; word: "any" | "all" } {
    if (scope.variable !== undefined) {
      const first = this.reader.expectKind("name", "a property").text;
      if (first !== scope.variable) throw notImitated(`'${first}' inside the lambda over '${scope.variable}': only properties of its own variable`);
      this.reader.expect("/");
    }
    let table = scope.table;
    const steps: Relationship[] = [];
    for (;;) {
      const name = this.reader.expectKind("name", "a property").text;
      if (name.includes(".")) throw notImitated(`the type cast '${name}' in a path`);
      const column = columnByProperty(table, name);
      if (column) return { kind: "path", path: { steps, table, column } };
      const navigation = requireNavigation(this.context.registry, table, name);
      if (!this.reader.take("/")) throw incompatibleNavigation(name, navigation.kind === "principal" ? "principal" : navigation.target.logicalName, this.reader.peek());
      if (navigation.kind === "principal") return { kind: "path", path: this.principalPath(table, steps, navigation.column) };
      if (navigation.kind !== "lookup") {
        const word = this.reader.next().text;
        if (word !== "any" && word !== "all") throw badQuery(`The collection '${name}' can only be followed by 'any' or 'all', not by '${word}'.`);
        return { kind: "lambda", steps, collection: navigation, word };
      }
      const next = this.reader.peek();
      if (next.kind === "name" && next.text === navigation.target.primaryId) {
        // The key of the row it points at is the lookup's own value, which needs no join.
        this.reader.next();
        const lookup = table.columns[navigation.relationship.referencingColumn];
        if (lookup) return { kind: "path", path: { steps, table, column: lookup } };
      }
      steps.push(navigation.relationship);
      table = navigation.target;
    }
  }

  private principalPath(table: Table, steps: Relationship[], lookup: string): Path {
    const name = this.reader.expectKind("name", "a property").text;
    const column = table.columns[lookup];
    if (name !== "ownerid" || !column) throw unknownProperty(name, "principal");
    return { steps, table, column };
  }

  /** The next literal, with a parameter alias put in. */
  private literal(): Token {
    const token = this.reader.next();
    if (!isLiteral(token)) throw this.reader.error("a value expected");
    return token.kind === "alias" ? aliasValue(token.text, this.context) : token;
  }
}

function incompatibleNavigation(name: string, target: string, next: Token): Error {
  if (!operators.has(next.text)) return badQuery(`The navigation property '${name}' needs a property after it, as '${name}/…'.`);
  return badQuery(`A binary operator with incompatible types was detected. Found operand types 'Microsoft.Dynamics.CRM.${target}' and 'Edm.Guid' for operator kind '${next.text === "ne" ? "NotEqual" : "Equal"}'. Compare '_${name}_value'.`);
}
