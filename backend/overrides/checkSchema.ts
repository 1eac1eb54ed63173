import type { Step } from "./locatedJson";
import type { OverrideProblem } from "./problem";

/** The part of JSON Schema (2020-12) that schema.json uses; another keyword there is an error of ours, and thrown. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: "object" | "array" | "string" | "number" | "integer" | "boolean" | readonly string[];
  description?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: false | Schema;
  required?: readonly string[];
  minProperties?: number;
  items?: Schema;
  minItems?: number;
  enum?: readonly unknown[];
  const?: unknown;
  pattern?: string;
  minLength?: number;
  minimum?: number;
  /** Alternatives told apart by a property that is constant in each. */
  oneOf?: readonly Schema[];
}

const known = new Set(["$ref", "$defs", "$schema", "$id", "title", "type", "description", "properties", "additionalProperties", "required", "minProperties", "items", "minItems", "enum", "const", "pattern", "minLength", "minimum", "oneOf"]);

/** Checks a value against a schema. @returns every problem, in the order of the file */
export function checkSchema(root: Schema, value: unknown): OverrideProblem[] {
  const problems: OverrideProblem[] = [];
  new Checker(root, problems).check(root, value, []);
  return problems;
}

class Checker {
  constructor(private readonly root: Schema, private readonly problems: OverrideProblem[]) {}

  check(given: Schema, value: unknown, path: Step[]): void {
    const schema = this.resolved(given);
    const strange = Object.keys(schema).find((keyword) => !known.has(keyword));
    if (strange !== undefined) throw new Error(`schema.json uses the keyword '${strange}', which is not read`);
    if (schema.oneOf) return this.alternatives(schema, value, path);
    if (schema.type !== undefined && !this.types(schema).includes(typeOf(value)) && !(typeOf(value) === "integer" && this.types(schema).includes("number"))) {
      return this.report(schema, path, value, `Must be ${this.types(schema).map(article).join(" or ")}`);
    }
    if (schema.const !== undefined && value !== schema.const) return this.report(schema, path, value, `Must be ${JSON.stringify(schema.const)}`);
    if (schema.enum && !schema.enum.includes(value)) return this.report(schema, path, value, `Must be one of ${schema.enum.map((item) => JSON.stringify(item)).join(", ")}`);
    if (typeof value === "string") this.text(schema, value, path);
    if (typeof value === "number" && schema.minimum !== undefined && value < schema.minimum) this.report(schema, path, value, `Must be ${schema.minimum} or more`);
    if (Array.isArray(value)) this.list(schema, value, path);
    else if (typeOf(value) === "object") this.object(schema, value as Record<string, unknown>, path);
  }

  private text(schema: Schema, value: string, path: Step[]): void {
    if (schema.minLength !== undefined && value.length < schema.minLength) this.report(schema, path, value, "Must not be empty");
    else if (schema.pattern !== undefined && !new RegExp(schema.pattern, "u").test(value)) this.report(schema, path, value, "Is not written as it must be");
  }

  private list(schema: Schema, value: readonly unknown[], path: Step[]): void {
    if (schema.minItems !== undefined && value.length < schema.minItems) this.report(schema, path, value, "Must not be empty");
    const { items } = schema;
    if (items) value.forEach((item, index) => this.check(items, item, [...path, index]));
  }

  private object(schema: Schema, value: Record<string, unknown>, path: Step[]): void {
    for (const name of schema.required ?? []) {
      if (!(name in value)) this.problems.push({ path, problem: `'${name}' is missing`, remedy: this.remedy(schema.properties?.[name] ?? schema) });
    }
    if (schema.minProperties !== undefined && Object.keys(value).length < schema.minProperties) this.report(schema, path, value, "Must not be empty");
    for (const [name, item] of Object.entries(value)) {
      const property = schema.properties && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
      if (property) this.check(property, item, [...path, name]);
      else if (schema.additionalProperties === false) {
        this.problems.push({ path: [...path, name], value: item, problem: `'${name}' is not known here`, remedy: `Remove it, or use one of ${Object.keys(schema.properties ?? {}).join(", ")}.` });
      } else if (schema.additionalProperties) this.check(schema.additionalProperties, item, [...path, name]);
    }
  }

  /** The alternative whose constant property fits; its problems are told, not those of all the others. */
  private alternatives(schema: Schema, value: unknown, path: Step[]): void {
    const choices = (schema.oneOf ?? []).map((choice) => this.resolved(choice));
    const discriminator = Object.entries(choices[0]?.properties ?? {}).find(([, property]) => property.const !== undefined)?.[0];
    if (discriminator === undefined) {
      const fitting = choices.find((choice) => this.types(choice).includes(typeOf(value)) || (typeOf(value) === "integer" && this.types(choice).includes("number")));
      return fitting ? this.check(fitting, value, path) : this.report(schema, path, value, "Is of the wrong type");
    }
    if (typeOf(value) !== "object") return this.report(schema, path, value, "Must be an object");
    const told = (value as Record<string, unknown>)[discriminator];
    const fitting = choices.find((choice) => choice.properties?.[discriminator]?.const === told);
    if (fitting) return this.check(fitting, value, path);
    const names = choices.map((choice) => JSON.stringify(choice.properties?.[discriminator]?.const)).join(", ");
    this.problems.push({ path: [...path, discriminator], value: told, problem: `'${discriminator}' must be one of ${names}`, remedy: this.remedy(schema) });
  }

  private report(schema: Schema, path: Step[], value: unknown, problem: string): void {
    this.problems.push({ path, value, problem, remedy: this.remedy(schema) });
  }

  private remedy(given: Schema): string {
    const { description } = this.resolved(given);
    return description ?? "See backend/overrides/schema.json.";
  }

  private types(schema: Schema): readonly string[] {
    return typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  }

  private resolved(schema: Schema): Schema {
    if (schema.$ref === undefined) return schema;
    const found = this.root.$defs?.[schema.$ref.replace("#/$defs/", "")];
    if (!found) throw new Error(`schema.json refers to '${schema.$ref}', which is not there`);
    return { ...found, ...(schema.description ? { description: schema.description } : {}) };
  }
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "number" && Number.isInteger(value) ? "integer" : typeof value;
}

const article = (type: string) => `${/^[aeio]/.test(type) ? "an" : "a"} ${type === "string" ? "text" : type}`;
