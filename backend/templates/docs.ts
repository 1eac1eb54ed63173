import { writeFileSync } from "node:fs";
import path from "node:path";
import { filterText, type Filter } from "../core/filter";
import { columnsOf } from "../core/sourceColumns";
import { salesSideOf, scmSideOf, type AnyTemplate, type Directive, type Row } from "../core/templateTypes";
import { templates } from "./all";
import { pageNotes } from "./docsNotes";

const grades = `| grade | proven by |
|---|---|
| D | Microsoft's current documentation |
| D17 | its 2017 edition |
| O | pictures of the 2017 templates |
| S | the shipped solution's own definition |
| M | metadata of a real SCM |
| W | the dual-write map of the same pair, another product |
| I | our inference |`;

/** Page of a template, field by field. */
export function templatePage(template: AnyTemplate, notes: string): string {
  const { lines } = template;
  const [sales, scm] = [salesSideOf(template), scmSideOf(template)];
  const out = template.direction === "toScm";
  const flow = out
    ? `table \`${sales.table}\` of Dynamics 365 Sales → \`${scm.entitySet}\` of Supply Chain Management (SCM)`
    : `\`${scm.entitySet}\` of Supply Chain Management (SCM) → table \`${sales.table}\` of Dynamics 365 Sales`;
  const linesFlow = lines && `

## Lines
Task \`${lines.task}\`: \`${entityOf(lines.source)}\` → \`${entityOf(lines.target)}\`, after the header. ${filterSentence(lines.filter, out)}

${rowTable(lines.rows, out)}`;
  return `<!-- Made by \`npx tsx backend/templates/docs.ts\` from backend/templates. Do not edit. -->
# ${template.name}

Task \`${template.task}\`: ${flow}. Key: company (\`dataAreaId\`) and \`${scm.keyField}\`, ${out ? "taken from" : "kept in"} \`${sales.keyColumn}\`. ${filterSentence(template.filter, out)} ${template.needs.length > 0 ? `Needs first: ${template.needs.map((name) => `*${name}*`).join(", ")}.` : "Needs no other template first."}

The field list of Microsoft's released template is published only as pictures. Each row therefore says how far it is proven:

${grades}

${rowTable(template.rows, out)}${linesFlow ?? ""}

${notes.trim()}
`;
}

const entityOf = (side: object) => ("table" in side ? String(side.table) : "entitySet" in side ? String(side.entitySet) : "");

function filterSentence(filter: Filter | undefined, out: boolean): string {
  if (!filter || filter.length === 0) return "No filter: every row goes.";
  return `Filter: ${filter.map((condition) => `\`${filterText([condition], out ? "sales" : "scm")}\``).join(" and ")}.`;
}

function rowTable(rows: readonly Row[], out: boolean): string {
  const texts = rows.map((row) => {
    const target = `\`${row.target}\`${row.reference ? ` (${row.reference})` : ""}`;
    const [sales, scm] = out ? [columnText(row.from), target] : [target, columnText(row.from)];
    return `| ${sales} | ${scm} | ${ruleText(row)} | ${limitText(row)} | ${row.grades.join(", ")} | ${row.note ?? ""} |`;
  });
  return `| Sales | SCM | value | limits | grade | note |
|---|---|---|---|---|---|
${texts.join("\n")}`;
}

function columnText(from: Directive): string {
  if (from.kind === "lookup") return `\`${from.lookup}.${from.column}\``;
  if (from.kind === "customer") return [`${from.lookup}_account.${from.accountColumn}`, ...(from.contactColumn ? [`${from.lookup}_contact.${from.contactColumn}`] : [])].map((name) => `\`${name}\``).join(" or ");
  const columns = columnsOf(from);
  return columns.length === 0 ? "–" : columns.map((column) => `\`${column}\``).join(", ");
}

function ruleText({ from, onlyWithAny, keepWhenBlank }: Row): string {
  const rules: Record<Directive["kind"], () => string> = {
    copy: () => "as it is",
    lookup: () => (from.kind === "lookup" && from.map ? `value map *${from.map}*; without entry as it is` : "of the row the lookup points to"),
    constant: () => `always \`${from.kind === "constant" ? from.value : ""}\``,
    defaultWhenBlank: () => `as it is; blank: \`${from.kind === "defaultWhenBlank" ? from.value : ""}\``,
    valueMap: () => (from.kind === "valueMap" ? `value map *${from.map}*${from.whenBlank ? `; blank: \`${from.whenBlank}\`` : ""}${from.otherwise ? "; without entry as it is" : ""}` : ""),
    computed: () => (from.kind === "computed" ? `\`${from.function}\`` : ""),
    daysAfter: () => (from.kind === "daysAfter" ? `\`${from.column}\` and the days that value map *${from.map}* gives for \`${from.terms}\`; without entry blank` : ""),
    customer: () => "number of the account or contact",
    header: () => (from.kind === "header" ? `\`${from.field}\` of the header` : ""),
    lineNumber: () => "number of the line",
    calculated: () => (from.kind === "calculated" ? `\`${from.function}\`` : ""),
  };
  return [rules[from.kind](), ...(keepWhenBlank ? ["blank: left out"] : []), ...(onlyWithAny ? ["only when the address has something in it"] : [])].join("; ");
}

function limitText({ required, maxLength, write }: Row): string {
  return [...(required ? ["required"] : []), ...(maxLength === undefined ? [] : [`≤ ${maxLength} characters`]), ...(write === "create" ? ["only on a new row"] : [])].join("; ");
}

/** Texts of docs/templates, by file name. */
export function templatePages(): Record<string, string> {
  const files: Record<string, string> = {};
  for (const template of templates) {
    const { file, notes } = pageNotes[template.name] ?? { file: template.task, notes: "" };
    files[`${file}.md`] = templatePage(template, notes);
  }
  return files;
}

if (process.argv[1] && path.resolve(process.argv[1]) === path.resolve(__filename)) {
  for (const [file, text] of Object.entries(templatePages())) writeFileSync(path.resolve(__dirname, "../../docs/templates", file), text);
}
