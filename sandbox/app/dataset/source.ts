import type { PlatformTable, PlatformView } from "../../dataverse/platform";
import { messageOf } from "../api/errors";
import type { RetrieveMultipleResult } from "../api/webApi";
import { nextCookie, ordersOf } from "../fetchXml";
import { dataSetColumn, viewColumns } from "./columns";
import { dataSetFetchXml, filterElement, type FilterExpression, type LinkedEntity, type SortStatus } from "./query";
import { DataSetRecord, type EntityReference } from "./record";

/** Where a data-set's records come from. */
export interface DataSetDefinition {
  table: PlatformTable;
  view: PlatformView;
  /** Tables that the view links to, by alias. */
  linked: ReadonlyMap<string, PlatformTable>;
  pageSize: number;
  /** The lookup at the form's record; without it all of the view's records are shown. */
  parent?: { column: string; /** Undefined while the record is new: nothing is related to it. */ id: () => string | undefined };
}

export interface DataSetServices {
  retrieve(table: string, fetchXml: string): Promise<RetrieveMultipleResult>;
  open(reference: EntityReference): void;
  /** The records, or what is known of them, have changed. */
  changed(): void;
  /** The table at the other end of a link that a control adds. */
  tableOf(name: string): Promise<PlatformTable>;
}

interface Shown {
  loading: boolean;
  error?: string;
  first: number;
  last: number;
  ids: string[];
  records: Record<string, DataSetRecord>;
  total: number;
  more: boolean;
}

const empty: Shown = { loading: true, first: 1, last: 1, ids: [], records: {}, total: 0, more: false };
export type DataSet = ReturnType<DataSetSource["make"]>;

/**
 * The records of one data-set: read page by page, one request at a time, and handed to the control as an object that
 * stays the same until something changes.
 * Source: Microsoft's "DataSet (Power Apps component framework)" and the pages below it. How many records the platform
 * counts (5,000, then -1) is the server's matter.
 */
export class DataSetSource {
  private shown: Shown = empty;
  private object: DataSet;
  private readonly tables: Map<string, PlatformTable>;
  private readonly cookies = new Map<number, string | undefined>();
  private queue: Promise<void> = Promise.resolve();
  private refreshing: Promise<void> | undefined;
  private pageSize: number;
  private nextPageSize: number;
  private addedColumns: string[] = [];
  private links: LinkedEntity[] = [];
  private filter: FilterExpression | undefined;
  private selected: string[] = [];
  private sorting: SortStatus[];
  private ended = false;

  constructor(readonly definition: DataSetDefinition, private readonly services: DataSetServices) {
    this.tables = new Map([["", definition.table], ...definition.linked]);
    this.pageSize = this.nextPageSize = definition.pageSize;
    this.sorting = ordersOf(definition.view.fetchXml).map(({ column, descending }) => ({ name: column, sortDirection: descending ? 1 : 0 }));
    this.object = this.make();
  }

  /** What the control is given now. */
  get current(): DataSet {
    return this.object;
  }

  /** Reads the first page, with the settings as they are when the reading begins. Several wishes that wait are one. */
  refresh(): Promise<void> {
    this.refreshing ??= this.enqueue(async () => {
      this.refreshing = undefined;
      this.pageSize = this.nextPageSize;
      this.cookies.clear();
      await this.read(1, "replace");
    });
    return this.refreshing;
  }

  /** No answer that is still under way is shown any more. */
  end(): void {
    this.ended = true;
  }

  private enqueue(work: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(() => (this.ended ? undefined : work()));
    return this.queue;
  }

  private async read(page: number, keep: "replace" | "before" | "after"): Promise<void> {
    const { definition } = this;
    const parentId = definition.parent?.id();
    if (definition.parent && parentId === undefined) return this.show({ ...empty, loading: false });
    // A control may change the list that it was given, or put another in its place.
    this.sorting = this.object.sorting;
    this.show({ ...this.shown, loading: true });
    try {
      const parent = definition.parent && parentId !== undefined ? { column: definition.parent.column, id: parentId } : undefined;
      const own = [definition.table.primaryId, definition.table.primaryName];
      const fetchXml = dataSetFetchXml(
        definition.view.fetchXml, { addedColumns: this.addedColumns, links: this.links, filter: this.filter, sorting: this.sorting, own, parent },
        { count: this.pageSize, page, cookie: this.cookies.get(page) });
      await this.learnLinks();
      const answer = await this.services.retrieve(definition.table.logicalName, fetchXml);
      if (!this.ended) this.take(page, keep, answer);
    } catch (error) {
      if (!this.ended) this.show({ ...empty, loading: false, error: messageOf(error) });
    }
  }

