import { parse } from "lossless-json";
import { badRequest, notImitated, ScmError, writeFailed } from "./errors";
import { entitySets } from "./metadata";
import { namespace, type EntityDefinition } from "./metadata/entity";
import { plannedReceipts } from "./metadata/plannedReceipts";
import { companies } from "./metadata/reference";
import { defaultCompany } from "./rules/companies";
import { rulesOf } from "./rules";
import type { RuleContext, ScmSettings, Values } from "./rules/context";
import { checkFields } from "./rules/relations";
import { Sequences } from "./rules/sequences";
import { etagOf, ScmStore, textOf, type StoredRow } from "./store";
import { storedValue } from "./values";

export interface ServiceOptions {
  /** Status of a write that business logic refuses; both are seen in the field. Default 400. */
  writeErrorStatus?: 400 | 500;
  settings: ScmSettings;
  now(): number;
}

/** Reads and writes of rows with the rules of finance & operations. */
export class ScmService {
  readonly store = new ScmStore();
  private readonly sequences = new Sequences();

  constructor(private readonly options: ServiceOptions) {}

  /**
   * Adds a row, as POST does.
   * @throws ScmError when the body or business logic is against it
   */
  create(definition: EntityDefinition, body: unknown): StoredRow {
    this.checkWritable(definition);
    const given = this.givenFor(definition, body);
    const values: Values = { ...given };
    const [rules, context] = [rulesOf(definition), this.context()];
    if (definition.perCompany) values["dataAreaId"] = this.companyOf(definition, String(given["dataAreaId"] ?? ""));
    const infolog = rules.start?.(values, context) ?? [];
    if (infolog.length === 0) infolog.push(...this.checked(definition, values, given));
    for (const key of definition.keys) {
      if (infolog.length === 0 && String(values[key] ?? "") === "") infolog.push(`Warning: Field '${key}' must be filled in`);
    }
    if (infolog.length > 0) throw this.refused(definition, infolog);
    const key = definition.keys.map((name) => String(values[name]));
    if (this.store.find(definition, key)) {
      throw this.refused(definition, [`Error: Cannot create a record in ${definition.label}. ${definition.keys.map((name, i) => `${name}: ${key[i] ?? ""}`).join(", ")}. The record already exists.`]);
    }
    return this.written(definition, values, context);
  }

  /**
   * Changes values of a row, as PATCH does.
   * @param ifMatch the caller's If-Match header
   * @throws ScmError 404 when there is no such row, 412 when it has changed since
   */
  update(definition: EntityDefinition, key: readonly string[], body: unknown, ifMatch?: string): StoredRow {
    this.checkWritable(definition);
    const before = this.existing(definition, key, ifMatch);
    const given = this.givenFor(definition, body);
    for (const name of definition.keys) {
      const value = given[name];
      if (value !== undefined && String(value).toLowerCase() !== textOf(before, name).toLowerCase()) {
        throw badRequest(`The key property '${name}' cannot be changed from '${textOf(before, name)}' to '${String(value)}'.`);
      }
      delete given[name];
    }
    const values: Values = { ...before.values, ...given };
    const infolog = this.checked(definition, values, given, before);
    if (infolog.length > 0) throw this.refused(definition, infolog);
    return this.written(definition, values, this.context(), before);
  }

  /** Removes a row, as DELETE does. */
  remove(definition: EntityDefinition, key: readonly string[], ifMatch?: string): void {
    this.checkWritable(definition);
    const row = this.existing(definition, key, ifMatch);
    const [rules, context] = [rulesOf(definition), this.context()];
    const infolog = rules.mayRemove?.(row, context) ?? [];
    if (infolog.length > 0) throw this.refused(definition, infolog);
    this.store.remove(definition, key);
    rules.removed?.(row, context);
  }

