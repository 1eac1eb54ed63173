import { createHash } from "node:crypto";
import type { Column, ColumnType, Labels, Table } from "./types";

/** A column on a form, with a label of its own when the column's is not wanted. */
export type FormField = string | { column: string; labels: Labels } | { subgrid: Subgrid };

export interface Subgrid {
  name: string;
  labels: Labels;
  table: string;
  viewId: string;
  relationship: string;
}

export interface FormSection {
  name: string;
  labels: Labels;
  fields: FormField[];
}

export interface FormTab {
  name: string;
  id?: string;
  labels: Labels;
  /** One list of sections per column of the tab. */
  columns: FormSection[][];
}

export interface FormSpec {
  header: string[];
  tabs: FormTab[];
}

/** Class ids of the controls that the form designer gives to columns. */
const classIds: Partial<Record<ColumnType, string>> & { subgrid: string } = {
  String: "{4273EDBD-AC1D-40d3-9FB2-095C621B552D}",
  Memo: "{E0DECE4B-6FC8-4a8f-A065-082708572369}",
  Lookup: "{270BD3DB-D9AF-4782-9025-509E298DEC0A}",
  Customer: "{270BD3DB-D9AF-4782-9025-509E298DEC0A}",
  Owner: "{270BD3DB-D9AF-4782-9025-509E298DEC0A}",
  Picklist: "{3EF39988-22BB-4F0B-BBBE-64B5A3748AEE}",
  State: "{3EF39988-22BB-4F0B-BBBE-64B5A3748AEE}",
  Status: "{5D68B988-0661-4db2-BC3E-17598AD3BE6C}",
  Boolean: "{67FAC785-CD58-4f9f-ABB3-4B7DDC6ED5ED}",
  DateTime: "{5B773807-9FB2-42db-97C3-7A91EFF8ADFF}",
  Integer: "{C6D124CA-7EDA-4a60-AEA9-7FB8D318B68F}",
  Decimal: "{C3EFE0C3-0EC6-42be-8349-CBD9079DFD8E}",
  Double: "{C3EFE0C3-0EC6-42be-8349-CBD9079DFD8E}",
  Money: "{533B9E00-756B-4312-95A0-DC888637AC78}",
  subgrid: "{E7A81278-8635-4d9e-8D4D-59480B391C5B}",
};
const emailClassId = "{ADA2203E-B4CD-49be-9DDF-234642B43B52}";
const urlClassId = "{71716B6C-711E-476c-8AB8-5D11542BFB47}";

/** Class id of the control that shows a column by default. */
export function classIdOf(column: Column): string {
  if (column.format === "email") return emailClassId;
  if (column.format === "url") return urlClassId;
  return classIds[column.type] ?? "{4273EDBD-AC1D-40d3-9FB2-095C621B552D}";
}

/** A GUID that depends on nothing but the name, so that ids are the same after each start. */
export function stableGuid(name: string): string {
  const hex = createHash("sha1").update(name).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Text safe inside an XML attribute or element. */
export function escapeXml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/**
 * FormXml of a main form.
 * @throws Error when the form names a column that the table lacks
 */
export function buildForm(table: Table, spec: FormSpec): string {
  const id = (part: string) => `{${stableGuid(`form:${table.logicalName}:${part}`)}}`;
  const cell = (field: FormField, place: string): string => {
    if (typeof field === "object" && "subgrid" in field) return subgridCell(field.subgrid, id(`${place}:${field.subgrid.name}`));
    const name = typeof field === "string" ? field : field.column;
    const column = table.columns[name];
    if (!column) throw new Error(`The standard form of ${table.logicalName} names the column ${name}, which does not exist.`);
    const text = typeof field === "string" ? column.labels : field.labels;
    const disabled = column.readOnly ? ' disabled="true"' : ' disabled="false"';
    const tall = column.type === "Memo" ? ' rowspan="4"' : ' rowspan="1"';
    return `<cell id="${id(`${place}:${name}`)}" showlabel="true" colspan="1"${tall}>${labels(text)}`
      + `<control id="${place === "header" ? `header_${name}` : name}" classid="${classIdOf(column)}" datafieldname="${name}"${disabled}/></cell>`;
  };
  const section = (s: FormSection): string =>
    `<section name="${s.name}" id="${id(`section:${s.name}`)}" showlabel="true" showbar="false" columns="1">${labels(s.labels)}`
    + `<rows>${s.fields.map((field) => `<row>${cell(field, s.name)}</row>`).join("")}</rows></section>`;
  const tab = (t: FormTab): string => {
    const width = Math.floor(100 / t.columns.length);
    return `<tab name="${t.name}" id="${t.id ?? id(`tab:${t.name}`)}" showlabel="true" expanded="true" visible="true">${labels(t.labels)}<columns>`
      + t.columns.map((sections) => `<column width="${width}%"><sections>${sections.map(section).join("")}</sections></column>`).join("")
      + "</columns></tab>";
  };
  const header = `<header id="${id("header")}" columns="${"1".repeat(Math.max(spec.header.length, 1))}"><rows><row>`
    + `${spec.header.map((name) => cell(name, "header")).join("")}</row></rows></header>`;
  return `<form headerdensity="HighWithControls"><tabs>${spec.tabs.map(tab).join("")}</tabs>${header}</form>`;
}

function subgridCell(grid: Subgrid, id: string): string {
  return `<cell id="${id}" showlabel="true" colspan="1" rowspan="4">${labels(grid.labels)}`
    + `<control id="${grid.name}" classid="${classIds.subgrid}" indicationOfSubgrid="true"><parameters>`
    + `<TargetEntityType>${grid.table}</TargetEntityType><ViewId>{${grid.viewId}}</ViewId><RelationshipName>${grid.relationship}</RelationshipName>`
    + "<RecordsPerPage>4</RecordsPerPage><AutoExpand>Fixed</AutoExpand></parameters></control></cell>";
}

function labels(text: Labels): string {
  const each = Object.entries(text).map(([lcid, label]) => `<label description="${escapeXml(label)}" languagecode="${lcid}"/>`);
  return `<labels>${each.join("")}</labels>`;
}
