import type { PlatformTable } from "../../dataverse/platform";
import { bare } from "../api/webApi";
import type { Host } from "../host";
import { fill } from "../texts";
import type { CommandContext } from "./rules";
import { told } from "./standard";

/** Deletes the record of the open form, after asking, and goes to its list. */
export async function removePrimary(host: Host): Promise<void> {
  const { form } = host;
  const id = form?.session.model.id;
  if (!form || id === undefined) return;
  await remove(host, form.session.model.table, [id], async () => {
    form.discard();
    await form.close();
  });
}

/** Deletes the records chosen in a list or sub-grid, after asking, and reads it anew. */
export async function removeSelected(host: Host, { table, selection, selectedControl }: CommandContext): Promise<void> {
  await remove(host, table, selection.map(({ Id }) => bare(Id)), () => {
    if (isRefreshed(selectedControl)) selectedControl.refresh();
    return Promise.resolve();
  });
}

function isRefreshed(control: unknown): control is { refresh: () => void } {
  return control !== null && typeof control === "object" && "refresh" in control && typeof control.refresh === "function";
}

async function remove(host: Host, table: PlatformTable, ids: readonly string[], afterwards: () => Promise<void>): Promise<void> {
  const { texts, overlays } = host;
  const text = ids.length > 1 ? fill(texts.deleteManyText, ids.length) : fill(texts.deleteText, table.label.toLowerCase());
  const answer = await overlays.ask({ kind: "confirm", title: texts.deleteTitle, text, confirmLabel: texts.delete, cancelLabel: texts.cancel });
  if (answer !== "confirm") return;
  await told(host, async () => {
    for (const id of ids) await host.webApi.deleteRecord(table.logicalName, id);
    await afterwards();
  });
}
