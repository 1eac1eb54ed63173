import * as React from "react";
import { type LineColumns, missingColumns } from "./lines";

type DataSet = ComponentFramework.PropertyTypes.DataSet;

/** The largest page that model-driven apps read for a list. */
const pageSize = 250;

export interface DataSetOutput {
  /** Columns that were asked for and did not come; blank list while all is well. */
  missing: string[];
  /** Columns or the larger first page are being fetched. */
  preparing: boolean;
  /** Pages are being read one after the other until the last. */
  loadingAll: boolean;
  loadMore: () => void;
  loadAll: () => void;
  stop: () => void;
}

/**
 * Gets the list's columns and pages in order: adds, once, the columns that the view lacks and reads large pages, and loads
 * further pages on request.
 * @param drawing a number that grows with each of the host's updates, since hosts may change a data-set in place
 */
export function useDataSet(dataSet: DataSet, columns: LineColumns, drawing: number): DataSetOutput {
  const [loadingAll, setLoadingAll] = React.useState(false);
  /** No state of React: where it matters, the host draws anew because of the refresh. */
  const prepared = React.useRef(false);
  const now = React.useRef({ dataSet, columns });
  now.current = { dataSet, columns };
  const missing = dataSet.loading ? [] : missingColumns(dataSet, columns);

  React.useEffect(() => {
    const { dataSet: set, columns: wanted } = now.current;
    if (prepared.current || set.loading || set.error || set.sortedRecordIds.length === 0) return;
    prepared.current = true;
    const lacking = missingColumns(set, wanted);
    const larger = set.paging.hasNextPage && set.paging.pageSize < pageSize;
    if (lacking.length === 0 && !larger) return;
    for (const column of lacking) set.addColumn?.(column);
    if (larger) set.paging.setPageSize(pageSize);
    set.refresh();
  }, [drawing]);

  /** How many lines there were when the next page was asked for: a host may draw again before it says that it is loading. */
  const askedAt = React.useRef(-1);
  React.useEffect(() => {
    const { loading, error, paging, sortedRecordIds } = now.current.dataSet;
    if (!loadingAll) askedAt.current = -1;
    if (!loadingAll || loading || askedAt.current === sortedRecordIds.length) return;
    askedAt.current = sortedRecordIds.length;
    if (error || !paging.hasNextPage) setLoadingAll(false);
    else paging.loadNextPage();
  }, [drawing, loadingAll]);

  return {
    missing: prepared.current ? missing : [],
    preparing: !prepared.current && missing.length > 0,
    loadingAll,
    loadMore: React.useCallback(() => { if (!now.current.dataSet.loading) now.current.dataSet.paging.loadNextPage(); }, []),
    loadAll: React.useCallback(() => { setLoadingAll(true); }, []),
    stop: React.useCallback(() => { setLoadingAll(false); }, []),
  };
}
