import { bareGuid, isSyncableTable, syncableTables } from "../../../model/request";
import { isReady } from "../check/ready";
import { listen, tell } from "../shared/channel";
import { clear, show } from "../shared/notices";
import { text } from "../shared/texts";

const changedNotification = "p2c_changedelsewhere";

/**
 * OnLoad of the main form of a table that is synced: keeps the form up to date after a sync, and the status control after
 * a save.
 * @param protect locks what the record's sync forbids to change; runs after each load and refresh
 * @param watch begins what else goes on while the record is open, and returns what ends it
 */
export function recordForm(protect: (form: Xrm.FormContext) => void, watch: (form: Xrm.FormContext) => () => void = () => () => undefined): (executionContext: Xrm.Events.EventContext) => void {
  /** Ends what an earlier record opened: one page shows many records, each with its own OnLoad. */
  let leave: () => void = () => undefined;
  return (executionContext) => {
    const form = executionContext.getFormContext();
    leave();
    const reloaded = () => { protect(form); };
    const stop = listen((message) => {
      if (!isRecordOf(form, message.table, message.id)) return;
      if (message.type === "finished") void showOutcome(form);
      if (message.type === "checking") void answer(form, message.check);
    });
    // The status control compares the saved values with those of the last sync, and cannot see the form save.
    const saved = (context: Xrm.Events.PostSaveEventContext) => {
      if (context.getEventArgs().getIsSaveSuccess()) tell({ type: "saved", table: form.data.entity.getEntityName(), id: bareGuid(form.data.entity.getId()) });
    };
    form.data.entity.addOnPostSave(saved);
    // Runs after each refresh too: a sync may link the record, or change what is locked, while its form is open.
    form.data.addOnLoad(reloaded);
    const unwatch = watch(form);
    leave = () => {
      stop();
      unwatch();
      form.data.entity.removeOnPostSave(saved);
      form.data.removeOnLoad(reloaded);
    };
    reloaded();
  };
}

function isRecordOf(form: Xrm.FormContext, table: string, id: string): boolean {
  const { entity } = form.data;
  return entity.getEntityName() === table && bareGuid(entity.getId()) === bareGuid(id);
}

/** Looks for the status control, as the command bar's Sync now does, whether the record can be synced. */
async function answer(form: Xrm.FormContext, check: string): Promise<void> {
  const table = form.data.entity.getEntityName();
  const id = bareGuid(form.data.entity.getId());
  // The same record may be open in another tab, where nobody pressed anything.
  if (!isSyncableTable(table) || document.visibilityState === "hidden") return;
  tell({ type: "looking", table, id, check });
  // A check that breaks down is no verdict; the backend judges by the record itself.
  const ready = await isReady(form, table).catch(() => true);
  tell({ type: "checked", table, id, check, ready });
}

/** Shows what a sync changed, but never over what somebody is typing. */
async function showOutcome(form: Xrm.FormContext): Promise<void> {
  clear(form, changedNotification);
  if (!form.data.getIsDirty()) {
    try {
      await form.data.refresh(false);
      return;
    } catch {
      // Told below; a later refresh may go well.
    }
  }
  offerRefresh(form);
}

/** Saving first keeps what was typed, and only the columns that somebody changed are written. */
function offerRefresh(form: Xrm.FormContext): void {
  const table = form.data.entity.getEntityName();
  const run = () => {
    clear(form, changedNotification);
    // A save that fails has said why on the form; the offer stands again.
    void Promise.resolve(form.data.refresh(form.data.getIsDirty())).catch(() => { offerRefresh(form); });
  };
  show(form, {
    id: changedNotification, level: "INFO", message: text("form.changedElsewhere"),
    action: { label: text("form.saveAndRefresh"), columns: isSyncableTable(table) ? [syncableTables[table].primaryName] : [], run },
  });
}
