import type {
  AlternateKey, Column, CustomControl, FormDefinition, GlobalChoice, ManyToMany, Publisher, Relationship, Ribbon,
  RoleDefinition, Solution, Table, ViewDefinition, WebResource,
} from "./types";

/** Thrown when metadata contradicts itself, e.g. a column of a table that does not exist. */
export class MetadataError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "MetadataError";
  }
}

/**
 * Everything the server knows about tables, forms, views, command bars, roles, web resources, controls and solutions.
 * Logical names, set names and ids are looked up in any case; navigation properties keep their case.
 */
export class MetadataRegistry {
  private readonly byName = new Map<string, Table>();
  private readonly bySet = new Map<string, Table>();
  private readonly relations: Relationship[] = [];
  /** Relationships by the table that holds the lookup, and by the table pointed at; queries ask for them per row. */
  private readonly byReferencing = new Map<string, Relationship[]>();
  private readonly byReferenced = new Map<string, Relationship[]>();
  private readonly manyToManys: ManyToMany[] = [];
  private readonly ribbonsByTable = new Map<string, Ribbon>();
  readonly globalChoices = new Map<string, GlobalChoice>();
  readonly formsById = new Map<string, FormDefinition>();
  readonly viewsById = new Map<string, ViewDefinition>();
  readonly rolesById = new Map<string, RoleDefinition>();
  readonly webResources = new Map<string, WebResource>();
  readonly customControls = new Map<string, CustomControl>();
  readonly publishers = new Map<string, Publisher>();
  readonly solutions = new Map<string, Solution>();

  table(logicalName: string): Table | undefined {
    return this.byName.get(logicalName.toLowerCase());
  }

  tableBySet(entitySet: string): Table | undefined {
    return this.bySet.get(entitySet.toLowerCase());
  }

  tables(): Table[] {
    return [...this.byName.values()];
  }

  /** @throws MetadataError when a table or set of that name exists */
  addTable(table: Table): void {
    if (this.byName.has(table.logicalName) || this.bySet.has(table.entitySet.toLowerCase())) {
      throw new MetadataError(`A table with the name '${table.logicalName}' or the entity set name '${table.entitySet}' already exists.`);
    }
    this.byName.set(table.logicalName, table);
    this.bySet.set(table.entitySet.toLowerCase(), table);
  }

  /** Adds the column, or puts it in place of the one with the same name. */
  addColumn(table: string, column: Column): void {
    this.existing(table).columns[column.logicalName] = column;
  }

  /** Adds the key, or puts it in place of the one with the same name. */
  addKey(table: string, key: AlternateKey): void {
    const target = this.existing(table);
    for (const column of key.columns) {
      if (!target.columns[column]) throw new MetadataError(`Key '${key.schemaName}' names the column '${column}', which table '${table}' does not have.`);
    }
    target.keys = [...target.keys.filter((other) => other.logicalName !== key.logicalName), key];
  }

  /** Adds the relationship, or puts it in place of the one with the same name and referenced table. */
  addRelationship(relationship: Relationship): void {
    replace(this.relations, relationship, (other) => other.schemaName === relationship.schemaName && other.referencedTable === relationship.referencedTable);
    this.forgetIndex();
  }

  addManyToMany(relationship: ManyToMany): void {
    replace(this.manyToManys, relationship, (other) => other.schemaName === relationship.schemaName);
  }

  /** All one-to-many relationships. */
  relationships(): readonly Relationship[] {
    return this.relations;
  }

  /** The relationship behind a lookup column; polymorphic lookups have one per target. */
  relationshipByLookup(table: string, column: string, target?: string): Relationship | undefined {
    return this.lookupNavigations(table).find((r) => r.referencingColumn === column && (target === undefined || r.referencedTable === target));
  }

  /** Relationships whose lookup stands on the table. */
  lookupNavigations(table: string): Relationship[] {
    return indexed(this.byReferencing, table, () => this.relations.filter((r) => r.referencingTable === table));
  }

  /** Relationships that point at the table. */
  collectionNavigations(table: string): Relationship[] {
    return indexed(this.byReferenced, table, () => this.relations.filter((r) => r.referencedTable === table));
  }

  /** Many-to-many relationships that the table takes part in. */
  manyToMany(table: string): ManyToMany[] {
    return this.manyToManys.filter((r) => r.table1 === table || r.table2 === table);
  }

  /** A table's forms in the order they came, e.g. of type `main`. */
  forms(table: string, type?: string): FormDefinition[] {
    return [...this.formsById.values()].filter((form) => form.table === table && (type === undefined || form.type === type));
  }

  form(formId: string): FormDefinition | undefined {
    return this.formsById.get(guidKey(formId));
  }

  setForm(form: FormDefinition): void {
    this.formsById.set(guidKey(form.formId), form);
  }

  /** A table's views in the order they came. */
  views(table: string): ViewDefinition[] {
    return [...this.viewsById.values()].filter((view) => view.table === table);
  }

  view(savedQueryId: string): ViewDefinition | undefined {
    return this.viewsById.get(guidKey(savedQueryId));
  }

  setView(view: ViewDefinition): void {
    this.viewsById.set(guidKey(view.savedQueryId), view);
  }

  roles(): RoleDefinition[] {
    return [...this.rolesById.values()];
  }

  role(roleId: string): RoleDefinition | undefined {
    return this.rolesById.get(guidKey(roleId));
  }

  setRole(role: RoleDefinition): void {
    this.rolesById.set(guidKey(role.roleId), role);
  }

  /** What solutions added to a table's command bar. */
  ribbon(table: string): Ribbon | undefined {
    return this.ribbonsByTable.get(table);
  }

