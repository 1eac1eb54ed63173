import type { PlatformCell, PlatformForm, PlatformTable } from "../../dataverse/platform";
import { isLookup, propertyOf, type WebRow } from "../api/rows";
import { bare } from "../api/webApi";
import { Handlers } from "./events";
import { GridState } from "./grid";
import { LookupState } from "./lookup";
import { clientValue, payloadEntry, sameValue, type ClientValue, type PlatformColumn } from "./values";

export type RequiredLevel = "none" | "recommended" | "required";
export type SubmitMode = "always" | "dirty" | "never";
export type NotificationLevel = "ERROR" | "WARNING" | "INFO";

/** A column on the form. */
export interface AttributeState {
  column: PlatformColumn;
  value: ClientValue;
  initial: ClientValue;
  required: RequiredLevel;
  submit: SubmitMode;
  onChange: Handlers;
}

/** A cell's control on the form. */
export interface ControlState {
  id: string;
  cell: PlatformCell;
  attribute?: AttributeState;
  disabled: boolean;
  visible: boolean;
  label: string;
  /** Field notifications by their id. */
  notifications: Map<string, FieldNotification>;
  /** Of a sub-grid, whatever draws it. */
  grid?: GridState;
  /** Of a lookup. */
  lookup?: LookupState;
}
export interface SectionState { name: string; label: string; visible: boolean }
export interface TabState { id: string; name: string; label: string; visible: boolean; expanded: boolean; sections: Map<string, SectionState>; onStateChange: Handlers }
/** An error stops the save; a recommendation only informs, and may offer something to do. */
export interface FieldNotification {
  text: string;
  level: "ERROR" | "RECOMMENDATION";
  actions: readonly { label: string; run: () => void }[];
}
export const fieldError = (text: string): FieldNotification => ({ text, level: "ERROR", actions: [] });
export const errorsOf = (control: ControlState): string[] =>
  [...control.notifications.values()].flatMap((n) => (n.level === "ERROR" ? [n.text] : []));
export interface FormNotification { id: string; level: NotificationLevel; text: string }

/** What is on a form and what the user and scripts have done to it. Holds no I/O. */
export class FormModel {
  readonly attributes = new Map<string, AttributeState>();
  readonly controls = new Map<string, ControlState>();
  readonly tabs = new Map<string, TabState>();
  notifications: FormNotification[] = [];
  id: string | undefined;
  row: WebRow = {};

  constructor(readonly table: PlatformTable, readonly form: PlatformForm) {
    for (const tab of form.tabs) {
      const sections = new Map<string, SectionState>();
      for (const section of tab.columns.flatMap((column) => column.sections)) {
        sections.set(section.name || section.id, { name: section.name || section.id, label: section.label, visible: section.visible });
        for (const cell of section.rows.flat()) this.addControl(cell, cell.control?.id);
      }
      const name = tab.name || tab.id;
      this.tabs.set(name, { id: tab.id, name, label: tab.label, visible: tab.visible, expanded: tab.expanded, sections, onStateChange: new Handlers() });
    }
    for (const cell of form.headerFields) this.addControl(cell, `header_${cell.control?.column ?? cell.control?.id ?? ""}`);
  }

  /** Column of the table by name. */
  column(name: string): PlatformColumn | undefined {
    return this.table.columns.find((c) => c.logicalName === name);
  }

  /** Properties to ask the Web API for: what is on the form, what its controls are bound to, and what the host shows. */
  properties(): string[] {
    const names = new Set([this.table.primaryId, this.table.primaryName, "statecode", "statuscode", "ownerid", "transactioncurrencyid", ...this.attributes.keys()]);
    return [...names].flatMap((name) => {
      const column = this.column(name);
      return column ? [propertyOf(column)] : [];
    });
  }

  /** Takes a row as read; every value counts as saved. */
  load(row: WebRow): void {
    this.row = row;
    const id = row[this.table.primaryId];
    this.id = typeof id === "string" ? bare(id) : undefined;
    for (const attribute of this.attributes.values()) {
      attribute.value = attribute.initial = clientValue(attribute.column, row);
    }
  }

