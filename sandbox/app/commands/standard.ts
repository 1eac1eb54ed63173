import type { PlatformTable } from "../../dataverse/platform";
import type { FormController } from "../form/controller";
import { saveModes } from "../form/events";
import { messageOf } from "../api/errors";
import type { Host } from "../host";
import { fill } from "../texts";
import type { IconName } from "../views/icons";
import type { ItemReference } from "./rules";

/** A command of the host itself. */
export interface StandardCommand {
  id: string;
  label: string;
  icon: IconName;
  /** Where it stands among the solution's commands, which carry sequence numbers of the real bar. */
  sequence: number;
  run: () => Promise<void>;
}

/** Commands of a form, as the user's privileges and the record's state allow. */
export function formCommands(host: Host, controller: FormController): StandardCommand[] {
  const { texts } = host;
  const { model, session } = { model: controller.session.model, session: controller.session };
  const { table } = model;
  const exists = model.id !== undefined;
  const active = Number(model.row["statecode"] ?? 0) === 0;
  const maySave = exists ? active && table.privileges.write : table.privileges.create;
  const commands: StandardCommand[] = [];
  if (maySave) {
    commands.push(
      { id: "save", label: texts.save, icon: "save", sequence: 10, run: async () => void (await controller.trySave()) },
      { id: "saveAndClose", label: texts.saveAndClose, icon: "saveClose", sequence: 11, run: async () => void (await controller.trySave(saveModes.saveAndClose)) },
    );
  }
  if (table.privileges.create) commands.push({ id: "new", label: texts.new, icon: "add", sequence: 12, run: () => openNew(host, table.logicalName) });
  if (exists && table.privileges.write && isActiveOrInactive(table)) {
    commands.push(active
      ? { id: "deactivate", label: texts.deactivate, icon: "deactivate", sequence: 30, run: () => changeState(host, table, [idOf(controller)], false, () => controller.setState(false)) }
      : { id: "activate", label: texts.activate, icon: "activate", sequence: 30, run: () => changeState(host, table, [idOf(controller)], true, () => controller.setState(true)) });
  }
  if (exists) commands.push({ id: "refresh", label: texts.refresh, icon: "refresh", sequence: 50, run: () => session.refresh(true) });
  return commands;
}

/** Commands of a list; `selection` are the rows chosen in it. */
export function listCommands(host: Host, table: PlatformTable, selection: readonly ItemReference[], refresh: () => void): StandardCommand[] {
  const { texts } = host;
  const ids = selection.map((item) => item.Id);
  const first = ids[0];
  const commands: StandardCommand[] = [];
  const afterwards = () => {
    refresh();
    return Promise.resolve();
  };
  if (table.privileges.create) commands.push({ id: "new", label: texts.new, icon: "add", sequence: 10, run: () => openNew(host, table.logicalName) });
  if (ids.length === 1 && first !== undefined && table.privileges.write) {
    commands.push({
      id: "edit", label: texts.edit, icon: "edit", sequence: 11,
      run: async () => void (await host.navigate({ type: "entityrecord", table: table.logicalName, id: first })),
    });
  }
  if (ids.length > 0 && table.privileges.write && isActiveOrInactive(table)) {
    const set = async (active: boolean) => {
      for (const id of ids) await host.webApi.updateRecord(table.logicalName, id, { statecode: active ? 0 : 1 });
      refresh();
    };
    commands.push(
      { id: "activate", label: texts.activate, icon: "activate", sequence: 30, run: () => changeState(host, table, ids, true, () => set(true)) },
      { id: "deactivate", label: texts.deactivate, icon: "deactivate", sequence: 31, run: () => changeState(host, table, ids, false, () => set(false)) },
    );
  }
  commands.push({ id: "refresh", label: texts.refresh, icon: "refresh", sequence: 50, run: afterwards });
  return commands;
}

/** Whether the table knows two states alone; those of documents and products change by commands of their own. */
function isActiveOrInactive(table: PlatformTable): boolean {
  return table.columns.find((column) => column.logicalName === "statecode")?.options?.length === 2;
}

const idOf = (controller: FormController): string => controller.session.model.id ?? "";

async function openNew(host: Host, table: string): Promise<void> {
  await host.navigate({ type: "entityrecord", table });
}

async function changeState(host: Host, table: PlatformTable, ids: string[], activate: boolean, run: () => Promise<void>): Promise<void> {
  const { texts, overlays } = host;
  const answer = await overlays.ask({
    kind: "confirm", title: activate ? texts.activateTitle : texts.deactivateTitle,
    text: fill(activate ? texts.activateText : texts.deactivateText, (ids.length > 1 ? table.collectionLabel : table.label).toLowerCase()),
    confirmLabel: activate ? texts.activate : texts.deactivate, cancelLabel: texts.cancel,
  });
  if (answer === "confirm") await told(host, run);
}

/** Runs something that the server may refuse, and shows the refusal. */
export async function told(host: Host, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    await host.overlays.ask({ kind: "error", title: host.texts.error, text: messageOf(error) });
  }
}
