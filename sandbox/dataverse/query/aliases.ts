import { badQuery } from "./errors";
import { isLiteral } from "./literals";
import type { QueryRegistry } from "./registry";
import { tokenize, type Token } from "./tokens";

/** What every part of an expression needs. */
export interface ParseContext {
  registry: QueryRegistry;
  /** Values of `@name` parameters. */
  aliases: ReadonlyMap<string, string>;
}

/** The literal that a `@name` parameter stands for; one that is not given is null, as OData says. */
export function aliasValue(name: string, context: ParseContext): Token {
  const text = context.aliases.get(name);
  const [value, end] = tokenize(text ?? "null");
  if (!value || end?.kind !== "end" || (!isLiteral(value) && value.kind !== "array") || value.kind === "alias") {
    throw badQuery(`The value of parameter '${name}' must be one literal, not '${text ?? ""}'.`);
  }
  return value;
}
