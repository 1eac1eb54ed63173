import type { CompanyRules } from "../core/company";
import type { Filter } from "../core/filter";
import type { AnyTemplate, Directive, Row } from "../core/templateTypes";
import { validateTemplates } from "../core/validateTemplate";
import { intervalMs } from "../runs/schedule";
import { findTemplate, shortNames } from "../runs/templateNames";
import { mapOf } from "../templates/maps";
import type { TemplateSettings } from "../templates/settings";
import type { Step } from "./locatedJson";
import type { OverrideProblem } from "./problem";

/** A row as the file writes it. */
type RowOverride = Omit<Row, "label" | "grades"> & { label?: string };

interface RowsOverride {
  filter?: Filter;
  defaults?: Readonly<Record<string, string>>;
  rows?: readonly RowOverride[];
  removeRows?: readonly string[];
}

export interface TemplateOverride extends RowsOverride {
  schedule?: string;
  valueMaps?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  lines?: RowsOverride;
}

/** An override file that fits schema.json. */
export interface Overrides {
  settings?: Partial<TemplateSettings>;
  companies?: { default?: string; businessUnits?: Readonly<Record<string, string>> };
  templates?: Readonly<Record<string, TemplateOverride>>;
}

/** What an override file makes of the standard. */
export interface Overridden {
  templates: readonly AnyTemplate[];
  companies: CompanyRules;
  /** Interval by template name, milliseconds; undefined for one that is switched off. */
  schedule: ReadonlyMap<string, number | undefined>;
  /** Templates whose columns came in part from the file, with the place of each in it. */
  changed: readonly { template: AnyTemplate; path: readonly Step[] }[];
}

/**
 * Applies an override file to templates that were made with its settings.
 * @param problems receives what does not fit the templates
 */
export function applyOverrides(file: Overrides, standard: readonly AnyTemplate[], companies: CompanyRules, problems: OverrideProblem[]): Overridden {
  const templates = [...standard];
  const schedule = new Map<string, number | undefined>();
  const places = new Map<string, Step[]>();
  for (const [name, override] of Object.entries(file.templates ?? {})) {
    const path = ["templates", name];
    const template = findTemplate(name, standard);
    if (!template) {
      problems.push({ path, value: name, problem: "There is no template of this name", remedy: `Use one of ${shortNames(standard).join(", ")}.` });
    } else if (places.has(template.name)) {
      problems.push({ path, value: name, problem: "This template is named twice", remedy: "Put both parts together under one name." });
    } else {
      places.set(template.name, path);
      templates[standard.indexOf(template)] = changedTemplate(template, override, path, problems);
      scheduleOf(override, template, path, schedule, problems);
    }
  }
  for (const problem of validateTemplates(templates)) {
    const path = places.get(problem.template) ?? [];
    problems.push({ path: rowPath(path, file, problem.where), value: problem.value, problem: `${problem.where}: ${problem.problem.replace(/\.$/, "")}`, remedy: problem.remedy });
  }
  return { templates, companies: companiesOf(file, companies), schedule, changed: templates.flatMap((template) => {
    const path = places.get(template.name);
    return path ? [{ template, path }] : [];
  }) };
}

function scheduleOf({ schedule: text }: TemplateOverride, { name }: AnyTemplate, path: readonly Step[], schedule: Map<string, number | undefined>, problems: OverrideProblem[]): void {
  if (text === undefined) return;
  const interval = text.trim() === "off" ? undefined : intervalMs(text);
  if (interval === undefined && text.trim() !== "off") {
    problems.push({ path: [...path, "schedule"], value: text, problem: "The interval is out of bounds", remedy: "Write one minute to 31 days, e.g. \"15m\", \"2h\" or \"1d\"." });
  } else schedule.set(name, interval);
}

function changedTemplate(template: AnyTemplate, override: TemplateOverride, path: readonly Step[], problems: OverrideProblem[]): AnyTemplate {
  const maps = new Map(Object.entries(template.valueMaps));
  for (const [map, entries] of Object.entries(override.valueMaps ?? {})) maps.set(map, new Map([...(maps.get(map) ?? []), ...mapOf(entries)]));
  const { lines } = template;
  if (override.lines && !lines) problems.push({ path: [...path, "lines"], problem: "This template has no lines", remedy: "Remove 'lines'." });
  return {
    ...template,
    valueMaps: Object.fromEntries(maps),
    rows: changedRows(template.rows, override, path, problems),
    ...(override.filter ? { filter: override.filter } : {}),
    ...(lines ? { lines: { ...lines, rows: changedRows(lines.rows, override.lines ?? {}, [...path, "lines"], problems), ...(override.lines?.filter ? { filter: override.lines.filter } : {}) } } : {}),
  } as AnyTemplate;
}

function changedRows(standard: readonly Row[], override: RowsOverride, path: readonly Step[], problems: OverrideProblem[]): readonly Row[] {
  const rows = new Map(standard.map((row) => [row.target, row]));
  const named = (target: string, where: readonly Step[]) => {
    const row = rows.get(target);
    if (!row) problems.push({ path: where, value: target, problem: `No row has the target '${target}'`, remedy: `Use one of ${[...rows.keys()].join(", ")}.` });
    return row;
  };
  override.removeRows?.forEach((target, index) => named(target, [...path, "removeRows", index]) && rows.delete(target));
  const seen = new Set<string>();
  override.rows?.forEach((row, index) => {
    if (seen.has(row.target)) problems.push({ path: [...path, "rows", index, "target"], value: row.target, problem: "Two rows of the file fill this field", remedy: "Remove one of them." });
    seen.add(row.target);
    rows.set(row.target, rowOf(row));
  });
  for (const [target, value] of Object.entries(override.defaults ?? {})) {
    const where = [...path, "defaults", target];
    const row = named(target, where);
    const from = row && withDefault(row.from, value);
    if (row && from) rows.set(target, { ...row, from });
    else if (row) problems.push({ path: where, value, problem: `The row '${target}' takes no default, because its value is made by '${row.from.kind}'`, remedy: "Replace the whole row under 'rows'." });
  }
  return [...rows.values()];
}

function rowOf({ label, ...row }: RowOverride): Row {
  return { ...row, grades: [], ...(label === undefined ? {} : { label: { 1033: label, 1036: label } }) };
}

function withDefault(from: Directive, value: string): Directive | undefined {
  switch (from.kind) {
    case "constant":
    case "defaultWhenBlank":
      return { ...from, value };
    case "copy":
      return { kind: "defaultWhenBlank", column: from.column, value };
    case "valueMap":
      return { ...from, whenBlank: value };
    default:
      return undefined;
  }
}

/** The row a problem is about, when it stands in the file. */
function rowPath(path: readonly Step[], file: Overrides, where: string): Step[] {
  const override = file.templates?.[String(path[1] ?? "")];
  const index = override?.rows?.findIndex(({ target }) => target === where) ?? -1;
  if (index >= 0) return [...path, "rows", index];
  const line = override?.lines?.rows?.findIndex(({ target }) => target === where) ?? -1;
  return line >= 0 ? [...path, "lines", "rows", line] : [...path];
}

function companiesOf({ companies }: Overrides, before: CompanyRules): CompanyRules {
  const units = Object.entries(companies?.businessUnits ?? {}).map(([unit, company]) => [unit.trim().toLowerCase(), company.toLowerCase()] as const);
  return { fallback: companies?.default?.toLowerCase() ?? before.fallback, byBusinessUnit: new Map([...before.byBusinessUnit, ...units]) };
}
