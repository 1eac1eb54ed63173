import type { OnHandSource } from "../../model/generated/schema";
import type { DayRow } from "./days";
import type { ScmProduct } from "./scmProducts";
import type { StockRow } from "./stock";

/** How a call is made; the clients' call contexts fit. */
export interface StockCall {
  correlationId: string;
  signal?: AbortSignal | undefined;
  patienceMs?: number | undefined;
}

/** Where stock is read. Products are those SCM knows in the company. */
export interface StockSource {
  readonly source: OnHandSource;
  /**
   * Quantities of all places. A product without a row has none anywhere.
   * @throws SyncError
   */
  quantities(company: string, products: readonly ScmProduct[], call: StockCall): Promise<StockRow[]>;
  /**
   * What can be promised on each day. A product without a row: the source cannot tell.
   * @throws SyncError
   */
  days(company: string, products: readonly ScmProduct[], call: StockCall): Promise<DayRow[]>;
}
