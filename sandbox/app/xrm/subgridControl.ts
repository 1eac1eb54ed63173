import type { EntityReference } from "../dataset/record";
import type { Handler } from "../form/events";
import type { GridState } from "../form/grid";
import { braced } from "../form/values";
import { collection } from "./collection";
import { withMissing } from "./notImitated";

/** What a sub-grid's control has beside the rest. Source: Microsoft's "Grids and subgrids (Client API reference)". */
export function subgridMembers(grid: GridState, refreshRibbon: () => void) {
  const rows = (ids: readonly string[]) => collection(ids.flatMap((id) => {
    const record = grid.shown?.records[id];
    return record ? [[id, row(record.getNamedReference())] as const] : [];
  }));
  return {
    refresh: (): void => grid.refresh(),
    refreshRibbon,
    addOnLoad: (handler: Handler): void => grid.onLoad.add(handler),
    removeOnLoad: (handler: Handler): void => grid.onLoad.remove(handler),
    getEntityName: (): string => grid.shown?.getTargetEntityType() ?? "",
    getGrid: () => withMissing("grid", {
      getRows: () => rows(grid.shown?.sortedRecordIds ?? []),
      getSelectedRows: () => rows(grid.shown?.getSelectedRecordIds() ?? []),
      getTotalRecordCount: (): number => grid.shown?.paging.totalResultCount ?? 0,
    }, []),
  };
}

function row({ id, etn, name }: EntityReference) {
  const reference = { id: braced(id.guid), entityType: etn, name };
  return {
    getData: () => ({
      entity: { getId: () => reference.id, getEntityName: () => etn, getPrimaryAttributeValue: () => name, getEntityReference: () => ({ ...reference }) },
    }),
  };
}
