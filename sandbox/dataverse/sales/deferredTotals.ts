import type { Session } from "../webapi/session";
import type { OpenDocument } from "./documents";
import { recalculate } from "./headerRules";

/**
 * Runs work that writes many lines, and totals each document once, at its end: a long document is not gone through for
 * each of its lines.
 */
export function withDeferredTotals<T>(session: Session, work: () => T): T {
  if (session.openDocuments) return work();
  const open = (session.openDocuments = new Map<string, OpenDocument>());
  try {
    const result = work();
    delete session.openDocuments;
    for (const [headerId, { document }] of open) recalculate(session, document, headerId);
    return result;
  } finally {
    delete session.openDocuments;
  }
}
