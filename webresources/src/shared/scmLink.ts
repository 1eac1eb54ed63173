import { syncState } from "../../../model/generated/schema";
import { bareGuid, isSyncableTable, syncableTables } from "../../../model/request";
import { type NoticeAction, show } from "./notices";
import { text } from "./texts";

const notification = "p2c_scmlink";
const { scmUrl } = syncState.columns;

/** The action that opens the form's record in SCM; it reads the address only when it is used. */
export function openInScm(form: Xrm.FormContext): NoticeAction {
  const table = form.data.entity.getEntityName();
  return {
    label: text("form.openInScm"), columns: isSyncableTable(table) ? [syncableTables[table].primaryName] : [],
    run: () => { void open(form); },
  };
}

async function open(form: Xrm.FormContext): Promise<void> {
  const url = await addressOf(form).catch(() => undefined);
  if (url === undefined) show(form, { id: notification, level: "INFO", message: text("form.noScmLink") });
  else Xrm.Navigation.openUrl(url);
}

/** Address of the record in SCM: of its sync state, which a closed document may not be able to link. */
async function addressOf(form: Xrm.FormContext): Promise<string | undefined> {
  const table = form.data.entity.getEntityName();
  if (!isSyncableTable(table)) return undefined;
  const { primaryId, stateNavigation, ...links } = syncableTables[table];
  const closing = "closing" in links ? links.closing : undefined;
  const expand = [`${stateNavigation}($select=${scmUrl})`, ...(closing ? [`${closing.stateOfRecord}($select=${scmUrl};$top=1)`] : [])];
  const row: Record<string, unknown> = await Xrm.WebApi.retrieveRecord(table, bareGuid(form.data.entity.getId()), `?$select=${primaryId}&$expand=${expand.join(",")}`);
  const states = [row[stateNavigation], ...(closing ? (row[closing.stateOfRecord] as unknown[] | undefined) ?? [] : [])];
  return states.map((state) => (state as Record<string, unknown> | null | undefined)?.[scmUrl]).find((url): url is string => typeof url === "string" && /^https?:\/\//i.test(url));
}
