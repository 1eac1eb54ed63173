import { escapeXml, stableGuid } from "./formBuilder";
import type { Labels, Table, ViewDefinition } from "./types";

export interface ViewSpec {
  labels: Labels;
  /** Public when absent. */
  queryType?: number;
  isDefault?: boolean;
  /** A well-known id; a stable one is made when absent. */
  id?: string;
  /** Column and width in pixels. */
  columns: [string, number][];
  sort: string;
  descending?: boolean;
  /** Conditions that all hold: column, operator, value. */
  filter?: [string, string, string?][];
  /** Quick find: columns searched. */
  find?: string[];
}

/** A view of the table as FetchXML and layout XML. */
export function buildView(table: Table, spec: ViewSpec): ViewDefinition {
  const name = spec.labels[1033] ?? "";
  const attributes = [...new Set([...spec.columns.map(([column]) => column), table.primaryId])];
  const conditions = (spec.filter ?? []).map(([column, operator, value]) =>
    `<condition attribute="${column}" operator="${operator}"${value === undefined ? "" : ` value="${escapeXml(value)}"`}/>`);
  const find = (spec.find ?? []).map((column) => `<condition attribute="${column}" operator="like" value="{0}"/>`);
  const fetchXml = `<fetch version="1.0" output-format="xml-platform" mapping="logical"><entity name="${table.logicalName}">`
    + attributes.map((column) => `<attribute name="${column}"/>`).join("")
    + `<order attribute="${spec.sort}" descending="${spec.descending ? "true" : "false"}"/>`
    + (conditions.length ? `<filter type="and">${conditions.join("")}</filter>` : "")
    + (find.length ? `<filter type="or" isquickfindfields="1">${find.join("")}</filter>` : "")
    + "</entity></fetch>";
  const layoutXml = `<grid name="resultset" jump="${table.primaryName}" select="1" icon="1" preview="1"><row name="result" id="${table.primaryId}">`
    + `${spec.columns.map(([column, width]) => `<cell name="${column}" width="${width}"/>`).join("")}</row></grid>`;
  return {
    savedQueryId: spec.id ?? stableGuid(`view:${table.logicalName}:${name}:${spec.queryType ?? 0}`),
    table: table.logicalName,
    labels: spec.labels,
    queryType: spec.queryType ?? 0,
    isDefault: spec.isDefault ?? false,
    fetchXml,
    layoutXml,
  };
}

/**
 * The views that the platform makes for a new custom table, in its base language: active, inactive, quick find,
 * advanced find, associated and lookup.
 */
export function generatedViews(table: Table): ViewDefinition[] {
  const one = table.labels[1033] ?? table.schemaName;
  const many = table.collectionLabels[1033] ?? one;
  const columns: [string, number][] = [[table.primaryName, 300], ["createdon", 125]];
  const base = { columns, sort: table.primaryName };
  const active: ViewSpec["filter"] = [["statecode", "eq", "0"]];
  const specs: ViewSpec[] = [
    { ...base, labels: { 1033: `Active ${many}` }, isDefault: true, filter: active },
    { ...base, labels: { 1033: `Inactive ${many}` }, filter: [["statecode", "eq", "1"]] },
    { ...base, labels: { 1033: `Quick Find Active ${many}` }, queryType: 4, isDefault: true, filter: active, find: [table.primaryName] },
    { ...base, labels: { 1033: `${one} Advanced Find View` }, queryType: 1, isDefault: true, filter: active },
    { ...base, labels: { 1033: `${one} Associated View` }, queryType: 2, isDefault: true, filter: active },
    { ...base, labels: { 1033: `${one} Lookup View` }, queryType: 64, isDefault: true, filter: active },
  ];
  return specs.map((spec) => buildView(table, spec));
}
