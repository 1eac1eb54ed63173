import type { Table } from "../../metadata/types";
import { ids } from "../../../data/ids";
import { lookupOf, numberOf, textOf } from "../../store/lookup";
import { DataverseError, type LookupValue, type Row } from "../../store/types";
import { divide } from "../decimal";
import type { Session } from "../session";
import { nextAutoNumber } from "./autoNumber";
import { factsOf } from "./tableFacts";

const user = (id: string): LookupValue => ({ id, table: "systemuser" });

/** Columns that the platform fills when a row is created. `sent` is what the caller gave. */
export function createdValues(session: Session, table: Table, sent: Row): Row {
  const { principal, callerUserId, now, organization } = session;
  const delegate = callerUserId === principal.userId ? null : user(callerUserId);
  const facts = factsOf(table);
  const values: Row = { ...facts.defaults };
  for (const { column, format } of facts.autoNumbers) {
    if (!sent[column]) values[column] = nextAutoNumber(organization.store, table.logicalName, column, format, now);
  }
  const system: Row = {
    createdon: now, createdby: user(principal.userId), createdonbehalfby: delegate,
    modifiedon: now, modifiedby: user(principal.userId), modifiedonbehalfby: delegate,
  };
  for (const [name, value] of Object.entries(system)) if (table.columns[name]) values[name] = value;
  return values;
}

/** Columns that the platform fills on every update. */
export function modifiedValues(session: Session, table: Table): Row {
  const { principal, callerUserId, now } = session;
  if (!table.columns.modifiedon) return {};
  return {
    modifiedon: now, modifiedby: user(principal.userId),
    modifiedonbehalfby: callerUserId === principal.userId ? null : user(callerUserId),
  };
}

/** Owner of a new row and what follows from it: the owning user or team, and the owner's business unit. */
export function ownerValues(session: Session, table: Table, owner: LookupValue): Row {
  if (!table.columns.ownerid) return {};
  const { store } = session.organization;
  const row = store.find(owner.table, owner.id);
  const unit = row && lookupOf(row, "businessunitid");
  return {
    ownerid: owner,
    owninguser: owner.table === "systemuser" ? owner : null,
    owningteam: owner.table === "team" ? owner : null,
    owningbusinessunit: unit ?? null,
  };
}

/**
 * State and status of a row, which go together: a status belongs to one state, a state has a first status.
 * @param before the row so far; undefined for a new row
 * @throws DataverseError 400 0x80048408 when the status does not belong to the state
 */
export function stateValues(table: Table, sent: Row, before: Row | undefined): Row {
  const state = table.columns.statecode;
  const status = table.columns.statuscode;
  if (!state) return {};
  const reasons = status?.options ?? [];
  const stateOf = (value: number | undefined): number | undefined => reasons.find((o) => o.value === value)?.state;
  const sentStatus = numberOf(sent, "statuscode");
  const sentState = numberOf(sent, "statecode");
  if (before && sentState === undefined && sentStatus === undefined) return {};
  const current = before ? numberOf(before, "statecode") : undefined;
  const initial = typeof state.default === "number" ? state.default : (state.options?.[0]?.value ?? 0);
  const newState = sentState ?? stateOf(sentStatus) ?? current ?? initial;
  const kept = before && stateOf(numberOf(before, "statuscode")) === newState ? numberOf(before, "statuscode") : undefined;
  const preset = typeof status?.default === "number" && stateOf(status.default) === newState ? status.default : undefined;
  const newStatus = sentStatus ?? kept ?? preset ?? reasons.find((o) => o.state === newState)?.value;
  if (sentStatus !== undefined && stateOf(sentStatus) !== undefined && stateOf(sentStatus) !== newState) {
    throw new DataverseError(400, "0x80048408", `${sentStatus} is not a valid status code for state code ${newState} on ${table.logicalName}.`);
  }
  return { statecode: newState, ...(newStatus === undefined ? {} : { statuscode: newStatus }) };
}

/**
 * Currency and amounts in the base currency. A row gets the organisation's currency once it holds an amount, or when
 * its table requires a currency.
 * @param row everything else already in it
 */
export function moneyValues(session: Session, table: Table, row: Row): Row {
  const currencyColumn = table.columns.transactioncurrencyid;
  // On the currency table itself the column is the primary key.
  if (!currencyColumn || table.primaryId === currencyColumn.logicalName) return {};
  const { amounts } = factsOf(table);
  const holdsAmount = amounts.some(({ column }) => textOf(row, column) !== undefined);
  const needed = holdsAmount || currencyColumn.required === "required" || currencyColumn.required === "systemrequired";
  const currency = lookupOf(row, "transactioncurrencyid") ?? (needed ? { id: ids.baseCurrency, table: "transactioncurrency" } : undefined);
  if (!currency) return {};
  const currencyRow = session.organization.store.find("transactioncurrency", currency.id);
  const rate = (currencyRow && textOf(currencyRow, "exchangerate")) ?? "1";
  const values: Row = { transactioncurrencyid: currency };
  if (table.columns.exchangerate) values.exchangerate = rate;
  const isBase = /^1(\.0*)?$/.test(rate);
  for (const { column, base } of amounts) {
    if (base === undefined) continue;
    const amount = textOf(row, column);
    values[base] = amount === undefined ? null : isBase ? amount : (divide(amount, rate, 4) ?? null);
  }
  return values;
}

/** Columns computed from others: full names and composed addresses. */
export function computedValues(table: Table, row: Row): Row {
  const values: Row = {};
  if (table.columns.fullname && table.columns.firstname && table.columns.lastname) {
    // Name order "first last" is what an English organisation begins with.
    values.fullname = joined(row, ["firstname", "lastname"], " ") ?? null;
  }
  for (const prefix of factsOf(table).addresses) values[`${prefix}composite`] = composite(row, prefix);
  return values;
}

function composite(row: Row, prefix: string): string | null {
  const lines = ["line1", "line2", "line3"].map((part) => textOf(row, prefix + part));
  const region = joined(row, [`${prefix}stateorprovince`, `${prefix}postalcode`], " ");
  const city = [textOf(row, `${prefix}city`), region].filter(Boolean).join(", ");
  const text = [...lines, city, textOf(row, `${prefix}country`)].filter(Boolean).join("\r\n");
  return text === "" ? null : text;
}

function joined(row: Row, columns: string[], separator: string): string | undefined {
  const parts = columns.map((column) => textOf(row, column)).filter(Boolean);
  return parts.length === 0 ? undefined : parts.join(separator);
}
