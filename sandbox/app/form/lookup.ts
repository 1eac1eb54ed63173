import { escapeXml, intoEntity, withPage } from "../fetchXml";
import { Handlers } from "./events";

/** A view that a script gives to a lookup. */
export interface CustomView { id: string; table: string; name: string; fetchXml: string }

/** What scripts have set on a lookup. */
export class LookupState {
  readonly preSearch = new Handlers();
  readonly views: CustomView[] = [];
  defaultViewId: string | undefined;
  private filters: { xml: string; table: string | undefined }[] = [];
  private searching = false;

  constructor(public tables: readonly string[]) {}

  /** Runs what must happen before a search; filters of the search before are forgotten. */
  beginSearch(run: () => void): void {
    this.filters = [];
    this.searching = true;
    try {
      run();
    } finally {
      this.searching = false;
    }
  }

  /**
   * Narrows the search that is about to begin.
   * Source: Microsoft's "addCustomFilter (Client API reference)", by which it is for handlers of PreSearch alone.
   * @param table absent: all tables of the lookup
   * @throws Error outside a PreSearch handler, and for what is no filter element
   */
  addFilter(xml: string, table: string | undefined): void {
    if (!this.searching) throw new Error("addCustomFilter works in a handler of the PreSearch event only; add it with addPreSearch.");
    if (!/^\s*<filter\b[\s\S]*(<\/filter>|\/>)\s*$/.test(xml)) throw new Error(`addCustomFilter: '${xml}' is no FetchXML filter element.`);
    this.filters.push({ xml, table });
  }

  /** The query for the records of one table whose name holds what was typed, the first ten. */
  query(table: { logicalName: string; primaryId: string; primaryName: string }, typed: string): string {
    const { logicalName, primaryId, primaryName } = table;
    const view = this.views.find((v) => v.table === logicalName && v.id === this.defaultViewId);
    const own = `<fetch><entity name="${logicalName}"><attribute name="${primaryId}"/><attribute name="${primaryName}"/><order attribute="${primaryName}"/></entity></fetch>`;
    const name = typed.trim() ? `<filter><condition attribute="${primaryName}" operator="like" value="${escapeXml(`%${typed.trim()}%`)}"/></filter>` : "";
    const filters = this.filters.filter((f) => f.table === undefined || f.table === logicalName).map((f) => f.xml).join("");
    return intoEntity(withPage(view?.fetchXml ?? own, { count: 10, page: 1 }), name + filters);
  }
}
