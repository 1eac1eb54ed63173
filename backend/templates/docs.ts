import { writeFileSync } from "node:fs";
import path from "node:path";
import { columnOf } from "../core/sourceColumns";
import type { Directive, Row, Template } from "../core/templateTypes";
import { accountsTemplate } from "./accounts";

const grades = `| grade | proven by |
|---|---|
| D | Microsoft's current documentation |
| D17 | its 2017 edition |
| O | pictures of the 2017 templates |
| W | the dual-write map of the same pair, another product |
| I | our inference |`;

/** Page of a template, field by field. */
export function templatePage(template: Template, notes: string): string {
  const { source, target } = template;
  const rows = template.rows.map((row) => `| ${columnText(row.from)} | \`${row.target}\` | ${ruleText(row)} | ${limitText(row)} | ${row.grades.join(", ")} | ${row.note ?? ""} |`);
  return `<!-- Made by \`npx tsx backend/templates/docs.ts\` from backend/templates. Do not edit. -->
# ${template.name}

Task \`${template.task}\`: table \`${source.table}\` of Dynamics 365 Sales → \`${target.entitySet}\` of Supply Chain Management (SCM). Key: company (\`dataAreaId\`) and \`${target.keyField}\`, taken from \`${source.keyColumn}\`. No filter: every row goes.

The field list of Microsoft's released template is published only as pictures. Each row therefore says how far it is proven:

${grades}

| Sales | SCM | value | limits | grade | note |
|---|---|---|---|---|---|
${rows.join("\n")}

${notes.trim()}
`;
}

function columnText(from: Directive): string {
  if (from.kind === "lookup") return `\`${from.lookup}.${from.column}\``;
  const column = columnOf(from);
  return column === undefined ? "–" : `\`${column}\``;
}

function ruleText({ from, onlyWithAny, keepWhenBlank }: Row): string {
  const rules: Record<Directive["kind"], () => string> = {
    copy: () => "as it is",
    lookup: () => "of the row the lookup points to",
    constant: () => `always \`${from.kind === "constant" ? from.value : ""}\``,
    defaultWhenBlank: () => `as it is; blank: \`${from.kind === "defaultWhenBlank" ? from.value : ""}\``,
    valueMap: () => (from.kind === "valueMap" ? `value map *${from.map}*${from.whenBlank ? `; blank: \`${from.whenBlank}\`` : ""}` : ""),
    computed: () => (from.kind === "computed" ? `\`${from.function}\`` : ""),
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

const accountNotes = `
## Rules
- **Blanks.** A new customer is sent without its blank fields, so SCM's own defaults hold. On a customer that exists a blank clears the field (text "", number 0), where the table does not say otherwise.
- **Fields set only on a new row** (site, warehouse, language, party) are left to SCM afterwards: a change made there is not set back.
- **Which address is which** is not printed anywhere for this template. Here address 1 is the customer's address and address 2 the delivery address; dual-write pairs them differently (address 1 with delivery, address 2 with invoice).
- **Lengths** are those of SCM's standard types. A value that is too long is refused before anything is sent, never cut.
- **Countries**: English and French names, usual other names (USA, UK, Holland …) and the ISO 3166-1 two-letter codes themselves, whatever case, accents, hyphens or dots. A name without entry is an error that names field and value. Names that mean several countries (Congo, Korea) have no entry on purpose.
- **State/province and county** are sent as they are; SCM holds ids there and refuses what it does not know.
- **Account numbers** hold no \`/ < > * % & : \\ ? + #\` and no control characters, since the number is part of an address (URL). A number that changes after the first sync is refused: SCM cannot renumber a customer.
- **Two accounts with one number** are not supported, as in Microsoft's template: the number is the customer. The second active account is refused (\`key-taken\`) instead of overwriting the first one's customer.

## Adding to it
The template is data in \`backend/templates/accounts.ts\`. Run \`npm run model\` after changing it, so that forms know the columns it reads, and \`npx tsx backend/templates/docs.ts\` for this page.
`;

/** Text of docs/templates/accounts.md. */
export function accountsPage(): string {
  return templatePage(accountsTemplate, accountNotes);
}

if (process.argv[1] && path.resolve(process.argv[1]) === path.resolve(__filename)) {
  writeFileSync(path.resolve(__dirname, "../../docs/templates/accounts.md"), accountsPage());
}