  private async learnLinks(): Promise<void> {
    for (const { alias, name } of this.links) if (!this.tables.has(alias)) this.tables.set(alias, await this.services.tableOf(name));
  }

  private take(page: number, keep: "replace" | "before" | "after", answer: RetrieveMultipleResult): void {
    const annotations = answer as unknown as Record<string, unknown>;
    const rows = answer.entities.map((row) => new DataSetRecord(row, this.tables));
    const fresh = rows.map((record) => [record.getRecordId(), record] as const);
    const ids = fresh.map(([id]) => id);
    const count = annotations["@Microsoft.Dynamics.CRM.totalrecordcount"];
    const more = annotations["@Microsoft.Dynamics.CRM.morerecords"] === true || answer.nextLink !== undefined;
    this.cookies.set(page + 1, nextCookie(annotations));
    const { first, last, ids: known, records } = this.shown;
    // A record may have moved from one page to the other since; it is shown once.
    const seen = new Set(ids);
    const others = keep === "replace" ? [] : known.filter((id) => !seen.has(id));
    this.show({
      loading: false, total: typeof count === "number" ? count : ids.length,
      first: keep === "after" ? first : page,
      last: keep === "before" ? last : page,
      more: keep === "before" ? this.shown.more : more,
      ids: keep === "after" ? [...others, ...ids] : [...ids, ...others],
      records: { ...(keep === "replace" ? {} : records), ...Object.fromEntries(fresh) },
    });
  }

  private show(shown: Shown): void {
    this.shown = shown;
    this.publish();
  }

  private publish(): void {
    this.object = this.make();
    this.services.changed();
  }

  private make() {
    const { definition, shown } = this;
    return {
      loading: shown.loading,
      error: shown.error !== undefined,
      errorMessage: shown.error ?? "",
      columns: [...viewColumns(definition.view, this.tables), ...this.addedColumns.map((name) => dataSetColumn(name, this.tables, { order: -1, width: 100 }))],
      records: shown.records,
      sortedRecordIds: shown.ids,
      sorting: this.sorting,
      paging: this.paging(),
      filtering: {
        getFilter: () => this.filter,
        setFilter: (filter: FilterExpression) => {
          // An operator that is not imitated is refused here, where the control can be blamed.
          filterElement(filter);
          this.filter = filter;
        },
        clearFilter: () => {
          this.filter = undefined;
        },
      },
      linking: {
        getLinkedEntities: () => [...this.links],
        addLinkedEntity: (link: LinkedEntity) => {
          this.links = [...this.links.filter((other) => other.alias !== link.alias), link];
        },
      },
      addColumn: (name: string, entityAlias?: string) => this.addColumn(entityAlias ? `${entityAlias}.${name}` : name),
      refresh: () => void this.refresh(),
      openDatasetItem: (reference: EntityReference) => this.services.open(reference),
      getSelectedRecordIds: () => [...this.selected],
      setSelectedRecordIds: (ids: string[]) => this.select(ids),
      clearSelectedRecordIds: () => this.select([]),
      getTargetEntityType: () => definition.table.logicalName,
      getTitle: () => definition.view.label,
      getViewId: () => definition.view.id,
    };
  }

  private paging() {
    const { first, last, total, more } = this.shown;
    const turn = (to: () => number | undefined, keep: "before" | "after") => (onlyNew = false) => void this.enqueue(async () => {
      const page = to();
      if (page !== undefined) await this.read(page, onlyNew ? "replace" : keep);
    });
    return {
      totalResultCount: total, firstPageNumber: first, lastPageNumber: last, pageSize: this.pageSize, hasNextPage: more, hasPreviousPage: first > 1,
      loadNextPage: turn(() => (this.shown.more ? this.shown.last + 1 : undefined), "after"),
      loadPreviousPage: turn(() => (this.shown.first > 1 ? this.shown.first - 1 : undefined), "before"),
      loadExactPage: (page: number) => void this.enqueue(() => this.read(page, "replace")),
      setPageSize: (size: number) => {
        this.nextPageSize = size;
      },
      reset: () => void this.refresh(),
    };
  }

  private addColumn(name: string): void {
    if (!this.addedColumns.includes(name) && !this.object.columns.some((column) => column.name === name)) this.addedColumns = [...this.addedColumns, name];
  }

  private select(ids: string[]): void {
    if (ids.length === this.selected.length && ids.every((id, index) => id === this.selected[index])) return;
    this.selected = [...ids];
    this.publish();
  }
}
