import { badQuery } from "./errors";

/** The decoded options of a query string: by name as sent, and the values of `@name` parameters. */
export interface QueryOptions {
  options: Map<string, string>;
  aliases: Map<string, string>;
}

/**
 * Splits a raw query string (without the question mark) and decodes each part once; `+` is a blank.
 * @throws DataverseError 400 when an option stands twice or its encoding is broken
 */
export function readOptions(rawQuery: string): QueryOptions {
  const options = new Map<string, string>();
  const aliases = new Map<string, string>();
  for (const part of rawQuery.replace(/^\?/, "").split("&")) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    const name = decode(equals < 0 ? part : part.slice(0, equals)).trim();
    const value = equals < 0 ? "" : decode(part.slice(equals + 1));
    const into = name.startsWith("@") ? aliases : options;
    if (into.has(name)) throw badQuery(`Query option '${name}' was specified more than once, but it must be specified at most once.`);
    into.set(name, value);
  }
  return { options, aliases };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw badQuery(`The query string holds a wrong percent encoding in '${text.slice(0, 100)}'.`);
  }
}

/** The raw query string without one option, the rest as it was sent. */
export function withoutOption(rawQuery: string, name: string): string {
  const kept = rawQuery.replace(/^\?/, "").split("&").filter((part) => part !== "" && decode(part.split("=")[0] ?? "").trim() !== name);
  return kept.join("&");
}

/** Splits at a separator that stands outside quotes, parentheses and brackets. */
export function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "'") quoted = !quoted;
    else if (quoted) continue;
    else if (character === "(" || character === "[") depth += 1;
    else if (character === ")" || character === "]") depth -= 1;
    else if (character === separator && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  if (quoted) throw badQuery(`There is an unterminated literal at position ${text.length} in '${text}'.`);
  if (depth !== 0) throw badQuery(`The parentheses in '${text}' do not match.`);
  parts.push(text.slice(start));
  return parts;
}
