import { badQuery } from "./errors";

export type TokenKind = "name" | "string" | "guid" | "number" | "date" | "dateTime" | "boolean" | "null" | "alias" | "array" | "symbol" | "end";

export interface Token {
  kind: TokenKind;
  /** A string's content, without quotes; otherwise as written. */
  text: string;
  position: number;
}

const rules: [TokenKind, RegExp][] = [
  ["guid", /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/iy],
  ["dateTime", /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)(?!\w)/iy],
  ["date", /\d{4}-\d\d-\d\d(?![\w-])/y],
  ["number", /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.])/iy],
  ["boolean", /(?:true|false)(?![\w.])/y],
  ["null", /null(?![\w.])/y],
  ["name", /\$?[A-Za-z_][\w]*(?:\.[A-Za-z_][\w]*)*/y],
  ["alias", /@[A-Za-z_]\w*/y],
  ["symbol", /[(),:/=;*]/y],
];

/**
 * Splits an expression of a query option.
 * @throws DataverseError 400, naming the position, where the text fits no token
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  for (;;) {
    while (/\s/.test(text.charAt(position))) position += 1;
    if (position >= text.length) break;
    const token = readToken(text, position);
    tokens.push(token.token);
    position = token.end;
  }
  tokens.push({ kind: "end", text: "", position: text.length });
  return tokens;
}

function readToken(text: string, position: number): { token: Token; end: number } {
  if (text.charAt(position) === "'") return readString(text, position);
  if (text.charAt(position) === "[") return readArray(text, position);
  for (const [kind, rule] of rules) {
    rule.lastIndex = position;
    const match = rule.exec(text);
    if (match) return { token: { kind, text: match[0], position }, end: rule.lastIndex };
  }
  throw badQuery(`Syntax error: character '${text.charAt(position)}' is not valid at position ${position} in '${text}'.`);
}

function readString(text: string, position: number): { token: Token; end: number } {
  let content = "";
  let at = position + 1;
  for (;;) {
    const quote = text.indexOf("'", at);
    if (quote < 0) throw badQuery(`There is an unterminated literal at position ${text.length} in '${text}'.`);
    content += text.slice(at, quote);
    if (text.charAt(quote + 1) !== "'") return { token: { kind: "string", text: content, position }, end: quote + 1 };
    content += "'";
    at = quote + 2;
  }
}

/** An array of values, kept as written: brackets inside quotes do not end it. */
function readArray(text: string, position: number): { token: Token; end: number } {
  let quote = "";
  for (let at = position + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote !== "") {
      if (character === "\\" && quote === '"') at += 1;
      else if (character === quote) quote = "";
    } else if (character === '"' || character === "'") quote = character;
    else if (character === "]") return { token: { kind: "array", text: text.slice(position, at + 1), position }, end: at + 1 };
  }
  throw badQuery(`There is an unterminated array at position ${position} in '${text}'.`);
}

/** Reads tokens one after the other. */
export class TokenReader {
  private at = 0;
  private readonly tokens: Token[];

  constructor(readonly text: string) {
    this.tokens = tokenize(text);
  }

  peek(ahead = 0): Token {
    const token = this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)];
    if (!token) throw badQuery(`Syntax error at position 0 in '${this.text}'.`);
    return token;
  }

  next(): Token {
    const token = this.peek();
    this.at += 1;
    return token;
  }

  /** Takes the next token when it is the symbol or word. */
  take(text: string): boolean {
    const token = this.peek();
    if ((token.kind !== "symbol" && token.kind !== "name") || token.text !== text) return false;
    this.at += 1;
    return true;
  }

  expect(text: string): void {
    if (!this.take(text)) throw this.error(`'${text}' expected`);
  }

  expectKind(kind: TokenKind, what: string): Token {
    if (this.peek().kind !== kind) throw this.error(`${what} expected`);
    return this.next();
  }

  /** The text from the start of the next token up to the end of the last one taken since `from`. */
  position(): number {
    return this.peek().position;
  }

  error(reason: string): Error {
    return badQuery(`Syntax error at position ${this.peek().position} in '${this.text}': ${reason}.`);
  }
}
