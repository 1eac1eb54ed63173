import type { ListQuery } from "../query";
import type { Table } from "../metadata/types";
import { idOf, numberOf } from "../store/lookup";
import { DataverseError, type Row } from "../store/types";
import { badSyntax } from "./errors";
import type { Session } from "./session";

/** How long tokens live: the organisation's `expirechangetrackingindays`. */
const horizonMs = 7 * 24 * 3600 * 1000;
const largestPage = 5000;

/** A changed row, or the id of one that is gone. */
export interface ChangeEntry {
  id: string;
  row?: Row;
}

export interface Changes {
  entries: ChangeEntry[];
  /** Continues behind the last entry. */
  token: string;
  more: boolean;
}

/**
 * Refuses tracking where Dataverse does.
 * @throws DataverseError 400 when the table does not track changes or the query filters, sorts, expands or limits
 */
export function demandTracking(table: Table, query: ListQuery): void {
  if (!table.changeTracking) throw new DataverseError(400, "0x80044350", `Entity: ${table.logicalName} isn't enabled for change tracking.`);
  if (query.filter || query.orderBy.length > 0 || query.expand.length > 0 || query.top !== undefined) {
    throw badSyntax("The query options $filter, $orderby, $expand and $top cannot be used with change tracking.");
  }
}

/** Token for what changes from now on, e.g. `919042!08/22/2017 08:10:44`. */
export function firstToken(session: Session): string {
  return tokenAt(session, session.organization.store.version);
}

/**
 * What has changed since a token, oldest change first.
 * @param pageSize most entries to give
 * @throws DataverseError 400 for a token that is none, or that is older than seven days
 */
export function changedSince(session: Session, table: Table, token: string, pageSize = largestPage): Changes {
  const { store, clock } = session.organization;
  const match = /^(\d+)!(\d{2})\/(\d{2})\/(\d{4}) (\d{2}:\d{2}:\d{2})$/.exec(token);
  if (!match) throw badSyntax(`The delta token '${token}' is not one of this service.`);
  const [, version = "0", month, day, year, time] = match;
  if (clock.now() - Date.parse(`${year}-${month}-${day}T${time}Z`) > horizonMs) {
    throw new DataverseError(400, "0x80044352", "Version stamp associated with the client has expired. Please perform a full sync.");
  }
  const since = Number(version);
  const changed: { version: number; entry: ChangeEntry }[] = [];
  for (const row of session.rows.all(table.logicalName)) {
    const at = numberOf(row, "versionnumber") ?? 0;
    if (at > since) changed.push({ version: at, entry: { id: idOf(table, row), row } });
  }
  for (const { id, version: at } of store.deletedSince(table.logicalName, since)) {
    if (!store.find(table.logicalName, id)) changed.push({ version: at, entry: { id } });
  }
  changed.sort((a, b) => a.version - b.version);
  const page = changed.slice(0, Math.min(pageSize, pageSize === Infinity ? Infinity : largestPage));
  const more = page.length < changed.length;
  const last = page.at(-1)?.version;
  return { entries: page.map(({ entry }) => entry), more, token: more && last !== undefined ? tokenAt(session, last) : firstToken(session) };
}

/** Address that gives the changes from a token on. */
export function deltaLink(listUrl: string, rawQuery: string, token: string): string {
  const kept = rawQuery.split("&").filter((part) => part !== "" && !/^(\$|%24)(deltatoken|skiptoken)=/i.test(part));
  return `${listUrl}?${[...kept, `$deltatoken=${encodeURIComponent(token).replace(/!/g, "%21")}`].join("&")}`;
}

function tokenAt(session: Session, version: number): string {
  const now = new Date(session.organization.clock.now()).toISOString();
  return `${version}!${now.slice(5, 7)}/${now.slice(8, 10)}/${now.slice(0, 4)} ${now.slice(11, 19)}`;
}
