import * as React from "react";
import { lookupTable, plain, type WebRow } from "../api/rows";
import type { Host } from "../host";
import { cellText, type ListColumn, type Sort } from "../listQuery";
import { pageUrl, type Page } from "../navigation";
import { Icon } from "./icons";

export interface DataGridProps {
  host: Host;
  label: string;
  table: string;
  primaryId: string;
  primaryName: string;
  columns: readonly ListColumn[];
  rows: readonly WebRow[];
  sort?: Sort | undefined;
  onSort?: ((sort: Sort) => void) | undefined;
  /** Ids of chosen rows; without it rows cannot be chosen. */
  selection?: readonly string[];
  onSelect?: (ids: string[]) => void;
}

/** Rows in columns: sortable headers, a box to choose each row, the name as a link to the record. */
export function DataGrid(props: DataGridProps): React.ReactElement {
  const { host, columns, rows, selection, onSelect, primaryId } = props;
  const { texts } = host;
  const ids = rows.map((row) => plain(row[primaryId]));
  const all = ids.length > 0 && selection !== undefined && ids.every((id) => selection.includes(id));
  const some = !all && selection !== undefined && selection.length > 0;
  return (
    <div className="grid-scroll" tabIndex={0} role="region" aria-label={props.label}>
      <table className="grid" aria-label={props.label} aria-rowcount={rows.length + 1} aria-multiselectable={selection ? true : undefined} role="grid">
        <thead>
          <tr>
            {selection && onSelect && (
              <th className="select-cell" scope="col">
                <input type="checkbox" aria-label={texts.selectAll} checked={all} ref={(box) => {
                  if (box) box.indeterminate = some;
                }} onChange={() => onSelect(all ? [] : ids)} />
              </th>
            )}
            {columns.map((column) => <Header key={column.key} {...props} column={column} />)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => <Row key={ids[index]} {...props} row={row} id={ids[index] ?? ""} />)}
        </tbody>
      </table>
      {rows.length === 0 && <p className="grid-empty">{texts.nothingHere}</p>}
    </div>
  );
}

function Header({ host, column, sort, onSort }: DataGridProps & { column: ListColumn }): React.ReactElement {
  const sorted = sort?.column === column.key ? (sort.descending ? "descending" : "ascending") : undefined;
  return (
    <th scope="col" aria-sort={sorted ?? "none"} className={column.numeric ? "numeric" : ""} style={{ width: column.width }}>
      {onSort ? (
        <button type="button" onClick={() => onSort({ column: column.key, descending: sorted === "ascending" })} title={sorted && (sorted === "ascending" ? host.texts.sortAscending : host.texts.sortDescending)}>
          <span>{column.label}</span>{sorted && <Icon name={sorted === "ascending" ? "chevronUp" : "chevronDown"} size={12} />}
        </button>
      ) : <span>{column.label}</span>}
    </th>
  );
}

function Row({ host, columns, table, primaryName, selection, onSelect, row, id }: DataGridProps & { row: WebRow; id: string }): React.ReactElement {
  const chosen = selection?.includes(id) ?? false;
  const open = () => void host.navigate({ type: "entityrecord", table, id });
  const name = plain(row[primaryName]);
  return (
    <tr aria-selected={selection ? chosen : undefined} className={chosen ? "chosen" : ""} onDoubleClick={open}
      onClick={(event) => {
        if (onSelect && !(event.target as HTMLElement).closest("a, input, button")) onSelect(chosen && selection?.length === 1 ? [] : [id]);
      }}>
      {selection && onSelect && (
        <td className="select-cell">
          <input type="checkbox" aria-label={`${host.texts.select}: ${name}`} checked={chosen} onChange={() => onSelect(chosen ? selection.filter((s) => s !== id) : [...selection, id])} />
        </td>
      )}
      {columns.map((column) => {
        const text = cellText(row, column.property);
        const target: Page | undefined = column.property === primaryName ? { type: "entityrecord", table, id } : lookupPage(row, column.property);
        return (
          <td key={column.key} className={column.numeric ? "numeric" : ""} title={text}>
            {target && text ? <RecordLink host={host} page={target} text={text} /> : text}
          </td>
        );
      })}
    </tr>
  );
}

function lookupPage(row: WebRow, property: string): Page | undefined {
  const table = lookupTable(row, property);
  const id = plain(row[property]);
  return table && id && table !== "systemuser" && table !== "team" ? { type: "entityrecord", table, id } : undefined;
}

function RecordLink({ host, page, text }: { host: Host; page: Page; text: string }): React.ReactElement {
  return (
    <a href={pageUrl(page)} onClick={(event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      void host.navigate(page);
    }}>{text}</a>
  );
}