  setRibbon(table: string, ribbon: Ribbon): void {
    this.ribbonsByTable.set(table, ribbon);
  }

  /** A web resource by its name, any case. */
  webResource(name: string): WebResource | undefined {
    return this.webResources.get(name.toLowerCase());
  }

  setWebResource(webResource: WebResource): void {
    this.webResources.set(webResource.name.toLowerCase(), webResource);
  }

  customControl(name: string): CustomControl | undefined {
    return this.customControls.get(name);
  }

  solution(uniqueName: string): Solution | undefined {
    return this.solutions.get(uniqueName.toLowerCase());
  }

  setSolution(solution: Solution): void {
    this.solutions.set(solution.uniqueName.toLowerCase(), solution);
  }

  /** Every privilege name there is: what a role may grant. */
  privileges(): Set<string> {
    return new Set(this.tables().flatMap(privilegesOf).concat(generalPrivileges));
  }

  /** An independent copy: changes to one are not seen in the other. File contents are shared, since nothing writes into them. */
  clone(): MetadataRegistry {
    const copy = new MetadataRegistry();
    copy.copyFrom(this);
    return copy;
  }

  /** Puts everything of `other` in place of what is here, e.g. to publish the outcome of an import in one step. */
  copyFrom(other: MetadataRegistry): void {
    const tables = other.tables().map((table) => structuredClone(table));
    this.byName.clear();
    this.bySet.clear();
    for (const table of tables) this.addTable(table);
    this.relations.splice(0, Infinity, ...structuredClone(other.relations));
    this.forgetIndex();
    this.manyToManys.splice(0, Infinity, ...structuredClone(other.manyToManys));
    refill(this.ribbonsByTable, other.ribbonsByTable, structuredClone);
    refill(this.globalChoices, other.globalChoices, structuredClone);
    refill(this.formsById, other.formsById, structuredClone);
    refill(this.viewsById, other.viewsById, structuredClone);
    refill(this.rolesById, other.rolesById, structuredClone);
    refill(this.publishers, other.publishers, structuredClone);
    refill(this.solutions, other.solutions, structuredClone);
    refill(this.webResources, other.webResources, (resource) => ({ ...resource }));
    refill(this.customControls, other.customControls, (control) => ({ ...control, files: { ...control.files } }));
  }

  private forgetIndex(): void {
    this.byReferencing.clear();
    this.byReferenced.clear();
  }

  private existing(logicalName: string): Table {
    const table = this.table(logicalName);
    if (!table) throw new MetadataError(`There is no table '${logicalName}'.`);
    return table;
  }
}

/** Privileges that belong to no table here; a role may name them. */
const generalPrivileges = [
  "prvReadEntity", "prvReadAttribute", "prvReadRelationship", "prvReadOptionSet", "prvReadEntityKey", "prvReadQuery", "prvReadSystemForm",
  "prvReadSavedQuery", "prvReadWebResource", "prvReadCustomControl", "prvReadAppModule", "prvReadUserSettings", "prvWriteUserSettings",
  "prvReadPluginAssembly", "prvReadPluginType", "prvReadCustomization", "prvWriteCustomization", "prvPublishCustomization",
  "prvImportCustomization", "prvExportCustomization", "prvExportToExcel", "prvGoOffline", "prvBulkEdit", "prvActOnBehalfOfAnotherUser",
  "prvQOIOverrideDelete", "prvOverridePriceEngineOpportunity", "prvOverridePriceEngineQuote", "prvOverridePriceEngineOrder", "prvOverridePriceEngineInvoice",
];

/**
 * Privileges of a table: `prv<Verb><SchemaName>`. Organisation-owned rows are neither assigned nor shared.
 * Microsoft names the privileges of a few tables otherwise, e.g. `prvReadOrder` for salesorder; those are listed too.
 */
export function privilegesOf(table: Table): string[] {
  const verbs = table.ownership === "UserOwned"
    ? ["Create", "Read", "Write", "Delete", "Append", "AppendTo", "Assign", "Share"]
    : ["Create", "Read", "Write", "Delete", "Append", "AppendTo"];
  return verbs.map((verb) => `prv${verb}${privilegeSuffix(table)}`);
}

/** The part of a privilege's name that stands for the table, e.g. `Account`, `Order`, `p2c_SyncState`. */
export function privilegeSuffix(table: Table): string {
  return renamedPrivileges[table.logicalName] ?? table.schemaName;
}

const renamedPrivileges: Record<string, string> = {
  salesorder: "Order", salesorderdetail: "Order", quotedetail: "Quote", invoicedetail: "Invoice", opportunityproduct: "Opportunity",
  systemuser: "User", annotation: "Note", task: "Activity", quoteclose: "Activity", orderclose: "Activity",
  productpricelevel: "Product", pricelevel: "Product", uom: "Product", uomschedule: "Product",
};

/** A GUID as map key: lower case, no braces. */
export function guidKey(id: string): string {
  return id.replace(/[{}]/g, "").toLowerCase();
}

function indexed<V>(index: Map<string, V>, key: string, make: () => V): V {
  let value = index.get(key);
  if (value === undefined) {
    value = make();
    index.set(key, value);
  }
  return value;
}

function replace<T>(list: T[], item: T, same: (other: T) => boolean): void {
  const index = list.findIndex(same);
  if (index >= 0) list[index] = item;
  else list.push(item);
}

function refill<V>(target: Map<string, V>, source: Map<string, V>, copy: (value: V) => V): void {
  const entries = [...source].map(([key, value]) => [key, copy(value)] as const);
  target.clear();
  for (const [key, value] of entries) target.set(key, value);
}
