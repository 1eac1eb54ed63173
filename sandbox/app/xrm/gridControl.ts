import type { PlatformTable, PlatformView } from "../../dataverse/platform";
import { plain, type WebRow } from "../api/rows";
import type { ItemReference } from "../commands/rules";
import { braced } from "../form/values";
import { collection } from "./collection";
import { withMissing } from "./notImitated";

export interface GridSource {
  table: PlatformTable;
  view: PlatformView;
  rows: readonly WebRow[];
  selection: readonly ItemReference[];
  total: number;
  refresh: () => void;
  refreshRibbon: () => void;
}

/** The grid control that commands of a list get as SelectedControl. Source: Microsoft's "Grids and subgrids (Client API)". */
export function makeGridControl({ table, view, rows, selection, total, refresh, refreshRibbon }: GridSource) {
  const item = (id: string, name: string) => [id, {
    getData: () => ({
      entity: {
        getId: () => id, getEntityName: () => table.logicalName, getPrimaryAttributeValue: () => name,
        getEntityReference: () => ({ id, entityType: table.logicalName, name }),
      },
    }),
  }] as const;
  const grid = withMissing("grid", {
    getRows: () => collection(rows.map((row) => item(braced(plain(row[table.primaryId])), plain(row[table.primaryName])))),
    getSelectedRows: () => collection(selection.map(({ Id, Name }) => item(Id, Name))),
    getTotalRecordCount: () => total,
  }, []);
  return withMissing("gridControl", {
    refresh,
    refreshRibbon,
    getGrid: () => grid,
    getEntityName: () => table.logicalName,
    getName: () => "MainGrid",
    getViewSelector: () => withMissing("viewSelector", {
      getCurrentView: () => ({ id: braced(view.id), entityType: "savedquery", name: view.label }),
      isVisible: () => true,
    }, ["setCurrentView"]),
  }, ["addOnLoad", "removeOnLoad", "getFetchXml", "getGridType", "getRelationship", "getUrl", "openRelatedGrid", "setFilterXml"]);
}
