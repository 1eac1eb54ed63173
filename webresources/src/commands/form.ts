import { type SyncableTable, bareGuid, isSyncableTable } from "../../../model/request";
import { listen, tell } from "../shared/channel";
import { isOnline, poll, sleep } from "../shared/client";
import type { Failure } from "../shared/failure";
import { clearNotice, isReady, nameOf, notice } from "../check/ready";
import { type Outcome, askForSync, openRequestId, requestOutcome } from "../shared/requests";
import { text } from "../shared/texts";

const supplyChainTab = "p2c_supplychain";
/** How long a notice that asks for nothing stays, in milliseconds. */
const noticeTime = 15_000;

/** Records whose click is still being worked on, so that an impatient second click does not save twice. */
const busy = new Set<string>();

/** Enable rule of the button on a form: an existing record of a table that can be synced, and a connection. */
export function canSyncForm(form: Xrm.FormContext): boolean {
  const { entity } = form.data;
  return isSyncableTable(entity.getEntityName()) && entity.getId() !== "" && isOnline();
}

/** The button on a form: saves what is open, asks for a sync, and says how it came out. */
export async function syncNowOnForm(form: Xrm.FormContext): Promise<void> {
  const table = form.data.entity.getEntityName();
  const id = bareGuid(form.data.entity.getId());
  if (!isSyncableTable(table) || busy.has(id)) return;
  busy.add(id);
  try {
    if (await isReady(form, table)) await ask(form, table, id);
  } finally {
    busy.delete(id);
  }
}

async function ask(form: Xrm.FormContext, table: SyncableTable, id: string): Promise<void> {
  const asked = await askForSync(table, id, nameOf(form));
  if (asked.kind === "failed") {
    notice(form, "ERROR", failureText(asked.failure));
    return;
  }
  tell({ type: "requested", table, id });
  notice(form, "INFO", text(asked.kind === "open" ? "command.alreadyRunning" : "command.requested"));
  const watched = isControlOpen(form)
    ? watchControl(table, id)
    : watchRequest(table, id, asked.kind === "created" ? asked.requestId : undefined);
  // Not awaited: the button is free again at once.
  void watched.then((outcome) => { report(form, table, id, outcome); });
}

/** Waits until the status control says that the sync has ended, at most as long as a notice stays. */
function watchControl(table: SyncableTable, id: string): Promise<"shown"> {
  return new Promise((resolve) => {
    const done = () => { stop(); resolve("shown"); };
    const stop = listen((message) => {
      if (message.type === "finished" && message.table === table && bareGuid(message.id) === id) done();
    });
    void sleep(noticeTime).then(done);
  });
}

/** Watches the request itself: nobody else does while the status control is not on screen. */
async function watchRequest(table: SyncableTable, id: string, requestId: string | undefined): Promise<Outcome | "waiting"> {
  let watched = requestId;
  const outcome = await poll(async () => {
    watched ??= await openRequestId(table, id);
    return watched === undefined ? ("ended" as const) : requestOutcome(watched);
  });
  // The request that was open had ended before it was found: nothing is known, and nothing stands still.
  return outcome === "ended" || outcome === undefined ? "waiting" : outcome;
}

function report(form: Xrm.FormContext, table: SyncableTable, id: string, outcome: Outcome | "waiting" | "shown"): void {
  if (outcome === "inSync" || outcome === "excluded" || outcome === "attention" || outcome === "cancelled") tell({ type: "finished", table, id });
  // The user may have gone on to another record of the same form meanwhile.
  if (bareGuid(form.data.entity.getId()) !== id) return;
  if (outcome === "shown") {
    clearNotice(form);
    return;
  }
  notice(form, outcome === "attention" ? "WARNING" : "INFO", text(`outcome.${outcome}`));
  if (outcome !== "attention") void sleep(noticeTime).then(() => clearNotice(form));
}

function isControlOpen(form: Xrm.FormContext): boolean {
  // A customizer may have taken the tab off; the published types do not say that `get` answers null then.
  const tab: Xrm.Controls.Tab | null = form.ui.tabs.get(supplyChainTab);
  return tab !== null && tab.getVisible() && tab.getDisplayState() === "expanded";
}

/** What to tell about a request that could not be made. */
export function failureText({ kind, message }: Failure): string {
  if (kind === "denied") return text("command.denied");
  return kind === "throttled" ? text("command.throttled") : text("command.failed", { message });
}
