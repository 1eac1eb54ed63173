import type { PlatformTable, PlatformView } from "../../dataverse/platform";
import type { PlatformColumn } from "../form/values";

/** A column of a data-set as a control meets it. Source: Microsoft's "Column (Power Apps component framework)". */
export interface DataSetColumn {
  /** Logical name; `alias.name` for a column of a linked table. */
  name: string;
  displayName: string;
  /** The manifest's name of the type, e.g. `Currency`. */
  dataType: string;
  alias: string;
  /** Place in the view from 0; -1 when the control added the column. */
  order: number;
  visualSizeFactor: number;
  isHidden: boolean;
  isPrimary: boolean;
  disableSorting: boolean;
}

/** Tables by the alias of the link that leads to them; the data-set's own table under "". */
export type TablesByAlias = ReadonlyMap<string, PlatformTable>;

/** Columns of the view, in its order. */
export function viewColumns(view: PlatformView, tables: TablesByAlias): DataSetColumn[] {
  return view.columns.map((column, order) => dataSetColumn(column.linkAlias ? `${column.linkAlias}.${column.name}` : column.name, tables, { order, width: column.width, label: column.label }));
}

/** A column as shown in a data-set; one that the table does not have is text under its own name. */
export function dataSetColumn(name: string, tables: TablesByAlias, layout: { order: number; width: number; label?: string }): DataSetColumn {
  const column = columnOf(name, tables);
  return {
    name, alias: name, displayName: layout.label ?? column?.label ?? name, dataType: column ? manifestType(column) : "SingleLine.Text",
    order: layout.order, visualSizeFactor: layout.width, isHidden: false, isPrimary: name === tables.get("")?.primaryName, disableSorting: false,
  };
}

/** The table's column behind a data-set column's name. */
export function columnOf(name: string, tables: TablesByAlias): PlatformColumn | undefined {
  const dot = name.indexOf(".");
  const logicalName = name.slice(dot + 1);
  const table = tables.get(dot < 0 ? "" : name.slice(0, dot));
  return table && columnsByName(table).get(logicalName);
}

const indexes = new WeakMap<PlatformTable, Map<string, PlatformColumn>>();

/** An index, since controls ask for each value of each record at each drawing. */
function columnsByName(table: PlatformTable): Map<string, PlatformColumn> {
  let index = indexes.get(table);
  if (!index) indexes.set(table, (index = new Map(table.columns.map((column) => [column.logicalName, column]))));
  return index;
}

const formats: Record<string, string> = { email: "SingleLine.Email", url: "SingleLine.URL", phone: "SingleLine.Phone", textarea: "SingleLine.TextArea" };
const types: Partial<Record<PlatformColumn["type"], string>> = {
  Memo: "Multiple", Integer: "Whole.None", BigInt: "Whole.None", Decimal: "Decimal", Double: "FP", Money: "Currency", Boolean: "TwoOptions",
  Picklist: "OptionSet", State: "OptionSet", Status: "OptionSet", MultiSelectPicklist: "MultiSelectPicklist",
  Lookup: "Lookup.Simple", Customer: "Lookup.Customer", Owner: "Lookup.Owner", Uniqueidentifier: "SingleLine.Text",
};

function manifestType(column: PlatformColumn): string {
  if (column.type === "DateTime") return column.dateOnly ? "DateAndTime.DateOnly" : "DateAndTime.DateAndTime";
  if (column.type === "String") return formats[column.format?.toLowerCase() ?? ""] ?? "SingleLine.Text";
  return types[column.type] ?? "SingleLine.Text";
}
