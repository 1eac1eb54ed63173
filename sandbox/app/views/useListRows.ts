import * as React from "react";
import type { PlatformTable, PlatformView } from "../../dataverse/platform";
import type { WebRow } from "../api/rows";
import type { Host } from "../host";
import { nextCookie } from "../fetchXml";
import { listFetchXml, type Sort } from "../listQuery";

/** Rows of a list's page, and what leads to other pages. */
export interface ListRows {
  rows: readonly WebRow[];
  /** -1 when there are more than the platform counts. */
  total: number;
  page: number;
  more: boolean;
  loading: boolean;
  error: unknown;
  refresh: () => void;
  next: () => void;
  previous: () => void;
}

interface State { rows: readonly WebRow[]; total: number; more: boolean; loading: boolean; error: unknown }

/** Reads a list page by page; a new view, order or search begins at the first page. */
export function useListRows(host: Host, table: PlatformTable, view: PlatformView, sort: Sort | undefined, search: string): ListRows {
  const [state, setState] = React.useState<State>({ rows: [], total: 0, more: false, loading: true, error: undefined });
  const [position, setPosition] = React.useState({ page: 1, turn: 0 });
  // Paging cookies by the page that they lead to.
  const cookies = React.useRef(new Map<number, string | undefined>());
  const key = `${view.id}/${sort?.column}/${sort?.descending}/${search}`;
  const lastKey = React.useRef(key);
  const page = lastKey.current === key ? position.page : 1;

  React.useEffect(() => {
    if (lastKey.current !== key) {
      lastKey.current = key;
      cookies.current.clear();
      setPosition((p) => (p.page === 1 ? p : { ...p, page: 1 }));
    }
    let current = true;
    setState((s) => ({ ...s, loading: true }));
    const fetchXml = listFetchXml(view, table, { page, cookie: cookies.current.get(page), sort, search });
    host.webApi.retrieveMultipleRecords(table.logicalName, `?fetchXml=${encodeURIComponent(fetchXml)}`).then(
      (answer) => {
        if (!current) return;
        const annotations = answer as unknown as Record<string, unknown>;
        const more = annotations["@Microsoft.Dynamics.CRM.morerecords"] === true || answer.nextLink !== undefined;
        cookies.current.set(page + 1, nextCookie(annotations));
        const count = annotations["@Microsoft.Dynamics.CRM.totalrecordcount"];
        setState({ rows: answer.entities, total: typeof count === "number" ? count : answer.entities.length, more, loading: false, error: undefined });
      },
      (error: unknown) => current && setState({ rows: [], total: 0, more: false, loading: false, error }),
    );
    return () => {
      current = false;
    };
  }, [host, table, view, sort, search, key, page, position.turn]);

  const refresh = React.useCallback(() => setPosition((p) => ({ ...p, turn: p.turn + 1 })), []);
  const go = React.useCallback((by: number) => setPosition((p) => ({ ...p, page: Math.max(1, p.page + by) })), []);
  return { ...state, page, refresh, next: () => go(1), previous: () => go(-1) };
}
