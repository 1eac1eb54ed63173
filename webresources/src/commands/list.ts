import { type SyncableTable, bareGuid, isSyncableTable } from "../../../model/request";
import { tell } from "../shared/channel";
import { inParallel, isOnline, newGuid, poll } from "../shared/client";
import { type Asked, type Outcome, askForSync, batchOutcomes } from "../shared/requests";
import { text } from "../shared/texts";
import { failureText } from "./form";

/** As many as the button allows; the enable rule in the ribbon says the same. */
export const mostRecords = 250;
const inFlight = 4;
/** The views "… that need attention in Supply Chain". */
export const attentionViews: Readonly<Record<SyncableTable, string>> = {
  account: "736cc0fd-fe86-595c-bcda-88691d4fde82",
  contact: "aff326db-9040-54ea-8afd-7bd92d4680c1",
  product: "48c53dae-2917-5d3e-94ab-0351219718b9",
  quote: "6224a53e-1da1-5337-b751-2e23459b1a85",
  salesorder: "5768ad66-bf33-55e3-b106-2a3073525220",
  invoice: "ecf00c7c-0ae9-5413-a345-c924ed669b54",
};

/** A chosen record, as the command parameter `SelectedControlSelectedItemReferences` gives it. */
export interface ItemReference {
  Id: string;
  Name: string;
}

/** Levels of app notifications. Source: Microsoft Learn, "addGlobalNotification". */
const level = { success: 1, error: 2, warning: 3, information: 4 } as const;

/** Enable rule of the button on lists. */
export function canSyncList(table: string): boolean {
  return isSyncableTable(table) && isOnline();
}

/**
 * The button on lists: one request per chosen record, all with one batch id, then a summary when they have ended
 * or two minutes have passed.
 */
export async function syncNowOnList(items: readonly ItemReference[], table: string, grid: Xrm.Controls.GridControl): Promise<void> {
  if (!isSyncableTable(table)) return;
  const records = [...new Map(items.map((item) => [bareGuid(item.Id), item.Name])).entries()];
  if (!isOnline()) return notify("error", text("command.offline")).then(() => undefined);
  if (records.length > mostRecords) return notify("error", text("list.tooMany", { count: mostRecords })).then(() => undefined);

  const batchId = newGuid();
  const asked = await requestAll(table, records, batchId);
  const created = asked.filter(({ kind }) => kind === "created").length;
  if (created > 0) {
    const notice = await notify("information", text("list.requested", { count: created }));
    const outcomes = await watchBatch(batchId, created);
    await Xrm.App.clearGlobalNotification(notice);
    await summarize(table, asked, outcomes);
    refresh(grid);
  } else {
    await summarize(table, asked, []);
  }
}

async function requestAll(table: SyncableTable, records: [string, string][], batchId: string): Promise<Asked[]> {
  let denied: Asked | undefined;
  Xrm.Utility.showProgressIndicator(text("list.progress", { count: records.length }));
  try {
    return await inParallel(records, inFlight, async ([id, name]) => {
      // Who may not ask once may not ask at all.
      if (denied) return denied;
      const asked = await askForSync(table, id, name, batchId);
      if (asked.kind === "failed" && asked.failure.kind === "denied") denied = asked;
      else tell({ type: "requested", table, id });
      return asked;
    });
  } finally {
    Xrm.Utility.closeProgressIndicator();
  }
}

/** Outcomes of a batch when all have one or the time is up; undefined when they could not be read at all. */
async function watchBatch(batchId: string, count: number): Promise<Outcome[] | undefined> {
  let latest: Outcome[] | undefined;
  await poll(async () => {
    latest = await batchOutcomes(batchId);
    return latest.length >= count ? latest : undefined;
  });
  return latest;
}

async function summarize(table: SyncableTable, asked: readonly Asked[], outcomes: readonly Outcome[] | undefined): Promise<void> {
  const failures = asked.flatMap((one) => (one.kind === "failed" ? [one.failure] : []));
  const created = asked.filter(({ kind }) => kind === "created").length;
  const open = asked.filter(({ kind }) => kind === "open").length;
  const inSync = (outcomes ?? []).filter((outcome) => outcome === "inSync").length;
  const excluded = (outcomes ?? []).filter((outcome) => outcome === "excluded").length;
  const attention = (outcomes ?? []).length - inSync - excluded;
  const parts: string[] = [];
  if (inSync) parts.push(text("list.summaryInSync", { count: inSync }));
  if (excluded) parts.push(text("list.summaryExcluded", { count: excluded }));
  if (attention) parts.push(text("list.summaryAttention", { count: attention }));
  if (!outcomes) parts.push(text("list.summaryUnknown", { count: created }));
  else if (created > outcomes.length) parts.push(text("list.summaryWaiting", { count: created - outcomes.length }));
  if (open) parts.push(text("list.summaryAlready", { count: open }));
  const [failure] = failures;
  if (failure) parts.push(text("list.summaryNotRequested", { count: failures.length, message: failureText(failure).replace(/\.$/, "") }));

  const kind = failure ? "error" : attention || !outcomes ? "warning" : inSync === asked.length ? "success" : "information";
  await notify(kind, text("list.summaryTitle", { parts: parts.join(" · ") }), attention ? showAttention(table) : undefined);
}

function notify(kind: keyof typeof level, message: string, action?: Xrm.App.Action): Promise<string> {
  const options = { type: 2, level: level[kind] as XrmEnum.AppNotificationLevel, message, showCloseButton: true, ...(action ? { action } : {}) };
  return Promise.resolve(Xrm.App.addGlobalNotification(options));
}

function showAttention(table: SyncableTable): Xrm.App.Action {
  return {
    actionLabel: text("list.actionAttention"),
    eventHandler: () => {
      void Xrm.Navigation.navigateTo({ pageType: "entitylist", entityName: table, viewId: attentionViews[table], viewType: "savedquery" });
    },
  };
}

/** The list may be gone by now; then there is nothing to refresh. */
function refresh(grid: Xrm.Controls.GridControl): void {
  try {
    grid.refresh();
  } catch {
    // Left for another page.
  }
}
