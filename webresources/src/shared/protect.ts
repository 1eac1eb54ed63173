import { syncState } from "../../../model/generated/schema";
import { bareGuid } from "../../../model/request";
import type { StringKey } from "../generated/strings";
import { type NoticeAction, show } from "./notices";
import { text } from "./texts";

const numberNotification = "p2c_numberlocked";
const formNotification = "p2c_formlocked";

/**
 * Locks the column that is the record's key in SCM: changed afterwards it would make a second record there.
 * A record whose first sync failed has a state but no key yet, and its number may be the very thing to mend.
 * @param stateColumn the record's lookup to its sync state
 */
export async function protectNumber(form: Xrm.FormContext, numberColumn: string, stateColumn: string, reason: StringKey): Promise<void> {
  const number = form.getAttribute<Xrm.Attributes.StringAttribute>(numberColumn);
  const link = form.getAttribute<Xrm.Attributes.LookupAttribute>(stateColumn)?.getValue()?.[0];
  if (!number || !link || !(await hasKey(link.id))) return;
  number.controls.forEach((control) => {
    control.setDisabled(true);
    // A recommendation explains without blocking the save, which an error notification would do.
    control.addNotification({ messages: [text(reason)], notificationLevel: "RECOMMENDATION", uniqueId: numberNotification });
  });
}

/** Whether a sync state names a record in SCM; when it cannot be read the number is better left alone. */
async function hasKey(stateId: string): Promise<boolean> {
  try {
    const { scmKey } = syncState.columns;
    const state: Record<string, unknown> = await Xrm.WebApi.retrieveRecord(syncState.logicalName, bareGuid(stateId), `?$select=${scmKey}`);
    return Boolean(state[scmKey]);
  } catch {
    return true;
  }
}

/**
 * Makes a form read-only and says why. The status control stays in use: it writes nothing on the record.
 * @param action what else can be done, e.g. to open the record where it is changed
 */
export function lockForm(form: Xrm.FormContext, reason: StringKey, action?: NoticeAction): void {
  form.ui.controls.forEach((control) => {
    if (isLockable(control)) control.setDisabled(true);
  });
  show(form, { id: formNotification, level: "INFO", message: text(reason), ...(action ? { action } : {}) });
}

/** Sub-grids, timers and web resources have nothing to lock. */
function isLockable(control: Xrm.Controls.Control): control is Xrm.Controls.StandardControl {
  return typeof (control as Partial<Xrm.Controls.StandardControl>).setDisabled === "function";
}

/** Whether a yes/no column says yes; a column that is not on the form does not. */
export function isYes(form: Xrm.FormContext, column: string): boolean {
  return form.getAttribute<Xrm.Attributes.BooleanAttribute>(column)?.getValue() === true;
}
