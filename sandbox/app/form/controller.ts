import type { PlatformForm } from "../../dataverse/platform";
import { messageOf } from "../api/errors";
import { formatted, plain } from "../api/rows";
import { bare } from "../api/webApi";
import type { Host } from "../host";
import { makeFormContext, type FormContext } from "../xrm/formContext";
import { saveModes, type ExecutionContext, type Handler } from "./events";
import { FormModel } from "./model";
import { FormSession } from "./session";
import { braced, type ClientValue, type PlatformColumn } from "./values";

/** A form that is open: the session, its `formContext`, and the scripts that the form names. */
export class FormController {
  readonly session: FormSession;
  readonly formContext: FormContext;
  private closed = false;

  private constructor(private readonly host: Host, model: FormModel) {
    const { webApi, platform } = host;
    this.session = new FormSession(model, {
      retrieve: (table, id, options) => webApi.retrieveRecord(table, id, options),
      create: (table, data) => webApi.createRecord(table, data),
      update: (table, id, data) => webApi.updateRecord(table, id, data),
      tableOf: (name) => platform.table(name),
      executionContext: (source, args) => this.executionContext(source, args),
      scriptError: (error) => this.reportScript(error),
      texts: host.texts,
    });
    this.formContext = makeFormContext(this.session, {
      save: (mode) => this.save(mode),
      close: () => void this.close(),
    });
  }

  /** Opens a record, or a new one without an id, on the table's first main form. */
  static async open(host: Host, tableName: string, id?: string, parameters: Record<string, string> = {}): Promise<FormController> {
    const [table, forms] = await Promise.all([host.platform.table(tableName), host.platform.forms(tableName)]);
    const form = forms[0];
    if (!form) throw new Error(host.texts.noForm.replace("{0}", table.label));
    const controller = new FormController(host, new FormModel(table, form));
    const { session } = controller;
    const attached = controller.attach(form);
    if (id === undefined) session.model.loadNew({ ...(await platformDefaults(host)), ...defaultsFrom(parameters, table.columns) });
    else await session.load(id);
    controller.lockIfReadOnly();
    await attached;
    return controller;
  }

  /** Runs the OnLoad handlers; to be called once the form is on the page. */
  loaded(): void {
    this.session.fireLoad(true);
  }

  /** Saves and leaves as the mode says. Rejects with what was refused. */
  async save(mode: number): Promise<void> {
    const { session, host } = this;
    const wasNew = session.model.id === undefined;
    const outcome = await session.save(mode).catch(async (error: unknown) => {
      await host.overlays.ask({ kind: "error", title: host.texts.error, text: messageOf(error) });
      throw error;
    });
    if (outcome !== "saved") throw new Error(outcome === "prevented" ? "The save was prevented by a script." : host.texts.fixFields);
    const { table } = session.model;
    const id = session.model.id;
    if (wasNew && id !== undefined && !this.closed) host.renamed({ type: "entityrecord", table: table.logicalName, id });
    if (mode === saveModes.saveAndClose) await this.close();
    else if (mode === saveModes.saveAndNew) await host.navigate({ type: "entityrecord", table: table.logicalName });
  }

  /** Saves; tells whether it worked instead of throwing, since the user has been told. */
  async trySave(mode: number = saveModes.save): Promise<boolean> {
    return this.save(mode).then(() => true, () => false);
  }

  async close(): Promise<void> {
    await this.host.navigate({ type: "entitylist", table: this.session.model.table.logicalName });
  }

  /** Forgets unsaved changes; the page is being left. */
  discard(): void {
    this.closed = true;
    if (this.host.form === this) this.host.form = undefined;
  }

  /** Changes the record's state, e.g. to inactive, and shows it. */
  async setState(active: boolean): Promise<void> {
    const { model } = this.session;
    if (model.id === undefined) return;
    await this.host.webApi.updateRecord(model.table.logicalName, model.id, { statecode: active ? 0 : 1 });
    await this.session.load(model.id);
    this.host.reload();
  }

  executionContext(source: unknown, args: unknown): ExecutionContext {
    const shared = new Map<string, unknown>();
    return {
      getFormContext: () => this.formContext,
      getEventSource: () => (isAttribute(source) ? this.formContext.getAttribute(source.column.logicalName) : source ?? this.formContext.data.entity),
      getEventArgs: () => args,
      getDepth: () => 1,
      getContext: () => undefined,
      getSharedVariable: (key) => shared.get(key),
      setSharedVariable: (key, value) => void shared.set(key, value),
    };
  }

