import type { MetadataRegistry } from "../metadata/registry";
import type { Table } from "../metadata/types";
import { resolveLabel, type PlatformTable } from "../platform";
import type { PlatformUser } from "../platformRoutes";
import { factsOf } from "../webapi/write/tableFacts";

/** A table with labels in one language and what the user may do with it. */
export function tableJson(table: Table, registry: MetadataRegistry, { languageId, readsSecured, privileges }: Pick<PlatformUser, "languageId" | "readsSecured" | "privileges">): PlatformTable {
  const navigation: PlatformTable["navigation"] = {};
  for (const relationship of registry.lookupNavigations(table.logicalName)) {
    (navigation[relationship.referencingColumn] ??= {})[relationship.referencedTable] = relationship.lookupNavigation;
  }
  const related = Object.fromEntries(registry.collectionNavigations(table.logicalName)
    .map(({ schemaName, referencingTable, referencingColumn }) => [schemaName, { table: referencingTable, column: referencingColumn }]));
  const numbered = new Set(factsOf(table).autoNumbers.map(({ column }) => column));
  return {
    logicalName: table.logicalName,
    entitySet: table.entitySet,
    primaryId: table.primaryId,
    primaryName: table.primaryName,
    label: resolveLabel(table.labels, languageId),
    collectionLabel: resolveLabel(table.collectionLabels, languageId),
    objectTypeCode: table.objectTypeCode,
    custom: table.custom,
    columns: Object.values(table.columns).map(({ labels, options, ...column }) => ({
      ...column,
      // Numbers that the server itself requires and draws are not asked of the user.
      ...(column.required === "systemrequired" && numbered.has(column.logicalName) ? { required: "none" as const } : {}),
      label: resolveLabel(labels, languageId),
      ...(column.secured && !readsSecured ? { unreadable: true } : {}),
      ...(options ? { options: options.map((option) => ({ value: option.value, label: resolveLabel(option.labels, languageId) })) } : {}),
    })),
    navigation,
    related,
    privileges: privileges(table.logicalName),
  };
}