  /** A new record with its columns' defaults; they are saved with it, but are no change of the user's. */
  loadNew(defaults: Record<string, ClientValue>): void {
    this.row = {};
    this.id = undefined;
    for (const [name, attribute] of this.attributes) {
      const { column } = attribute;
      const fallback = column.default !== undefined && !column.readOnly ? column.default : null;
      attribute.value = attribute.initial = defaults[name] ?? fallback;
    }
  }

  isDirty(): boolean {
    return [...this.attributes.values()].some((attribute) => this.isAttributeDirty(attribute));
  }

  isAttributeDirty(attribute: AttributeState): boolean {
    return attribute.submit !== "never" && !sameValue(attribute.value, attribute.initial);
  }

  /**
   * What a save sends: changed columns alone, and those a script wants sent always. A changed column whose every
   * control is locked is not sent unless its submit mode is "always".
   * Source: Microsoft's "setSubmitMode (Client API reference)".
   */
  payload(entitySetOf: (table: string) => string): Record<string, unknown> {
    const entries = [...this.attributes.values()].filter((attribute) => this.isSubmitted(attribute)).map((attribute) =>
      payloadEntry(attribute.column, attribute.value, attribute.initial, this.table.navigation[attribute.column.logicalName] ?? {}, entitySetOf));
    return Object.fromEntries(entries);
  }

  /** Tables that the payload's lookups point at, so that their entity sets can be looked up first. */
  referencedTables(): string[] {
    return [...new Set([...this.attributes.values()].flatMap(({ value }) =>
      Array.isArray(value) ? value.flatMap((v) => (typeof v === "object" ? [v.entityType] : [])) : []))];
  }

  /** Columns that must have a value and have none, on controls that are shown. */
  missing(): ControlState[] {
    return [...this.controls.values()].filter((control) => {
      const attribute = control.attribute;
      if (!attribute || attribute.required !== "required" || !control.visible || control.disabled) return false;
      return attribute.value === null || attribute.value === "" || (typeof attribute.value === "string" && attribute.value.trim() === "");
    });
  }

  private isSubmitted(attribute: AttributeState): boolean {
    if (attribute.column.readOnly || attribute.column.unreadable || attribute.submit === "never") return false;
    if (attribute.submit === "always") return true;
    if (this.id === undefined) return attribute.value !== null && attribute.value !== "";
    if (sameValue(attribute.value, attribute.initial)) return false;
    const controls = [...this.controls.values()].filter((c) => c.attribute === attribute);
    return controls.length === 0 || controls.some((c) => !c.disabled || c.cell.control?.custom);
  }

  private addControl(cell: PlatformCell, id: string | undefined): void {
    if (!cell.control || !id) return;
    const attribute = cell.control.column === undefined ? undefined : this.attribute(cell.control.column);
    for (const parameter of Object.values(cell.control.custom?.parameters ?? {})) {
      if (!parameter.static && parameter.value) this.attribute(parameter.value);
    }
    const locked = cell.control.disabled || attribute?.column.readOnly === true || attribute?.column.unreadable === true || attribute?.column.type === "Uniqueidentifier";
    const free = this.freeId(id);
    this.controls.set(free, {
      id: free, cell, disabled: locked, visible: cell.visible, label: cell.label || attribute?.column.label || "",
      notifications: new Map(), ...(attribute ? { attribute } : {}), ...(cell.control.subgrid ? { grid: new GridState() } : {}),
      ...(attribute && isLookup(attribute.column.type) ? { lookup: new LookupState(attribute.column.targets ?? []) } : {}),
    });
  }

  /** A column placed twice has controls `name` and `name1`, as on a real form. */
  private freeId(id: string): string {
    let free = id;
    for (let n = 1; this.controls.has(free); n++) free = `${id}${n}`;
    return free;
  }

  private attribute(name: string): AttributeState | undefined {
    const known = this.attributes.get(name);
    const column = this.column(name);
    if (known || !column) return known;
    const required = column.required === "systemrequired" ? "required" : column.required;
    const attribute: AttributeState = {
      column, value: null, initial: null, required: column.readOnly || column.unreadable ? "none" : required, submit: "dirty", onChange: new Handlers(),
    };
    this.attributes.set(name, attribute);
    return attribute;
  }
}
