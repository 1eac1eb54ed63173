import type { MetadataRegistry } from "../metadata/registry";
import { guidKey } from "../metadata/registry";
import type { ViewDefinition } from "../metadata/types";
import { importCode, refuse } from "./errors";
import { at, attribute, child, descendants, elements, labelsIn, serialize, text, type Element } from "./xml";

/**
 * Adds the views of an `Entity` element. A default view takes the place of the table's default of that type.
 * @throws SolutionImportError when a view's FetchXML names a table or column that does not exist
 */
export function importViews(entity: Element, table: string, registry: MetadataRegistry): void {
  for (const element of elements(at(entity, "SavedQueries", "savedqueries") ?? entity, "savedquery")) importView(element, table, registry);
}

function importView(element: Element, table: string, registry: MetadataRegistry): void {
  const savedQueryId = guidKey(text(element, "savedqueryid"));
  const fetch = at(element, "fetchxml", "fetch");
  const grid = at(element, "layoutxml", "grid");
  const bad = (what: string): never => refuse(importCode.savedQuery, `The view ${savedQueryId} of '${table}' is invalid: ${what}.`);
  if (!savedQueryId || !fetch) return bad("it has no savedqueryid or no fetchxml");
  const query = child(fetch, "entity");
  if (!query || attribute(query, "name") !== table) return bad(`its FetchXML reads '${attribute(query, "name")}'`);
  checkQuery(query, registry, bad);
  const queryType = Number(text(element, "querytype"));
  const isDefault = text(element, "isdefault") === "1";
  if (isDefault) for (const view of registry.views(table)) if (view.queryType === queryType) view.isDefault = false;
  const view: ViewDefinition = {
    savedQueryId, table, queryType, isDefault,
    labels: labelsIn(child(element, "LocalizedNames")),
    fetchXml: serialize(fetch),
    layoutXml: grid ? serialize(grid) : "",
  };
  registry.setView(view);
}

/** Checks attributes, orders and conditions of an entity or link-entity and of what is nested in it. */
function checkQuery(query: Element, registry: MetadataRegistry, bad: (what: string) => never): void {
  const name = attribute(query, "name");
  const table = registry.table(name);
  if (!table) return bad(`there is no table '${name}'`);
  const check = (column: string, where = table) => {
    if (column && !where.columns[column]) bad(`table '${where.logicalName}' has no column '${column}'`);
  };
  for (const element of [...elements(query, "attribute"), ...elements(query, "order")]) check(attribute(element, "name") || (attribute(element, "entityname") ? "" : attribute(element, "attribute")));
  for (const filter of elements(query, "filter")) {
    for (const condition of descendants(filter, "condition")) if (!attribute(condition, "entityname")) check(attribute(condition, "attribute"));
  }
  for (const link of elements(query, "link-entity")) {
    check(attribute(link, "to"));
    const linked = registry.table(attribute(link, "name"));
    if (linked) check(attribute(link, "from"), linked);
    checkQuery(link, registry, bad);
  }
}
