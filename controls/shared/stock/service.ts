import { syncRequest } from "../../../model/generated/schema";
import { type StockTable, newOnHandRequest, onHandKeyOf } from "../../../model/onHand";
import type { Row } from "../row";
import { createdId, isOnline } from "../webApi";
import { productsPerRequest, rowsPerPage, stockQuery } from "./query";

/** What a control asks of Dataverse about stock. Failures are the client's own error objects; see `webApiFailure`. */
export interface StockService {
  /** False while the device has no connection; nothing is asked then. */
  isOnline(): boolean;
  /**
   * Products with their stock: one request for up to 150 products whose rows fit on a page, which is 5,000 of them.
   * @returns rows of `stockQuery`
   */
  load(productIds: readonly string[]): Promise<Row[]>;
  /** Whether the user may ask for fresh numbers, as far as the client knows; undefined when it does not tell. */
  mayAsk(): boolean | undefined;
  /** Asks for fresh numbers under the user's own privileges; resolves with the request's row. */
  createRequest(table: StockTable, id: string, displayName: string): Promise<Row>;
  /** The open request for a record's stock. */
  findOpenRequest(table: StockTable, id: string): Promise<Row | undefined>;
  /** One request row, while it is open. */
  readRequest(requestId: string): Promise<Row>;
}

const r = syncRequest.columns;
const requestColumns = [syncRequest.primaryId, r.status, r.result, r.errorCode, r.attempts, r.nextAttemptOn, "createdon"].join(",");
/** Privilege and depth of `hasEntityPrivilege`: create, own rows. */
const create = 1;
const ownRows = 0;

/**
 * The service over the client's Web API.
 * @param context gives the context of the last updateView, since clients may hand out a new one each time
 */
export function stockService(context: () => Pick<ComponentFramework.Context<unknown>, "webAPI" | "client" | "utils">): StockService {
  const many = async (table: string, options: string) => (await context().webAPI.retrieveMultipleRecords(table, options)).entities as Row[];

  const loadChunk = async (productIds: readonly string[]): Promise<Row[]> => {
    const rows: Row[] = [];
    // Pages by number, because not every client hands on the paging cookie; a page that is not full is the last one.
    for (let page = 1; ; page++) {
      const more = await many("product", `?fetchXml=${encodeURIComponent(stockQuery(productIds, page))}`);
      rows.push(...more);
      if (more.length < rowsPerPage) return rows;
    }
  };

  return {
    isOnline: () => isOnline(context()),
    async load(productIds) {
      const rows: Row[] = [];
      for (let from = 0; from < productIds.length; from += productsPerRequest) rows.push(...await loadChunk(productIds.slice(from, from + productsPerRequest)));
      return rows;
    },
    mayAsk() {
      const { utils } = context() as { utils?: Partial<ComponentFramework.Utility> };
      try {
        return utils?.hasEntityPrivilege?.(syncRequest.logicalName, create, ownRows);
      } catch {
        return undefined;
      }
    },
    async createRequest(table, id, displayName) {
      const row = newOnHandRequest(table, id, displayName);
      const created: unknown = await context().webAPI.createRecord(syncRequest.logicalName, row);
      return { [syncRequest.primaryId]: createdId(created), [r.status]: row[r.status], createdon: new Date().toISOString() };
    },
    async findOpenRequest(table, id) {
      const [open] = await many(syncRequest.logicalName, `?$select=${requestColumns}&$filter=${r.openKey} eq '${onHandKeyOf(table, id)}'&$top=1`);
      return open;
    },
    readRequest: (requestId) => context().webAPI.retrieveRecord(syncRequest.logicalName, requestId, `?$select=${requestColumns}`),
  };
}
