import { calculations } from "./calculations";
import { computed } from "./computed";
import type { Filter } from "./filter";
import type { AnyTemplate, Directive, Row } from "./templateTypes";

/** Something wrong in a template, so that it must not run. */
export interface TemplateProblem {
  template: string;
  /** Target field of the row, or the part of the template it is about. */
  where: string;
  /** The value that is wrong. */
  value: string;
  problem: string;
  remedy: string;
}

type Report = (where: string, value: string, problem: string, remedy: string) => void;

/** Checks a template before anything runs. @returns nothing when it is sound */
export function validateTemplate(template: AnyTemplate): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const report: Report = (where, value, problem, remedy) => problems.push({ template: template.name, where, value, problem, remedy });
  if (template.name.trim() === "") report("name", "", "The template has no name.", "Give it a name of its own.");
  const key = template.direction === "toScm" ? template.target.keyField : template.target.keyColumn;
  checkRows(template, template.rows, report, undefined);
  if (!template.rows.some(({ target }) => target === key)) report(key, key, "No row fills the key.", `Add a row with target '${key}'.`);
  checkFilter(template.filter, template.direction === "toScm" ? "sales" : "scm", false, report);
  if (template.direction === "toScm") {
    for (const field of template.target.moreKeyFields ?? []) {
      if (!template.rows.some(({ target }) => target === field)) report(field, field, "No row fills this part of the key.", `Add a row with target '${field}'.`);
    }
  }
  if (template.lines) {
    checkRows(template, template.lines.rows, report, template.rows);
    checkFilter(template.lines.filter, template.direction === "toScm" ? "sales" : "scm", true, report);
  }
  return problems;
}

/** Checks templates together: names that occur twice, and needs that nobody fulfils or that come later. */
export function validateTemplates(templates: readonly AnyTemplate[]): TemplateProblem[] {
  const problems = templates.flatMap(validateTemplate);
  templates.forEach((template, index) => {
    const report: Report = (where, value, problem, remedy) => problems.push({ template: template.name, where, value, problem, remedy });
    if (templates.findIndex(({ name }) => name === template.name) !== index) report("name", template.name, "Two templates have this name.", "Give one of them another name.");
    for (const need of template.needs) {
      const needed = templates.find(({ name }) => name === need);
      if (!needed) report("needs", need, "There is no template of this name.", "Correct the name or remove it from needs.");
      else if (needed.order >= template.order) report("needs", need, "The needed template does not come earlier.", "Give it a lower order.");
    }
  });
  return problems;
}

function checkRows(template: AnyTemplate, rows: readonly Row[], report: Report, header: readonly Row[] | undefined): void {
  const seen = new Set<string>();
  for (const row of rows) {
    if (seen.has(row.target)) report(row.target, row.target, "Two rows fill this field.", "Remove one of them.");
    seen.add(row.target);
    checkDirective(template, row, row.from, report, header);
    if ((row.type === "reference") !== (row.reference !== undefined)) {
      report(row.target, row.reference ?? row.type, "A row of type 'reference' names what it refers to, and no other row does.", "Set both `type: reference` and `reference`, or neither.");
    }
    if (template.direction === "toScm" && (row.type === "reference" || row.type === "boolean" || row.type === "choice")) {
      report(row.target, row.type, "SCM has no fields of this type.", "Use string, code, enum, decimal, integer or date.");
    }
    if (row.maxLength !== undefined && !(Number.isInteger(row.maxLength) && row.maxLength > 0)) report(row.target, String(row.maxLength), "The length is no whole number above 0.", "Correct maxLength.");
    if (row.from.kind === "constant" && row.maxLength !== undefined && row.from.value.length > row.maxLength) report(row.target, row.from.value, "The constant is longer than the field.", "Shorten it.");
  }
}

function checkDirective(template: AnyTemplate, row: Row, from: Directive, report: Report, header: readonly Row[] | undefined): void {
  const map = from.kind === "valueMap" || from.kind === "lookup" || from.kind === "daysAfter" ? from.map : undefined;
  if (map !== undefined && !template.valueMaps[map]) report(row.target, map, "There is no value map of this name.", `Add the value map '${map}', or name one of: ${Object.keys(template.valueMaps).join(", ")}.`);
  if (from.kind === "computed" && !(from.function in computed)) report(row.target, from.function, "There is no such function.", `Name one of: ${Object.keys(computed).join(", ")}.`);
  if (from.kind === "calculated") {
    if (!(from.function in calculations)) report(row.target, from.function, "There is no such function.", `Name one of: ${Object.keys(calculations).join(", ")}.`);
    if (from.columns.length === 0) report(row.target, "", "The calculation names no columns.", "Name the columns it takes, in its order.");
  }
  if ("column" in from && from.column.trim() === "") report(row.target, from.column, "The row names no column.", "Name the column of the source.");
  const ofLine = from.kind === "header" || from.kind === "lineNumber";
  if (ofLine && !header) report(row.target, from.kind, "Only rows of lines can use this directive.", "Use copy or constant.");
  if (from.kind === "header" && header && !header.some(({ target }) => target === from.field)) report(row.target, from.field, "The header has no such field.", "Name a target field of the header.");
}

function checkFilter(filter: Filter | undefined, side: "sales" | "scm", inMemory: boolean, report: Report): void {
  for (const condition of filter ?? []) {
    const comparing = condition.is === "eq" || condition.is === "ne";
    if (comparing && condition.value === undefined) report("filter", condition.column, "The condition compares with nothing.", "Add a value.");
    if (comparing && typeof condition.value === "object" && side === "sales") report("filter", condition.column, "Sales knows no enum members.", "Use the choice's number.");
    // Dataverse leaves blank rows out of `ne`, while evaluation in memory would keep them.
    if (condition.is === "ne" && side === "sales" && !inMemory) report("filter", condition.column, "`ne` on Sales would treat blanks in two ways.", "Use eq, blank or filled.");
  }
}
