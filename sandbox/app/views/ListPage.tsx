import { CommandBarButton, type IContextualMenuItem } from "@fluentui/react";
import * as React from "react";
import type { PlatformTable, PlatformView } from "../../dataverse/platform";
import { messageOf } from "../api/errors";
import { plain } from "../api/rows";
import type { ItemReference } from "../commands/rules";
import { listCommands } from "../commands/standard";
import { useCommands, type CommandSituation } from "../commands/useCommands";
import { braced } from "../form/values";
import type { Host } from "../host";
import { listColumns, type Sort } from "../listQuery";
import { fill } from "../texts";
import { makeGridControl } from "../xrm/gridControl";
import { CommandBarView } from "./CommandBarView";
import { DataGrid } from "./DataGrid";
import { Icon } from "./icons";
import { PageError, PageLoading } from "./PageStates";
import { useListRows } from "./useListRows";

/** A table's list: views, search, sorting, pages, and commands on the rows chosen. */
export function ListPage({ host, table: name, viewId, search = "" }: { host: Host; table: string; viewId?: string | undefined; search?: string | undefined }): React.ReactElement {
  const [loaded, setLoaded] = React.useState<{ table: PlatformTable; views: PlatformView[] }>();
  const [error, setError] = React.useState<unknown>();
  React.useEffect(() => {
    let current = true;
    Promise.all([host.platform.table(name), host.platform.views(name)]).then(
      ([table, views]) => current && setLoaded({ table, views }),
      (failure: unknown) => current && setError(failure),
    );
    return () => {
      current = false;
    };
  }, [host, name]);
  if (error !== undefined) return <PageError host={host} text={messageOf(error)} />;
  if (!loaded) return <PageLoading host={host} />;
  const view = loaded.views.find((v) => v.id.toLowerCase() === viewId) ?? loaded.views.find((v) => v.isDefault) ?? loaded.views[0];
  if (!view) return <PageError host={host} text={fill(host.texts.noView, loaded.table.collectionLabel)} />;
  return <OpenList key={view.id} host={host} table={loaded.table} views={loaded.views} view={view} search={search} />;
}

function OpenList({ host, table, views, view, search }: { host: Host; table: PlatformTable; views: readonly PlatformView[]; view: PlatformView; search: string }): React.ReactElement {
  const { texts } = host;
  const [typed, setTyped] = React.useState(search);
  const [sort, setSort] = React.useState<Sort>();
  const [chosen, setChosen] = React.useState<string[]>([]);
  const list = useListRows(host, table, view, sort, typed);
  const { rows, total, page, refresh } = list;
  React.useEffect(() => setChosen([]), [page, sort, typed]);
  React.useEffect(() => {
    document.title = `${view.label} – ${host.app.name}`;
    host.refreshList = refresh;
    return () => {
      host.refreshList = undefined;
    };
  }, [host, view, refresh]);

  const selection = React.useMemo((): ItemReference[] => rows.flatMap((row) => {
    const id = plain(row[table.primaryId]);
    return chosen.includes(id) ? [{ Id: braced(id), Name: plain(row[table.primaryName]), TypeCode: table.objectTypeCode, TypeName: table.logicalName }] : [];
  }), [rows, chosen, table]);
  const [ribbon, setRibbon] = React.useState(0);
  const situation = React.useMemo((): CommandSituation => {
    const grid = makeGridControl({ table, view, rows, selection, total, refresh, refreshRibbon: () => setRibbon((r) => r + 1) });
    return { location: "grid", table, primaryControl: grid, selectedControl: grid, selection, formState: "none", fieldValue: () => undefined };
  }, [table, view, rows, selection, total, refresh]);
  const added = useCommands(host, situation, ribbon);
  const sorted = sort ?? viewSort(view);

  return (
    <div className="list-page">
      <CommandBarView host={host} standard={listCommands(host, table, selection, refresh)} added={added} />
      <div className="list-card">
        <div className="list-head">
          <ViewPicker host={host} table={table} views={views} view={view} />
          <QuickSearch host={host} value={typed} onSearch={setTyped} />
        </div>
        {list.error !== undefined && <div className="message error" role="alert"><Icon name="error" /><span className="message-text">{messageOf(list.error)}</span></div>}
        <DataGrid host={host} label={view.label} table={table.logicalName} primaryId={table.primaryId} primaryName={table.primaryName} columns={listColumns(view, table)}
          rows={rows} sort={sorted} onSort={setSort} selection={chosen} onSelect={setChosen} />
        <div className="list-foot">
          <span role="status">{list.loading ? texts.loading : `${fill(texts.rows, total < 0 ? "5000+" : total)}${chosen.length > 0 ? ` · ${fill(texts.selected, chosen.length)}` : ""}`}</span>
          <span className="pager">
            <button type="button" className="icon-button" aria-label={texts.previousPage} disabled={page === 1} onClick={list.previous}><Icon name="chevronLeft" size={14} /></button>
            <span>{fill(texts.page, page)}</span>
            <button type="button" className="icon-button" aria-label={texts.nextPage} disabled={!list.more} onClick={list.next}><Icon name="chevronRight" size={14} /></button>
          </span>
        </div>
      </div>
    </div>
  );
}

/** How the view itself sorts, so that the header shows it. */
function viewSort(view: PlatformView): Sort | undefined {
  const order = /<order\b([^>]*)\/>/.exec(view.fetchXml)?.[1];
  const column = order && /attribute=["']([^"']+)["']/.exec(order)?.[1];
  return column ? { column, descending: /descending=["'](?:true|1)["']/.test(order) } : undefined;
}

function ViewPicker({ host, table, views, view }: { host: Host; table: PlatformTable; views: readonly PlatformView[]; view: PlatformView }): React.ReactElement {
  const items: IContextualMenuItem[] = views.map((v) => ({
    key: v.id, text: v.label, canCheck: true, checked: v.id === view.id, onClick: () => void host.navigate({ type: "entitylist", table: table.logicalName, viewId: v.id.toLowerCase() }),
  }));
  return (
    <h1 className="view-picker">
      <CommandBarButton text={view.label} ariaDescription={host.texts.selectView} menuProps={{ items, ariaLabel: host.texts.selectView }} />
    </h1>
  );
}

function QuickSearch({ host, value, onSearch }: { host: Host; value: string; onSearch: (text: string) => void }): React.ReactElement {
  const { texts } = host;
  const [text, setText] = React.useState(value);
  return (
    <form className="quick-search" role="search" aria-label={texts.filterRows} onSubmit={(event) => {
      event.preventDefault();
      onSearch(text);
    }}>
      <Icon name="search" size={14} />
      <input type="search" value={text} placeholder={texts.filterRows} aria-label={texts.filterRows} onChange={(event) => {
        setText(event.target.value);
        if (event.target.value === "") onSearch("");
      }} />
    </form>
  );
}
