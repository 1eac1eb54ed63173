/** A step into a JSON value: a member's name or an element's index. */
export type Step = string | number;

/** A JSON value whose places in the text are known. */
export interface LocatedJson {
  value: unknown;
  /** Line of the value at a path, from 1; the nearest place around it when there is none. */
  lineOf(path: readonly Step[]): number;
  /** Members that occur twice in one object; only the last would count. */
  repeated: { path: Step[]; line: number }[];
}

/** The text is no JSON. */
export class JsonTextError extends Error {
  override name = "JsonTextError";
  constructor(readonly line: number, readonly found: string) {
    super(`Line ${line}: '${found}' is not expected here`);
  }
}

/**
 * Parses JSON and keeps the line of each value, so that a mistake can be shown where it stands.
 * @throws JsonTextError
 */
export function parseLocated(text: string): LocatedJson {
  const reader = new Reader(text.replace(/^\uFEFF/, ""));
  const value = reader.document();
  return {
    value, repeated: reader.repeated,
    lineOf: (path) => {
      for (let length = path.length; length >= 0; length--) {
        const line = reader.lines.get(JSON.stringify(path.slice(0, length)));
        if (line !== undefined) return line;
      }
      return 1;
    },
  };
}

class Reader {
  readonly lines = new Map<string, number>();
  readonly repeated: { path: Step[]; line: number }[] = [];
  private at = 0;

  constructor(private readonly text: string) {}

  document(): unknown {
    const value = this.value([]);
    this.blanks();
    if (this.at < this.text.length) throw this.unexpected();
    return value;
  }

  private value(path: Step[]): unknown {
    this.blanks();
    const key = JSON.stringify(path);
    // A member is shown where its name stands, which was noted before.
    if (!this.lines.has(key)) this.lines.set(key, this.line());
    switch (this.text[this.at]) {
      case "{":
        return this.object(path);
      case "[":
        return this.array(path);
      case '"':
        return this.string();
      default:
        return this.literal();
    }
  }

  private object(path: Step[]): Record<string, unknown> {
    // Without a prototype, so that a member named __proto__ is a member like any other.
    const members = Object.create(null) as Record<string, unknown>;
    this.at++;
    for (let first = true; !this.take("}"); first = false) {
      if (!first) this.demand(",");
      this.blanks();
      if (this.text[this.at] !== '"') throw this.unexpected();
      const line = this.line();
      const name = this.string();
      const inner = [...path, name];
      if (name in members) this.repeated.push({ path: inner, line });
      this.lines.set(JSON.stringify(inner), line);
      this.demand(":");
      members[name] = this.value(inner);
    }
    return members;
  }

  private array(path: Step[]): unknown[] {
    const elements: unknown[] = [];
    this.at++;
    while (!this.take("]")) {
      if (elements.length > 0) this.demand(",");
      elements.push(this.value([...path, elements.length]));
    }
    return elements;
  }

  private string(): string {
    const match = /"(?:[^"\\\n\r]|\\.)*"/y;
    match.lastIndex = this.at;
    const found = match.exec(this.text)?.[0];
    if (found === undefined) throw this.unexpected();
    try {
      const value = JSON.parse(found) as string;
      this.at += found.length;
      return value;
    } catch {
      throw this.unexpected();
    }
  }

  private literal(): unknown {
    const match = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
    match.lastIndex = this.at;
    const found = match.exec(this.text)?.[0];
    if (found === undefined) throw this.unexpected();
    this.at += found.length;
    return JSON.parse(found) as unknown;
  }

  private take(character: string): boolean {
    this.blanks();
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private demand(character: string): void {
    if (!this.take(character)) throw this.unexpected();
  }

  private blanks(): void {
    while (/\s/.test(this.text[this.at] ?? "x")) this.at++;
  }

  private line(): number {
    return this.text.slice(0, this.at).split("\n").length;
  }

  private unexpected(): JsonTextError {
    return new JsonTextError(this.line(), this.text.slice(this.at, this.at + 20).split("\n")[0] || "the end of the file");
  }
}
