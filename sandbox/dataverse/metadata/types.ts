/** Text per language code (LCID), e.g. `{ 1033: "Account", 1036: "Compte" }`. */
export type Labels = Record<number, string>;

export type ColumnType =
  | "Uniqueidentifier" | "String" | "Memo" | "Integer" | "BigInt" | "Decimal" | "Double" | "Money" | "Boolean"
  | "Picklist" | "State" | "Status" | "MultiSelectPicklist" | "DateTime" | "Lookup" | "Customer" | "Owner" | "EntityName";

export interface Option {
  value: number;
  labels: Labels;
  /** Status options: the state they belong to. */
  state?: number;
}

export interface Column {
  logicalName: string;
  schemaName: string;
  type: ColumnType;
  labels: Labels;
  required: "none" | "recommended" | "required" | "systemrequired";
  maxLength?: number;
  min?: number;
  max?: number;
  precision?: number;
  /** Picklist, State, Status, Boolean (values 0 and 1). */
  options?: Option[];
  /** Name of the global choice that the options come from. */
  globalChoice?: string;
  /** Lookup, Customer, Owner: logical names of the tables it may point at. */
  targets?: string[];
  /** Value of a new row; a Picklist's value, a Boolean, a number. */
  default?: string | number | boolean;
  /** The platform writes it; a client's value is ignored or refused. */
  readOnly?: boolean;
  /** DateTime: date without time. */
  dateOnly?: boolean;
  /** String: email, url, phone, text, textarea. */
  format?: string;
  autoNumberFormat?: string;
  /** Column security is on. */
  secured?: boolean;
}

export interface AlternateKey {
  schemaName: string;
  logicalName: string;
  columns: string[];
}

export interface Table {
  logicalName: string;
  schemaName: string;
  entitySet: string;
  objectTypeCode: number;
  primaryId: string;
  primaryName: string;
  ownership: "UserOwned" | "OrganizationOwned" | "None";
  labels: Labels;
  collectionLabels: Labels;
  changeTracking: boolean;
  /** Came with an imported solution. */
  custom: boolean;
  columns: Record<string, Column>;
  keys: AlternateKey[];
}

/** One-to-many, seen from the table that holds the lookup. */
export interface Relationship {
  schemaName: string;
  referencingTable: string;
  referencingColumn: string;
  referencedTable: string;
  /** Single-valued navigation property on the referencing table, case as the Web API spells it. */
  lookupNavigation: string;
  /** Collection-valued navigation property on the referenced table. */
  collectionNavigation: string;
  cascadeDelete: "RemoveLink" | "Restrict" | "Cascade" | "NoCascade";
}

export interface ManyToMany {
  schemaName: string;
  table1: string;
  table2: string;
  /** Navigation property on both sides. */
  navigation: string;
}

/** A table's main, quick create, … form after every layer is merged: plain FormXml, no solutionaction left. */
export interface FormDefinition {
  formId: string;
  table: string;
  type: string;
  labels: Labels;
  formXml: string;
}

export interface ViewDefinition {
  savedQueryId: string;
  table: string;
  labels: Labels;
  /** 0 public, 1 advanced find, 2 associated, 4 quick find, 64 lookup */
  queryType: number;
  isDefault: boolean;
  fetchXml: string;
  layoutXml: string;
}

export interface WebResource {
  name: string;
  /** 1 html 2 css 3 js 4 xml 5 png 6 jpg 7 gif 9 xsl 10 ico 11 svg 12 resx */
  type: number;
  displayName: string;
  languageCode?: number;
  content: Uint8Array;
}

export interface CustomControl {
  /** e.g. `p2c_ProspectToCash.SyncStatus` */
  name: string;
  manifestXml: string;
  /** Path inside the control's folder → content. */
  files: Record<string, Uint8Array>;
}

export type PrivilegeDepth = "Basic" | "Local" | "Deep" | "Global";

export interface RoleDefinition {
  roleId: string;
  name: string;
  /** Privilege name, e.g. `prvReadAccount` → depth. */
  privileges: Record<string, PrivilegeDepth>;
}

/** A choice that several columns share. */
export interface GlobalChoice {
  name: string;
  labels: Labels;
  options: Option[];
}

export interface Publisher {
  uniqueName: string;
  labels: Labels;
  prefix: string;
  optionValuePrefix: number;
}

/** An imported solution: what a row of the table `solution` shows. */
export interface Solution {
  solutionId: string;
  uniqueName: string;
  labels: Labels;
  version: string;
  managed: boolean;
  publisher: string;
  components: SolutionComponent[];
}

/** One root component; exactly one of `schemaName` and `id` names it. */
export interface SolutionComponent {
  /** Component type number, e.g. 1 table, 20 role, 61 web resource, 66 custom control. */
  type: number;
  schemaName?: string;
  id?: string;
}

/** A parameter that a command or rule passes to its function. */
export interface RibbonParameter {
  kind: "crm" | "string" | "bool" | "int";
  value: string;
}

export interface RibbonCall {
  library: string;
  functionName: string;
  parameters: RibbonParameter[];
}

/** One test inside a rule of a command. */
export type RibbonTest =
  | { kind: "custom"; call: RibbonCall; default: boolean; invert: boolean }
  | { kind: "selectionCount"; minimum?: number; maximum?: number; appliesTo: string }
  | { kind: "formState"; state: string; invert: boolean }
  | { kind: "value"; field: string; value: string; invert: boolean }
  | { kind: "privilege"; privilege: string; table: string };

export interface RibbonButton {
  /** Id of the CustomAction that brought it. */
  actionId: string;
  id: string;
  location: string;
  sequence: number;
  command: string;
  /** Text or `$LocLabels:<id>`. */
  label: string;
  toolTip: string;
  modernImage?: string;
}

export interface RibbonCommand {
  id: string;
  enableRules: string[];
  displayRules: string[];
  actions: RibbonCall[];
}

/** One table's command bar, by id: what it has from the start and what solutions have made of it. */
export interface Ribbon {
  buttons: Record<string, RibbonButton>;
  /** What HideCustomAction takes away, by the id of the hiding itself; `location` is the id of the button or custom action. */
  hidden: Record<string, { location: string }>;
  commands: Record<string, RibbonCommand>;
  enableRules: Record<string, RibbonTest[]>;
  displayRules: Record<string, RibbonTest[]>;
  labels: Record<string, Labels>;
}
