import type { PlatformGrid } from "../../dataverse/platform";
import { linkedTables } from "../fetchXml";
import type { FormModel } from "../form/model";
import type { Host } from "../host";
import { fill } from "../texts";
import { DataSetSource } from "./source";

/**
 * Prepares a data-set on a form; it begins to read with `refresh`.
 * @throws Error when its table, view or relationship does not exist, or the user may not read the table
 */
export async function openDataSet(host: Host, model: FormModel, grid: PlatformGrid, changed: () => void): Promise<DataSetSource> {
  const [table, views] = await Promise.all([host.platform.table(grid.table), host.platform.views(grid.table)]);
  const view = views.find((v) => v.id.toLowerCase() === grid.viewId) ?? views.find((v) => v.isDefault) ?? views[0];
  if (!view) throw new Error(fill(host.texts.noView, table.collectionLabel));
  const linked = new Map(await Promise.all([...linkedTables(view.fetchXml)].map(async ([alias, name]) => [alias, await host.platform.table(name)] as const)));
  const relationship = grid.relationship === undefined ? undefined : model.table.related[grid.relationship];
  if (grid.relationship !== undefined && !relationship) throw new Error(`The table ${model.table.logicalName} has no one-to-many relationship ${grid.relationship}.`);
  return new DataSetSource(
    { table, view, linked, pageSize: grid.recordsPerPage, ...(relationship ? { parent: { column: relationship.column, id: () => model.id } } : {}) },
    {
      retrieve: (name, fetchXml) => host.webApi.retrieveMultipleRecords(name, `?fetchXml=${encodeURIComponent(fetchXml)}`),
      open: ({ id, etn }) => void host.navigate({ type: "entityrecord", table: etn, id: id.guid }),
      tableOf: (name) => host.platform.table(name),
      changed,
    },
  );
}
