import * as React from "react";
import type { FieldComparison } from "../../model/request";
import { nameClasses } from "./styles";
import { useUi } from "./ui";
import { columnLabel } from "./words";

/** A field by the column that people know; SCM's name stands after it. */
export function FieldName({ of: { field, column } }: { of: Pick<FieldComparison, "field" | "column"> }): React.ReactElement {
  const { t, colours } = useUi();
  // Without a column the field is one of SCM alone, or itself a column of Sales.
  if (column === undefined || column === field) return <>{columnLabel(field, t)}</>;
  return <>{columnLabel(column, t)} <span className={nameClasses(colours).ofScm}>{field}</span></>;
}