  private async attach(form: PlatformForm): Promise<void> {
    if (form.handlers.length === 0 && form.libraries.length === 0) return;
    const frame = await this.host.frame();
    const libraries = new Set([...form.libraries, ...form.handlers.map((h) => h.library)].filter(Boolean));
    // They load in parallel, in no order that a script could rely on.
    await Promise.all([...libraries].map((library) => frame.load(library).catch((error: unknown) => this.reportScript(error))));
    for (const registered of form.handlers) {
      const handler: Handler = (context) =>
        frame.find(registered.functionName)(...(registered.passExecutionContext ? [context] : []), ...handlerParameters(registered.parameters));
      switch (registered.event.toLowerCase()) {
        case "onload": this.session.onFormLoad.add(handler); break;
        case "onsave": this.session.onSave.add(handler); break;
        case "onchange": this.session.model.attributes.get(registered.attribute ?? "")?.onChange.add(handler); break;
        default: this.reportScript(new Error(`The event ${registered.event} is not imitated by the sandbox's form host.`));
      }
    }
  }

  private lockIfReadOnly(): void {
    const { model } = this.session;
    const inactive = model.id !== undefined && Number(model.row["statecode"] ?? 0) !== 0;
    const allowed = model.id === undefined ? model.table.privileges.create : model.table.privileges.write;
    if (!inactive && allowed) return;
    for (const control of model.controls.values()) control.disabled = true;
    const status = formatted(model.row, "statecode");
    const text = inactive ? this.host.texts.readOnlyRecord.replace("{0}", status) : this.host.texts.noWrite;
    model.notifications.push({ id: "host.readonly", level: "INFO", text });
  }

  private reportScript(error: unknown): void {
    console.error(error);
    void this.host.overlays.ask({ kind: "error", title: this.host.texts.scriptError, text: messageOf(error), details: stackOf(error) });
  }
}

function isAttribute(source: unknown): source is { column: PlatformColumn } {
  return source !== null && typeof source === "object" && "column" in source;
}

export function stackOf(error: unknown): string {
  return error !== null && typeof error === "object" && "stack" in error ? String(error.stack) : "";
}

/** The comma separated parameters that a form names for a handler. */
function handlerParameters(text: string): unknown[] {
  if (text.trim() === "") return [];
  try {
    return JSON.parse(`[${text.replace(/'/g, '"')}]`) as unknown[];
  } catch {
    return [text];
  }
}

/** What the platform fills in on a new record: who owns it and in which currency its amounts are. */
async function platformDefaults(host: Host): Promise<Record<string, ClientValue>> {
  const { user, organization } = host.app;
  // Without the right to read currencies the field simply stays empty; the server fills it on creation.
  const currency = await host.webApi.retrieveRecord("transactioncurrency", organization.baseCurrencyId, "?$select=currencyname").catch(() => undefined);
  return {
    ownerid: [{ id: braced(user.id), entityType: "systemuser", name: user.fullName }],
    ...(currency ? { transactioncurrencyid: [{ id: braced(organization.baseCurrencyId), entityType: "transactioncurrency", name: plain(currency["currencyname"]) }] } : {}),
  };
}

/** Values for a new record from openForm's parameters: a lookup comes as id, `…name` and `…type`. */
function defaultsFrom(parameters: Record<string, string>, columns: readonly PlatformColumn[]): Record<string, ClientValue> {
  const defaults: Record<string, ClientValue> = {};
  for (const column of columns) {
    const text = parameters[column.logicalName];
    if (text === undefined) continue;
    if (column.targets) {
      const entityType = parameters[`${column.logicalName}type`] ?? column.targets[0] ?? "";
      defaults[column.logicalName] = [{ id: braced(bare(text)), name: parameters[`${column.logicalName}name`] ?? "", entityType }];
    } else if (column.type === "Boolean") defaults[column.logicalName] = text === "true" || text === "1";
    else if (column.type === "String" || column.type === "Memo") defaults[column.logicalName] = text;
    else if (column.type === "DateTime") defaults[column.logicalName] = new Date(text);
    else defaults[column.logicalName] = Number(text);
  }
  return defaults;
}
