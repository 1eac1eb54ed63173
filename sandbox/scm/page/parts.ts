import type { EntityDefinition } from "../metadata/entity";
import { emptyDate } from "../metadata/entity";
import { textOf, valueOf, type ScmStore, type StoredRow } from "../store";
import { linkTo, type Place } from "./frame";
import { html, type Html } from "./html";

/** A column of a list. */
export interface Column {
  label: string;
  number?: boolean;
  cell: (row: StoredRow) => Html | string;
}

const rowsOnPage = 50;

/** What a list shows and how it is searched. */
export interface ListView {
  title: string;
  /** One and many, e.g. `customer` and `customers`. */
  words: [string, string];
  /** Label of the search box. */
  searchLabel: string;
  definition: EntityDefinition;
  /** Values that the search looks into; the first orders the list. */
  searched: [string, ...string[]];
  columns: Column[];
  /** The newest first. */
  descending?: boolean;
}

/** Rows of a company in a table that the search box filters, fifty on a page. */
export function listView(store: ScmStore, place: Place, view: ListView, search: string, skip: number, above: Html = html``): Html {
  const wanted = search.trim().toLowerCase();
  const found = [...store.all(view.definition)].filter((row) => textOf(row, "dataAreaId") === place.company
    && (wanted === "" || view.searched.some((name) => textOf(row, name).toLowerCase().includes(wanted))));
  const [first] = view.searched;
  const direction = view.descending ? -1 : 1;
  found.sort((a, b) => (textOf(a, first).toLowerCase() < textOf(b, first).toLowerCase() ? -direction : direction));
  const shown = found.slice(skip, skip + rowsOnPage);
  const more = (label: string, at: number) => html`<a href="${linkTo(place, { q: search, skip: String(at) })}">${label}</a> `;
  const count = found.length === 0 ? `No ${view.words[0]} found.`
    : `${found.length} ${found.length === 1 ? view.words[0] : view.words[1]}${shown.length < found.length ? `, ${skip + 1} to ${skip + shown.length} shown` : ""}`;
  return html`<h1>${view.title}</h1>${above}
<form class="tools" method="get" action="/" role="search"><input type="hidden" name="cmp" value="${place.company}"><input type="hidden" name="mi" value="${place.menuItem}">
<div><label for="q">${view.searchLabel}</label><input type="search" id="q" name="q" value="${search}" autocomplete="off"></div><button>Search</button></form>
<p id="count" class="soft" role="status">${count}</p>
${table(view.columns, shown)}
<p id="pages">${skip > 0 ? more("Previous", Math.max(0, skip - rowsOnPage)) : ""}${skip + rowsOnPage < found.length ? more("Next", skip + rowsOnPage) : ""}</p>`;
}

/** A table; on narrow screens each cell names its column. @param id of its body; a list's search looks for `rows` */
export function table(columns: readonly Column[], rows: readonly StoredRow[], id = "rows"): Html {
  return html`<table><thead><tr>${columns.map(({ label, number }) => html`<th scope="col"${number ? html` class="number"` : ""}>${label}</th>`)}</tr></thead>
<tbody id="${id}">${rows.map((row) => html`<tr>${columns.map(({ label, number, cell }) => html`<td data-label="${label}"${number ? html` class="number"` : ""}>${cell(row)}</td>`)}</tr>`)}</tbody></table>`;
}

/** A column that shows a text value. */
export function textColumn(label: string, name: string): Column {
  return { label, cell: (row) => textOf(row, name) };
}

/** A column that shows an amount with two decimals at least. */
export function amountColumn(label: string, name: string): Column {
  return { label, number: true, cell: (row) => amount(textOf(row, name)) };
}

/** A column that shows a quantity as it is stored. */
export function quantityColumn(label: string, name: string): Column {
  return { label, number: true, cell: (row) => textOf(row, name) || "0" };
}

/** A group of labelled values. */
export function section(title: string, fields: readonly (readonly [string, string])[]): Html {
  return html`<section class="card"><h2>${title}</h2><dl>${fields.map(([label, text]) =>
    html`<div><dt>${label}</dt><dd>${text === "" ? "–" : text}</dd></div>`)}</dl></section>`;
}

/** Reads values of a row as texts, empty ones as the entity shows them. */
export function reader(definition: EntityDefinition, row: StoredRow): (name: string) => string {
  return (name) => {
    const property = definition.properties.get(name) ?? definition.hidden.get(name);
    return property ? String(valueOf(row, property) ?? "") : "";
  };
}

/** An amount with its thousands apart, digits as stored. */
export function amount(digits: string): string {
  const [whole = "0", fraction] = digits.split(".");
  const grouped = (whole === "" ? "0" : whole).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return `${grouped}.${(fraction ?? "").padEnd(2, "0")}`;
}

/** The day of a moment; empty when it was never given. */
export function day(moment: string): string {
  return moment === emptyDate ? "" : moment.slice(0, 10);
}

/** A labelled text box. */
export function field(label: string, name: string, more: { required?: boolean; value?: string; number?: boolean; list?: string } = {}): Html {
  return html`<div><label for="${name}">${label}</label><input id="${name}" name="${name}"${more.required ? html` required` : ""}${more.number ? html` inputmode="decimal" pattern="\d+(\.\d+)?"` : ""}${more.value ? html` value="${more.value}"` : ""}${more.list ? html` list="${more.list}"` : ""} autocomplete="off"></div>`;
}
