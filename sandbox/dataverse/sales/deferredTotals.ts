import type { Session } from "../webapi/session";
import { recalculate } from "./headerRules";

/**
 * Runs work that writes many lines, and totals each document once, at its end: a long document is not gone through for
 * each of its lines.
 */
export function withDeferredTotals<T>(session: Session, work: () => T): T {
  if (session.openDocuments) return work();
  deferTotals(session);
  try {
    const result = work();
    settleTotals(session);
    return result;
  } finally {
    delete session.openDocuments;
  }
}

/** From now on totals wait for `settleTotals`. */
export function deferTotals(session: Session): void {
  session.openDocuments = new Map();
}

/** Totals every document that has been waiting. */
export function settleTotals(session: Session): void {
  const open = session.openDocuments ?? new Map<string, never>();
  delete session.openDocuments;
  for (const [headerId, { document }] of open) recalculate(session, document, headerId);
}
