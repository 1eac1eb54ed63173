import { bareGuid } from "../../model/request";

/** Which record a control stands on. */
export type HostRecord =
  | { kind: "record"; table: string; id: string; name?: string }
  /** The form shows a record that has never been saved. */
  | { kind: "unsaved" }
  /** The host does not tell, and no property does. */
  | { kind: "unknown" };

/** What model-driven clients hand to a control about its record; supplied for years, though not in the published types. */
interface Place {
  entityTypeName?: unknown;
  entityId?: unknown;
  entityRecordName?: unknown;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const emptyGuid = "00000000-0000-0000-0000-000000000000";

/**
 * The record of a control: what its properties say, else what the client says (`mode.contextInfo`, then `page`).
 * A property given alone is joined with the client's other half only when both speak of the same table.
 * @param context the control's context
 * @param tableName logical name from a property, or blank
 * @param recordId GUID from a property (braces allowed), or blank
 */
export function hostRecord(context: object, tableName?: string | null, recordId?: string | null): HostRecord {
  const host = context as { mode?: { contextInfo?: Place }; page?: Place };
  const place = [host.mode?.contextInfo, host.page].find((p) => text(p?.entityTypeName) !== "");
  const hostTable = text(place?.entityTypeName);
  const table = text(tableName) || hostTable;
  const sameTable = table === hostTable;
  const id = bareGuid(text(recordId) || (sameTable ? text(place?.entityId) : ""));

  if (table === "") return { kind: "unknown" };
  if (id === "" || id === emptyGuid) return sameTable ? { kind: "unsaved" } : { kind: "unknown" };
  if (!guid.test(id)) return { kind: "unknown" };
  const name = sameTable ? text(place?.entityRecordName) : "";
  return { kind: "record", table, id, ...(name ? { name } : {}) };
}

function text(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}
