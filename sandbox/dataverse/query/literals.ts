import type { Column } from "../metadata/types";
import { asGuid, dateKey, edmType } from "./columns";
import type { CompareOperator } from "./conditions";
import { badQuery } from "./errors";
import type { Token } from "./tokens";

const operatorKinds: Partial<Record<CompareOperator, string>> = {
  eq: "Equal", ne: "NotEqual", gt: "GreaterThan", ge: "GreaterThanOrEqual", lt: "LessThan", le: "LessThanOrEqual",
};

/** The refusal of a comparison whose two sides are of different types. */
export function incompatible(left: string, right: string, operator: CompareOperator): Error {
  return badQuery(`A binary operator with incompatible types was detected. Found operand types '${left}' and '${right}' for operator kind '${operatorKinds[operator] ?? operator}'.`);
}

/**
 * A literal of a comparison, as the column's values are held.
 * @throws DataverseError 400 when its type does not fit the column's
 */
export function literalFor(column: Column, literal: Token, operator: CompareOperator): string | number | boolean {
  const type = edmType(column);
  switch (type) {
    case "Edm.String":
      if (literal.kind === "string") return literal.text;
      break;
    case "Edm.Guid": {
      // Quoted GUIDs are taken too, as in the documentation's own example of a lookup's value.
      const guid = literal.kind === "guid" || literal.kind === "string" ? asGuid(literal.text) : undefined;
      if (guid !== undefined) return guid;
      break;
    }
    case "Edm.Boolean":
      if (literal.kind === "boolean") return literal.text === "true";
      break;
    case "Edm.Date": case "Edm.DateTimeOffset":
      if (literal.kind === "date" || literal.kind === "dateTime") {
        if (Number.isNaN(dateKey(literal.text))) throw badQuery(`'${literal.text}' is not a valid date.`);
        return literal.text;
      }
      break;
    case "Edm.Decimal":
      if (literal.kind === "number") return literal.text;
      break;
    default:
      if (literal.kind === "number") return Number(literal.text);
  }
  throw incompatible(type, edmTypeOf(literal), operator);
}

function edmTypeOf(literal: Token): string {
  switch (literal.kind) {
    case "guid": return "Edm.Guid";
    case "boolean": return "Edm.Boolean";
    case "date": return "Edm.Date";
    case "dateTime": return "Edm.DateTimeOffset";
    case "number":
      if (/[.e]/i.test(literal.text)) return "Edm.Double";
      return Number.isInteger(Number(literal.text)) && Math.abs(Number(literal.text)) <= 2147483647 ? "Edm.Int32" : "Edm.Int64";
    default: return "Edm.String";
  }
}

export function isLiteral(token: Token): boolean {
  return ["string", "guid", "number", "date", "dateTime", "boolean", "null", "alias"].includes(token.kind);
}
