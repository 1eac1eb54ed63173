import { attribute, descendants, parseXml, type Element } from "../import/xml";
import type { MetadataRegistry } from "../metadata/registry";
import type { ViewDefinition } from "../metadata/types";
import { resolveLabel, type PlatformView } from "../platform";

/** A view with its columns' labels in one language. */
export function viewJson(view: ViewDefinition, registry: MetadataRegistry, languageId: number): PlatformView {
  const cells = view.layoutXml ? descendants(parseXml(view.layoutXml, `layout of ${view.savedQueryId}`), "cell") : [];
  const fetch = parseXml(view.fetchXml, `query of ${view.savedQueryId}`);
  const columns = cells.filter((cell) => attribute(cell, "ishidden") !== "1").map((cell) => {
    const cellName = attribute(cell, "name");
    const [alias, name] = cellName.includes(".") ? split(cellName) : [undefined, cellName];
    const label = alias === undefined ? columnLabel(registry, view.table, name, languageId) : linkedLabel(registry, fetch, alias, name, languageId);
    return { name, label, width: Number(attribute(cell, "width") || "100"), ...(alias === undefined ? {} : { linkAlias: alias }) };
  });
  return { id: view.savedQueryId, label: resolveLabel(view.labels, languageId), isDefault: view.isDefault, fetchXml: view.fetchXml, columns };
}

function columnLabel(registry: MetadataRegistry, table: string, column: string, languageId: number): string {
  const found = registry.table(table)?.columns[column];
  return found ? resolveLabel(found.labels, languageId) : column;
}

/** A column of a linked table carries the lookup's label behind its own, as model-driven apps show it. */
function linkedLabel(registry: MetadataRegistry, fetch: Element, alias: string, column: string, languageId: number): string {
  const link = descendants(fetch, "link-entity").find((element) => attribute(element, "alias") === alias);
  const own = columnLabel(registry, attribute(link, "name"), column, languageId);
  const parent = link?.parentNode as Element | null | undefined;
  const lookup = attribute(link, "to");
  return link && parent ? `${own} (${columnLabel(registry, attribute(parent, "name"), lookup, languageId)})` : own;
}

function split(name: string): [string, string] {
  const dot = name.indexOf(".");
  return [name.slice(0, dot), name.slice(dot + 1)];
}
