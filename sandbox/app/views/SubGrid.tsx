import * as React from "react";
import type { PlatformCell, PlatformTable, PlatformView } from "../../dataverse/platform";
import { messageOf } from "../api/errors";
import { propertyOf, type WebRow } from "../api/rows";
import type { FormController } from "../form/controller";
import type { Host } from "../host";
import { listColumns } from "../listQuery";
import { useStore } from "../store";
import { DataGrid } from "./DataGrid";

type Definition = NonNullable<NonNullable<PlatformCell["control"]>["subgrid"]>;
interface Loaded { table: PlatformTable; view: PlatformView; rows: WebRow[] }

/** Related records on a form, read again whenever the form's data is. */
export function SubGrid({ host, controller, subgrid, label }: { host: Host; controller: FormController; subgrid: Definition; label: string }): React.ReactElement {
  const { model, dataVersion } = controller.session;
  const version = useStore(dataVersion);
  const [loaded, setLoaded] = React.useState<Loaded>();
  const [error, setError] = React.useState<unknown>();
  const { id } = model;
  React.useEffect(() => {
    let current = true;
    if (id === undefined) return undefined;
    readRelated(host, model.table, id, subgrid).then(
      (result) => {
        if (!current) return;
        setLoaded(result);
        setError(undefined);
      },
      (failure: unknown) => current && setError(failure),
    );
    return () => {
      current = false;
    };
  }, [host, model, id, subgrid, version]);
  return (
    <div className="sub-grid">
      <h3>{label}</h3>
      {error !== undefined && <p className="field-error" role="alert">{messageOf(error)}</p>}
      {loaded ? (
        <DataGrid host={host} label={label} table={loaded.table.logicalName} primaryId={loaded.table.primaryId} primaryName={loaded.table.primaryName}
          columns={listColumns(loaded.view, loaded.table)} rows={loaded.rows} />
      ) : error === undefined && <p className="grid-empty">{id === undefined ? host.texts.nothingHere : host.texts.loading}</p>}
    </div>
  );
}

async function readRelated(host: Host, parent: PlatformTable, id: string, subgrid: Definition): Promise<Loaded> {
  const [table, views] = await Promise.all([host.platform.table(subgrid.table), host.platform.views(subgrid.table)]);
  const view = views.find((v) => v.id.toLowerCase() === subgrid.viewId?.toLowerCase()) ?? views.find((v) => v.isDefault) ?? views[0];
  if (!view) throw new Error(host.texts.noView.replace("{0}", table.collectionLabel));
  const own = view.columns.filter((c) => !c.linkAlias).flatMap(({ name }) => table.columns.filter((c) => c.logicalName === name));
  const select = [...new Set([table.primaryId, table.primaryName, ...own.map(propertyOf)])].join(",");
  const options = `?$select=${select}&$top=${subgrid.recordsPerPage || 4}`;
  const shown = { ...view, columns: view.columns.filter((c) => !c.linkAlias) };
  const rows = subgrid.relationship
    ? await host.webApi.related(parent.logicalName, id, subgrid.relationship, options)
    : (await host.webApi.retrieveMultipleRecords(table.logicalName, options)).entities;
  return { table, view: shown, rows };
}
