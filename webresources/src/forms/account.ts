import { account, syncState } from "../../../model/generated/schema";
import { bareGuid } from "../../../model/request";
import { listen, tell } from "../shared/channel";
import { text } from "../shared/texts";

const numberColumn = "accountnumber";
const lockNotification = "p2c_numberlocked";
const changedNotification = "p2c_changedelsewhere";

/** Ends what an earlier record opened: one page shows many records, each with its own OnLoad. */
let leave: () => void = () => undefined;

/** OnLoad of the account's main form: locks the number of a linked account, keeps the form up to date after a sync, and the control after a save. */
export function onLoad(executionContext: Xrm.Events.EventContext): void {
  const form = executionContext.getFormContext();
  leave();
  const protect = () => { void protectNumber(form); };
  const stop = listen((message) => {
    if (message.type === "finished" && isRecordOf(form, message.table, message.id)) void showOutcome(form);
  });
  // The status control compares the saved values with those of the last sync, and cannot see the form save.
  const saved = (context: Xrm.Events.PostSaveEventContext) => {
    if (context.getEventArgs().getIsSaveSuccess()) tell({ type: "saved", table: form.data.entity.getEntityName(), id: bareGuid(form.data.entity.getId()) });
  };
  form.data.entity.addOnPostSave(saved);
  // Runs after each refresh too: a first sync links the account while its form is open.
  form.data.addOnLoad(protect);
  leave = () => {
    stop();
    form.data.entity.removeOnPostSave(saved);
    form.data.removeOnLoad(protect);
  };
  protect();
}

function isRecordOf(form: Xrm.FormContext, table: string, id: string): boolean {
  const { entity } = form.data;
  return entity.getEntityName() === table && bareGuid(entity.getId()) === bareGuid(id);
}

/**
 * The account number is the customer's key in SCM; changed afterwards it would make a second customer.
 * An account whose first sync failed has a state but no customer yet, and its number may be the very thing to mend.
 */
async function protectNumber(form: Xrm.FormContext): Promise<void> {
  const number = form.getAttribute<Xrm.Attributes.StringAttribute>(numberColumn);
  const link = form.getAttribute<Xrm.Attributes.LookupAttribute>(account.columns.syncStateId)?.getValue()?.[0];
  if (!number || !link || !(await hasCustomer(link.id))) return;
  number.controls.forEach((control) => {
    control.setDisabled(true);
    // A recommendation explains without blocking the save, which an error notification would do.
    control.addNotification({ messages: [text("account.numberLocked")], notificationLevel: "RECOMMENDATION", uniqueId: lockNotification });
  });
}

/** Whether a sync state names a customer in SCM; when it cannot be read the number is better left alone. */
async function hasCustomer(stateId: string): Promise<boolean> {
  try {
    const { scmKey } = syncState.columns;
    const state: Record<string, unknown> = await Xrm.WebApi.retrieveRecord(syncState.logicalName, bareGuid(stateId), `?$select=${scmKey}`);
    return Boolean(state[scmKey]);
  } catch {
    return true;
  }
}

/** Shows what a sync changed, but never over what somebody is typing. */
async function showOutcome(form: Xrm.FormContext): Promise<void> {
  form.ui.clearFormNotification(changedNotification);
  if (form.data.getIsDirty()) {
    form.ui.setFormNotification(text("account.changedElsewhere"), "INFO", changedNotification);
    return;
  }
  try {
    await form.data.refresh(false);
  } catch {
    form.ui.setFormNotification(text("account.changedElsewhere"), "INFO", changedNotification);
  }
}
