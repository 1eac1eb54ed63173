import * as React from "react";
import type { Columns } from "./invoices";

type DataSet = ComponentFramework.PropertyTypes.DataSet;

/** Columns that the data-set lacks, and whether it has been asked for them. */
export interface ColumnsState {
  missing: string[];
  asked: boolean;
}

/** Has the data-set read the columns that its view lacks: asks once, so that a host that cannot does not go round in circles. */
export function useColumns(dataSet: DataSet, columns: Columns): ColumnsState {
  const missing = missingOf(dataSet, columns);
  const wanted = missing.join(",");
  const asked = React.useRef("");
  const { loading, error } = dataSet;
  React.useEffect(() => {
    if (wanted === "" || loading || error || asked.current === wanted || !dataSet.addColumn) return;
    asked.current = wanted;
    for (const column of wanted.split(",")) dataSet.addColumn(column);
    dataSet.refresh();
  // The data-set is another object, or the same one changed, on every call of the host.
  }, [dataSet, wanted, loading, error]);
  return { missing, asked: asked.current !== "" || !dataSet.addColumn };
}

function missingOf(dataSet: DataSet, columns: Columns): string[] {
  const there = new Set(dataSet.columns.map(({ name }) => name));
  const { number, date, due, total, state, status, currency } = columns;
  // A host that has not loaded yet tells no columns at all.
  return dataSet.columns.length === 0 ? [] : [number, date, due, total, state, status, currency].filter((name): name is string => name !== undefined && !there.has(name));
}