  /**
   * Puts a row in place without business logic, for loads: defaults are filled in, references are not checked.
   * @throws ScmError naming the property that does not fit
   */
  load(set: string, row: Record<string, unknown>): void {
    const definition = set === plannedReceipts.set ? plannedReceipts : entitySets.get(set);
    if (!definition) throw new ScmError(400, `'${set}' is not an entity set here; it may be ${[...entitySets.keys(), plannedReceipts.set].join(", ")}.`);
    const given = this.valuesOf(definition, row, true);
    const values: Values = { ...given };
    const [rules, context] = [rulesOf(definition), this.context(false)];
    if (definition.perCompany) values["dataAreaId"] = String(given["dataAreaId"] ?? defaultCompany).toLowerCase();
    if (rules.load) return rules.load(values, context);
    rules.start?.(values, context);
    rules.settle?.(definition, values, given, context);
    const missing = definition.keys.find((name) => String(values[name] ?? "") === "");
    if (missing !== undefined) throw new ScmError(400, `A row of '${set}' has no '${missing}'.`);
    this.written(definition, values, context, this.store.find(definition, definition.keys.map((name) => String(values[name]))));
  }

  clear(): void {
    this.store.clear();
    this.sequences.clear();
  }

  /** What rules work with. @param manual whether manual number sequences refuse to give numbers */
  context(manual = true): RuleContext {
    const { settings } = this.options;
    return {
      rows: this.store,
      sequences: this.sequences,
      now: new Date(this.options.now()).toISOString().replace(/\.\d+Z$/, "Z"),
      settings: manual ? settings : { ...settings, manual: { customerAccounts: false, salesOrders: false, salesQuotations: false } },
    };
  }

  private checked(definition: EntityDefinition, values: Values, given: Values, before?: StoredRow): string[] {
    const infolog = checkFields(definition, values, Object.keys(given), this.store);
    return [...infolog, ...(rulesOf(definition).settle?.(definition, values, given, this.context(), before) ?? [])];
  }

  private written(definition: EntityDefinition, values: Values, context: RuleContext, before?: StoredRow): StoredRow {
    const row = this.store.put(definition, values);
    rulesOf(definition).written?.(row, context, before);
    return row;
  }

  private existing(definition: EntityDefinition, key: readonly string[], ifMatch?: string): StoredRow {
    const row = this.store.find(definition, key);
    if (!row) throw new ScmError(404, "No resources were found when selecting for update.");
    if (ifMatch !== undefined && ifMatch !== "*" && !ifMatch.split(",").some((etag) => etag.trim() === etagOf(definition, row))) {
      throw new ScmError(412, "The record has been changed since it was read; the If-Match header does not fit its ETag.");
    }
    return row;
  }

  private companyOf(definition: EntityDefinition, given: string): string {
    const company = (given === "" ? defaultCompany : given).toLowerCase();
    if (!this.store.find(companies, [company])) throw this.refused(definition, [`Error: The company '${given}' does not exist`]);
    return company;
  }

  /** Values of a caller's body, without those that the service works out itself. */
  private givenFor(definition: EntityDefinition, body: unknown): Values {
    const given = this.valuesOf(definition, body);
    for (const name of rulesOf(definition).computed ?? []) delete given[name];
    return given;
  }

  private valuesOf(definition: EntityDefinition, body: unknown, withHidden = false): Values {
    if (body === null || typeof body !== "object" || Array.isArray(body)) throw badRequest("The body is not a JSON object.");
    const values: Values = {};
    for (const [name, json] of Object.entries(body)) {
      if (name.startsWith("@") || name.includes("@odata.")) continue;
      const property = definition.properties.get(name) ?? (withHidden ? definition.hidden.get(name) : undefined);
      if (!property) throw badRequest(`The property '${name}' does not exist on type '${namespace}.${definition.type}'. Make sure to only use property names that are defined by the type.`);
      values[name] = storedValue(property, json);
    }
    return values;
  }

  private checkWritable(definition: EntityDefinition): void {
    if (!definition.writable) throw notImitated(`writing to ${definition.set}`);
  }

  private refused(definition: EntityDefinition, infolog: string[]): ScmError {
    return writeFailed(definition.entity, infolog, this.options.writeErrorStatus ?? 400);
  }
}

/** JSON of a request body, numbers with all their digits. */
export function parseBody(body: Buffer | undefined): unknown {
  try {
    return parse(body?.toString("utf8") ?? "");
  } catch (error) {
    throw badRequest(`The body is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
