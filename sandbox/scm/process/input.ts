import { sum, type Digits } from "../decimal";
import { storedValue } from "../values";
import { refused, type ChosenLine } from "./line";

/** A JSON object of a request, read field by field so that a wrong one is named. */
export class Input {
  private readonly fields: Record<string, unknown>;

  /** @param known fields the request may have; others are refused by name */
  constructor(body: unknown, known: readonly string[]) {
    if (body === null || typeof body !== "object" || Array.isArray(body)) throw refused("The body is not a JSON object.");
    this.fields = body as Record<string, unknown>;
    const unknown = Object.keys(this.fields).find((name) => !known.includes(name));
    if (unknown !== undefined) throw refused(`'${unknown}' is not one of ${known.join(", ")}.`);
  }

  /** Undefined when it is absent or null. */
  text(name: string): string | undefined {
    const value = this.fields[name] ?? undefined;
    if (value === undefined || typeof value === "string") return value?.trim();
    throw refused(`'${name}' must be a text.`);
  }

  /** @throws ScmError when it is absent or empty */
  mandatory(name: string): string {
    const value = this.text(name);
    if (value === undefined || value === "") throw refused(`'${name}' must be filled in.`);
    return value;
  }

  flag(name: string): boolean | undefined {
    const value = this.fields[name] ?? undefined;
    if (value === undefined || typeof value === "boolean") return value;
    throw refused(`'${name}' must be true or false.`);
  }

  /** A number with all its digits, also when it comes as text. */
  number(name: string): Digits | undefined {
    const value = this.fields[name] ?? undefined;
    if (value === undefined || value === "") return undefined;
    return digitsOf(name, value);
  }

  /** Undefined when it is absent. */
  list(name: string): readonly unknown[] | undefined {
    const value = this.fields[name] ?? undefined;
    if (value === undefined || Array.isArray(value)) return value;
    throw refused(`'${name}' must be a list.`);
  }

  /** The lines a step is for; undefined means all. */
  chosenLines(): ChosenLine[] | undefined {
    return this.list("lines")?.map((each) => {
      const line = new Input(each, ["sequence", "quantity"]);
      const [sequence, quantity] = [line.number("sequence"), line.number("quantity")];
      if (sequence === undefined || !/^\d{1,9}$/.test(sequence)) throw refused("'sequence' of a line must be a whole number.");
      return { sequence: Number(sequence), ...(quantity === undefined ? {} : { quantity }) };
    });
  }
}

function digitsOf(name: string, value: unknown): Digits {
  if (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value.trim())) return sum([value.trim()]);
  if (typeof value === "string") throw refused(`'${name}' must be a number, e.g. 12.50; it is '${value}'.`);
  return String(storedValue({ name, type: "decimal", key: false, empty: "0" }, value));
}
