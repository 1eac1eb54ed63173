import * as React from "react";
import type { PlatformGrid, PlatformTable, PlatformView } from "../../dataverse/platform";
import { messageOf } from "../api/errors";
import { openDataSet } from "../dataset/open";
import { DataSetRecord } from "../dataset/record";
import type { DataSet, DataSetSource } from "../dataset/source";
import type { FormController } from "../form/controller";
import type { ControlState } from "../form/model";
import type { Host } from "../host";
import { listColumns } from "../listQuery";
import { fill } from "../texts";
import { DataGrid } from "./DataGrid";
import { Icon } from "./icons";
import { SubGridCommands } from "./SubGridCommands";

/** Related records on a form, read again whenever the form's data is, or a script asks for it. */
export function SubGrid({ host, controller, state, grid }: { host: Host; controller: FormController; state: ControlState; grid: PlatformGrid }): React.ReactElement {
  const { session } = controller;
  const [shown, setShown] = React.useState<{ dataSet: DataSet; table: PlatformTable; view: PlatformView }>();
  const [error, setError] = React.useState<unknown>();
  React.useEffect(() => {
    let source: DataSetSource | undefined;
    let ended = false;
    const changed = () => {
      if (!source) return;
      const { current: dataSet, definition } = source;
      setShown({ dataSet, table: definition.table, view: definition.view });
      if (state.grid) state.grid.shown = dataSet;
      if (!dataSet.loading && state.grid) session.fire(state.grid.onLoad, controller.formContext.getControl(state.id), undefined);
    };
    const read = () => void source?.refresh();
    openDataSet(host, session.model, grid, changed).then((opened) => {
      if (ended) return;
      source = opened;
      read();
    }, (failure: unknown) => !ended && setError(failure));
    const subscriptions = [session.dataVersion.subscribe(read), state.grid?.asked.subscribe(read)];
    return () => {
      ended = true;
      source?.end();
      for (const unsubscribe of subscriptions) unsubscribe?.();
    };
  }, [host, controller, session, state, grid]);

  const { texts } = host;
  const message = error !== undefined ? messageOf(error) : shown?.dataSet.errorMessage;
  return (
    <div className="sub-grid" data-control-id={state.id}>
      <h3>{state.label}</h3>
      {shown && <SubGridCommands host={host} controller={controller} state={state} grid={grid} table={shown.table} dataSet={shown.dataSet} />}
      {message && <p className="field-error" role="alert">{message}</p>}
      {shown && !message && (shown.dataSet.loading && shown.dataSet.sortedRecordIds.length === 0 ? <p className="grid-empty">{texts.loading}</p> : (
        <>
          <DataGrid host={host} label={state.label} table={shown.table.logicalName} primaryId={shown.table.primaryId} primaryName={shown.table.primaryName}
            columns={listColumns(shown.view, shown.table)} rows={rowsOf(shown.dataSet)}
            selection={shown.dataSet.getSelectedRecordIds()} onSelect={shown.dataSet.setSelectedRecordIds} />
          <Pages host={host} paging={shown.dataSet.paging} />
        </>
      ))}
    </div>
  );
}

function rowsOf({ sortedRecordIds, records }: DataSet) {
  return sortedRecordIds.flatMap((id) => {
    const record = records[id];
    return record ? [DataSetRecord.rowOf(record)] : [];
  });
}

/** Turns the pages, when there are several. */
function Pages({ host, paging }: { host: Host; paging: DataSet["paging"] }): React.ReactElement | null {
  const { texts } = host;
  const page = paging.firstPageNumber;
  if (!paging.hasNextPage && page === 1) return null;
  return (
    <div className="list-foot">
      <span>{fill(texts.rows, paging.totalResultCount < 0 ? "5000+" : paging.totalResultCount)}</span>
      <span className="pager">
        <button type="button" className="icon-button" aria-label={texts.previousPage} disabled={page === 1} onClick={() => paging.loadExactPage(page - 1)}><Icon name="chevronLeft" size={14} /></button>
        <span>{fill(texts.page, page)}</span>
        <button type="button" className="icon-button" aria-label={texts.nextPage} disabled={!paging.hasNextPage} onClick={() => paging.loadExactPage(page + 1)}><Icon name="chevronRight" size={14} /></button>
      </span>
    </div>
  );
}
