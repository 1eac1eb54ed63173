import type { PlatformTable } from "../../dataverse/platform";
import { messageOf } from "../api/errors";
import { plain, type WebRow } from "../api/rows";
import { Store } from "../store";
import { Handlers, SaveEventArgs, saveModes, type ExecutionContext } from "./events";
import { errorsOf, fieldError, type AttributeState, type FormModel } from "./model";
import type { ClientValue } from "./values";

/** What a form session needs from outside. */
export interface SessionServices {
  retrieve(table: string, id: string, options: string): Promise<WebRow>;
  create(table: string, data: Record<string, unknown>): Promise<{ id: string }>;
  update(table: string, id: string, data: Record<string, unknown>): Promise<unknown>;
  tableOf(name: string): Promise<Pick<PlatformTable, "entitySet">>;
  /** The context that handlers of this form are called with. */
  executionContext(source: unknown, args: unknown): ExecutionContext;
  /** A script failed. */
  scriptError(error: unknown): void;
  texts: { requiredMissing: string; fixFields: string };
}

/** Arguments of the OnPostSave event. */
export interface PostSaveArgs {
  getEntityReference(): { id: string; entityType: string; name: string };
  getIsSaveSuccess(): boolean;
  getSaveErrorInfo(): unknown;
}

export type SaveOutcome = "saved" | "prevented" | "invalid";

/** One record open on a form: reads it, saves it, runs its events and tells readers of changes. */
export class FormSession {
  /** Rises with every change of what is shown. */
  readonly version = new Store(0);
  /** Rises when values come from the server, so that controls are told. */
  readonly dataVersion = new Store(0);
  readonly activeTab: Store<string>;
  readonly saving = new Store(false);
  /** Rises when command rules should be looked at again. */
  readonly ribbonVersion = new Store(0);
  readonly onSave = new Handlers();
  readonly onPostSave = new Handlers();
  readonly onDataLoad = new Handlers();
  readonly onFormLoad = new Handlers();
  /** Set by the page: puts the keyboard focus into a control. */
  focusControl: (id: string) => void = () => undefined;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(readonly model: FormModel, private readonly services: SessionServices) {
    const tabs = [...model.tabs.values()];
    this.activeTab = new Store((tabs.find((t) => t.visible && t.expanded) ?? tabs.find((t) => t.visible))?.name ?? "");
  }

  get name(): string {
    return plain(this.model.row[this.model.table.primaryName]);
  }

  touch(): void {
    const { model } = this;
    if ([...model.controls.values()].every((c) => errorsOf(c).length === 0)) model.notifications = model.notifications.filter((n) => n.id !== "host.save");
    this.version.set(this.version.get() + 1);
  }

  refreshRibbon(): void {
    this.ribbonVersion.set(this.ribbonVersion.get() + 1);
  }

  /** Reads the record. @throws WebApiError when it may not be read or is gone */
  async load(id: string): Promise<void> {
    const options = `?$select=${this.model.properties().join(",")}`;
    this.model.load(await this.services.retrieve(this.model.table.logicalName, id, options));
    this.dataChanged();
  }

  /** Tells everybody that values came from the server. */
  dataChanged(): void {
    this.dataVersion.set(this.dataVersion.get() + 1);
    this.touch();
    this.refreshRibbon();
  }

  fireLoad(isFirst: boolean): void {
    const state = isFirst ? 1 : this.model.id === undefined ? 1 : 2;
    const args = { getDataLoadState: () => state };
    if (isFirst) this.fire(this.onFormLoad, undefined, args);
    this.fire(this.onDataLoad, undefined, args);
  }

  /** A value entered by the user: the attribute's OnChange runs. */
  enter(attribute: AttributeState, value: ClientValue): void {
    attribute.value = value;
    for (const control of this.model.controls.values()) {
      if (control.attribute === attribute) control.notifications.delete("host");
    }
    this.fireOnChange(attribute);
    this.touch();
  }

  fireOnChange(attribute: AttributeState): void {
    this.fire(attribute.onChange, attribute, undefined);
  }

  /** Saves what changed, then reads the record again. One save at a time. @throws WebApiError when it is refused */
  save(saveMode: number = saveModes.save): Promise<SaveOutcome> {
    const next = this.queue.then(() => this.saveNow(saveMode));
    this.queue = next.catch(() => undefined);
    return next;
  }

  /** Reads the record again. @param save whether changes are saved first; otherwise they are lost */
  async refresh(save: boolean): Promise<void> {
    if (save && this.model.isDirty() && (await this.save()) !== "saved") return;
    if (this.model.id === undefined) return;
    await this.load(this.model.id);
    this.fireLoad(false);
  }

  private async saveNow(saveMode: number): Promise<SaveOutcome> {
    if (!this.valid()) return "invalid";
    const args = new SaveEventArgs(saveMode);
    const results = this.fire(this.onSave, undefined, args);
    if (!(await args.settle(results))) return "prevented";
    this.saving.set(true);
    try {
      await this.write();
      this.firePostSave(undefined);
      this.fireLoad(false);
      return "saved";
    } catch (error) {
      this.firePostSave(error);
      throw error;
    } finally {
      this.saving.set(false);
    }
  }

  private async write(): Promise<void> {
    const { model, services } = this;
    const sets = new Map(await Promise.all(model.referencedTables().map(async (t) => [t, (await services.tableOf(t)).entitySet] as const)));
    const data = model.payload((table) => sets.get(table) ?? `${table}s`);
    let id = model.id;
    if (id === undefined) id = (await services.create(model.table.logicalName, data)).id;
    else if (Object.keys(data).length > 0) await services.update(model.table.logicalName, id, data);
    await this.load(id);
  }

  private firePostSave(error: unknown): void {
    const { model } = this;
    const args: PostSaveArgs = {
      getEntityReference: () => ({ id: model.id ?? "", entityType: model.table.logicalName, name: this.name }),
      getIsSaveSuccess: () => error === undefined,
      getSaveErrorInfo: () => (error === undefined ? null : { message: messageOf(error) }),
    };
    this.fire(this.onPostSave, undefined, args);
  }

  /** Marks what stops a save; a field with a notification stops it too. */
  private valid(): boolean {
    const { controls } = this.model;
    for (const control of this.model.missing()) {
      control.notifications.set("host", fieldError(this.services.texts.requiredMissing.replace("{0}", control.label)));
    }
    const wrong = [...controls.values()].filter((c) => errorsOf(c).length > 0 && c.visible);
    const first = wrong[0];
    this.model.notifications = this.model.notifications.filter((n) => n.id !== "host.save");
    if (first) {
      // Named here too, as a field may stand on another tab or in the header.
      const text = [this.services.texts.fixFields, ...wrong.flatMap(errorsOf)].join("\n");
      this.model.notifications.unshift({ id: "host.save", level: "ERROR", text });
      this.focusControl(first.id);
    }
    this.touch();
    return first === undefined;
  }

  /** Runs the handlers of an event; what goes wrong in one is reported. @param source the attribute or control it is about */
  fire(handlers: Handlers, source: unknown, args: unknown): unknown[] {
    return handlers.fire(() => this.services.executionContext(source, args), (e) => this.services.scriptError(e));
  }
}
