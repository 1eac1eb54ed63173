import type { Column, Labels } from "./metadata/types";

/**
 * What the form host asks the Sales server for, beside the Web API, under `/_platform/`: the things a model-driven
 * app gets from the platform by undocumented means. All labels come resolved for the user's language.
 */
export interface PlatformApp {
  name: string;
  user: { id: string; fullName: string; businessUnitId: string; languageId: number; token: string; roles: { id: string; name: string }[] };
  /** Users the visitor may switch to. */
  users: { token: string; fullName: string; title: string }[];
  languages: number[];
  organization: { id: string; uniqueName: string; baseCurrencyId: string };
  siteMap: { area: string; groups: { label: string; items: { label: string; table: string; icon: string }[] }[] }[];
}

/** GET /_platform/tables/{logicalName} */
export interface PlatformTable {
  logicalName: string;
  entitySet: string;
  primaryId: string;
  primaryName: string;
  label: string;
  collectionLabel: string;
  objectTypeCode: number;
  custom: boolean;
  columns: (Omit<Column, "labels" | "options"> & { label: string; /** Column security hides it from the user. */ unreadable?: boolean; options?: { value: number; label: string }[] })[];
  /** Lookup column → navigation property to bind, per target table. */
  navigation: Record<string, Record<string, string>>;
  /** Name of a one-to-many relationship → the table on its other side and the lookup there. */
  related: Record<string, { table: string; column: string }>;
  /** What the user may do: prefix of the privilege → allowed at all. */
  privileges: Record<"create" | "read" | "write" | "delete" | "append" | "appendTo", boolean>;
}

/** GET /_platform/forms/{logicalName} → PlatformForm[] (main forms, in order) */
export interface PlatformForm {
  formId: string;
  label: string;
  headerFields: PlatformCell[];
  tabs: PlatformTab[];
  libraries: string[];
  /** Handlers of onload, onsave and (with `attribute`) onchange, in order. */
  handlers: { event: string; attribute?: string; functionName: string; library: string; passExecutionContext: boolean; parameters: string }[];
}
export interface PlatformTab { id: string; name: string; label: string; expanded: boolean; visible: boolean; columns: { width: string; sections: PlatformSection[] }[] }
export interface PlatformSection { id: string; name: string; label: string; showLabel: boolean; visible: boolean; columns: number; rows: PlatformCell[][] }
export interface PlatformCell {
  label: string;
  showLabel: boolean;
  colspan: number;
  rowspan: number;
  visible: boolean;
  /** Absent for a spacer. */
  control?: {
    id: string;
    classId: string;
    column?: string;
    disabled: boolean;
    /** Sub-grid: table, view, relationship. */
    subgrid?: PlatformGrid;
    /** PCF control bound here, for the web form factor. */
    custom?: { name: string; parameters: Record<string, { static: boolean; value: string; type?: string }>; dataSets: Record<string, PlatformGrid> };
  };
}
/** Records that a sub-grid or a data-set shows: those of a view, and of the form's record when a relationship is named. */
export interface PlatformGrid { table: string; viewId?: string; relationship?: string; recordsPerPage: number }

/** GET /_platform/views/{logicalName} → PlatformView[]; a linked table's column has its link's alias beside its name. */
export interface PlatformView { id: string; label: string; isDefault: boolean; fetchXml: string; columns: { name: string; label: string; width: number; linkAlias?: string }[] }

/**
 * GET /_platform/commands/{logicalName}?location=form|grid|subgrid → PlatformCommand[], in order: Delete, those that Sales
 * puts on its documents and those of solutions. Saving and the like are the host's own.
 */
export interface PlatformCommand {
  id: string;
  /** Id of the command definition. Without an action, what it does is the platform's. */
  command: string;
  label: string;
  toolTip: string;
  sequence: number;
  /** Web resource name of the modern icon, when any. */
  icon?: string;
  action?: PlatformCall;
  enableRules: PlatformRule[];
  displayRules: PlatformRule[];
}
export interface PlatformCall { library: string; functionName: string; parameters: { kind: "crm" | "string" | "bool" | "int"; value: string }[] }
export type PlatformRule =
  | { kind: "custom"; call: PlatformCall; default: boolean; invert: boolean }
  | { kind: "selectionCount"; minimum?: number; maximum?: number }
  | { kind: "formState"; state: string; invert: boolean }
  | { kind: "privilege"; privilege: string; table?: string }
  /** A column of the form's record; "null" stands for none. */
  | { kind: "value"; field: string; value: string; invert: boolean }
  /** Built-in rule by name, e.g. Mscrm.SelectionCountAtLeastOne */
  | { kind: "builtIn"; name: string };

/** GET /_platform/controls/{name}; files at /_platform/controls/{name}/{path} */
export interface PlatformControl {
  name: string;
  namespace: string;
  constructor: string;
  virtual: boolean;
  properties: { name: string; ofType: string; usage: "bound" | "input" | "output"; default?: string; required: boolean }[];
  dataSets: string[];
  code: string;
  css: string[];
  /** Strings of the user's language (English where missing). */
  strings: Record<string, string>;
}

/** Names of labels as stored, for code that resolves them: the user's language, else English, else any. */
export function resolveLabel(labels: Labels, languageId: number): string {
  return labels[languageId] ?? labels[1033] ?? Object.values(labels)[0] ?? "";
}
