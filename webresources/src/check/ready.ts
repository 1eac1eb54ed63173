import type { SyncableTable } from "../../../model/request";
import type { StringKey } from "../generated/strings";
import { isOnline } from "../shared/client";
import { text } from "../shared/texts";
import { formFindings, lineFindings, tellFindings } from "./precheck";

const notification = "p2c_syncnow";

/**
 * Saves what is open, and says on the form what keeps the record from being synced.
 * @returns whether the record stands in Dataverse as the form shows it, with nothing missing
 */
export async function isReady(form: Xrm.FormContext, table: SyncableTable): Promise<boolean> {
  clearNotice(form);
  if (!isOnline()) return refuse(form, "command.offline");
  const findings = formFindings(form, table);
  if (!tellFindings(form, findings)) return false;
  if (!nameOf(form)) return refuse(form, "command.nameMissing");
  if (form.data.getIsDirty()) {
    try {
      await form.data.save();
    } catch {
      return refuse(form, "command.notSaved");
    }
    // A save that a script or a duplicate dialog cancelled does not reject everywhere.
    if (form.data.getIsDirty()) return refuse(form, "command.notSaved");
  }
  const lines = await lineFindings(form, table);
  return lines.length === 0 || tellFindings(form, [...findings, ...lines]);
}

/** The record's name as the form shows it, blank while it has none. */
export function nameOf(form: Xrm.FormContext): string {
  return ((form.data.entity.getPrimaryAttributeValue() as string | null) ?? "").trim();
}

/** Tells above the form how a sync stands. */
export function notice(form: Xrm.FormContext, level: Xrm.FormNotificationLevel, message: string): void {
  // A notification of the same id is not replaced but refused.
  clearNotice(form);
  form.ui.setFormNotification(message, level, notification);
}

/** Takes it back. */
export function clearNotice(form: Xrm.FormContext): void {
  form.ui.clearFormNotification(notification);
}

function refuse(form: Xrm.FormContext, key: StringKey): false {
  notice(form, "ERROR", text(key));
  return false;
}
