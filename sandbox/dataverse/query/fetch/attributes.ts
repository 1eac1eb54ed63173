import type { Column, Table } from "../../metadata/types";
import { DataverseError } from "../../store/types";
import { isLookup, ownColumn } from "../columns";
import { notImitated } from "../errors";

/** The column that FetchXML names by its logical name. */
export function requireAttribute(table: Table, name: string): Column {
  const column = ownColumn(table, name);
  if (column) return column;
  const base = name.endsWith("name") ? ownColumn(table, name.slice(0, -4)) : undefined;
  if (base && (isLookup(base) || base.options)) throw notImitated(`the label column '${name}' in FetchXML; use '${base.logicalName}'`);
  throw new DataverseError(400, "0x80041103", `'${table.logicalName}' entity doesn't contain attribute with Name = '${name}' and NameMapping = 'Logical'.`);
}
