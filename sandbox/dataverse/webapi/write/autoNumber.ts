import { randomInt } from "node:crypto";
import type { Store } from "../../store/store";

/** Where Dataverse begins to count unless a seed is set. */
const firstNumber = 1000;
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/**
 * Next value of an auto-number column.
 * Source: Microsoft, "Auto-numbering" – `{SEQNUM:n}` (at least n digits), `{RANDSTRING:n}` (1 to 6), `{DATETIMEUTC:format}`.
 * @param now ISO 8601 UTC
 */
export function nextAutoNumber(store: Store, table: string, column: string, format: string, now: string): string {
  return format.replace(/\{(SEQNUM|RANDSTRING|DATETIMEUTC):([^}]+)\}/g, (_whole, kind: string, argument: string) => {
    if (kind === "SEQNUM") return String(store.nextNumber(`${table}.${column}`, firstNumber)).padStart(Number(argument), "0");
    if (kind === "RANDSTRING") return Array.from({ length: Number(argument) }, () => letters.charAt(randomInt(letters.length))).join("");
    return formatDate(argument, now);
  });
}

function formatDate(format: string, now: string): string {
  const parts: Record<string, string> = {
    yyyy: now.slice(0, 4), yy: now.slice(2, 4), MM: now.slice(5, 7), dd: now.slice(8, 10),
    HH: now.slice(11, 13), hh: now.slice(11, 13), mm: now.slice(14, 16), ss: now.slice(17, 19),
  };
  return format.replace(/yyyy|yy|MM|dd|HH|hh|mm|ss/g, (part) => parts[part] ?? part);
}
