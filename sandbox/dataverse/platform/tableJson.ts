import type { MetadataRegistry } from "../metadata/registry";
import type { Table } from "../metadata/types";
import { resolveLabel, type PlatformTable } from "../platform";
import type { PlatformUser } from "../platformRoutes";

/** A table with labels in one language and what the user may do with it. */
export function tableJson(table: Table, registry: MetadataRegistry, { languageId, readsSecured, privileges }: Pick<PlatformUser, "languageId" | "readsSecured" | "privileges">): PlatformTable {
  const navigation: PlatformTable["navigation"] = {};
  for (const relationship of registry.lookupNavigations(table.logicalName)) {
    (navigation[relationship.referencingColumn] ??= {})[relationship.referencedTable] = relationship.lookupNavigation;
  }
  const related = Object.fromEntries(registry.collectionNavigations(table.logicalName)
    .map(({ schemaName, referencingTable, referencingColumn }) => [schemaName, { table: referencingTable, column: referencingColumn }]));
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
      label: resolveLabel(labels, languageId),
      ...(column.secured && !readsSecured ? { unreadable: true } : {}),
      ...(options ? { options: options.map((option) => ({ value: option.value, label: resolveLabel(option.labels, languageId) })) } : {}),
    })),
    navigation,
    related,
    privileges: privileges(table.logicalName),
  };
}
