import type { MetadataRegistry } from "../metadata/registry";
import type { Labels } from "../metadata/types";
import { resolveLabel, type PlatformApp, type PlatformTable } from "../platform";

/** Groups of the Sales app's navigation, as far as this imitation has the tables. */
const groups: { labels: Labels; tables: string[] }[] = [
  { labels: { 1033: "Customers", 1036: "Clients" }, tables: ["account", "contact"] },
  { labels: { 1033: "Sales", 1036: "Ventes" }, tables: ["quote", "salesorder", "invoice"] },
  { labels: { 1033: "Collateral", 1036: "Supports de vente" }, tables: ["product"] },
];
const area: Labels = { 1033: "Sales", 1036: "Ventes" };
const otherTables: Labels = { 1033: "Tables of solutions", 1036: "Tables des solutions" };

/**
 * The navigation of the app: the tables that the user may read. A solution's tables stand in a group of their own for
 * those who may change their rows, as an administrator would add them to an app.
 */
export function siteMap(registry: MetadataRegistry, languageId: number, privileges: (table: string) => PlatformTable["privileges"]): PlatformApp["siteMap"] {
  const item = (name: string) => {
    const table = registry.table(name);
    return table && privileges(name).read ? [{ label: resolveLabel(table.collectionLabels, languageId), table: name, icon: name }] : [];
  };
  const custom = registry.tables().filter((table) => table.custom && privileges(table.logicalName).write).map((table) => table.logicalName);
  const all = [...groups, { labels: otherTables, tables: custom }]
    .map(({ labels, tables }) => ({ label: resolveLabel(labels, languageId), items: tables.flatMap(item) }))
    .filter(({ items }) => items.length > 0);
  return [{ area: resolveLabel(area, languageId), groups: all }];
}
