import { RecordError, SyncError, asSyncError } from "../core/errors";
import { countryKey } from "../core/valueMap";
import { wholeSeconds } from "../core/stateColumns";
import type { CallContext, DataverseClient } from "../connectors/dataverse/client";
import type { ScmClient } from "../connectors/scm/client";
import type { Log } from "../worker/log";
import { daysOf, type DayRow, type ProductDays } from "./days";
import type { PlaceNames, Places } from "./places";
import { planRows, type RowPlan, type RowWrite } from "./rows";
import { readScmProducts, type ItemNumbers, type ScmProduct } from "./scmProducts";
import type { StockSource } from "./source";
import { byNumber, type StockRow } from "./stock";
import { OnHandStore } from "./store";
import type { StockProduct } from "./target";

/** Products dealt with together: what bounds the memory. */
export const groupSize = 500;

export interface StockServices {
  dataverse: DataverseClient;
  scm: ScmClient;
  /** Where quantities are read. */
  quantities: StockSource;
  /** Where days are read; undefined when nobody is asked. */
  days: StockSource | undefined;
  places: PlaceNames;
  itemNumbers: ItemNumbers;
  /** SCM unit symbol, folded by `countryKey` → unit name in Sales. */
  units: ReadonlyMap<string, string>;
  log: Log;
}

export interface RefreshMode {
  /** Whether to ask what can be promised on each day. */
  withDays: boolean;
  /** Read and compare only. */
  dryRun: boolean;
  /** Runs before every write; throws when this instance may no longer write. */
  guard: () => Promise<void>;
  /** Told when reading is over. */
  writing: () => void;
}

/** What became of the products. */
export interface Refreshed {
  /** When SCM was read, ISO 8601 UTC. */
  asOf: string;
  inserted: number;
  updated: number;
  unchanged: number;
  /** Products that SCM keeps no stock of. */
  notStocked: number;
  failed: { product: StockProduct; error: SyncError }[];
  /** Why days cannot be told. */
  daysError: SyncError | undefined;
}

/** Brings stock from SCM to `p2c_onhand`. */
export class StockRefresh {
  private readonly store: OnHandStore;

  constructor(private readonly services: StockServices) {
    this.store = new OnHandStore(services.dataverse);
  }

  /**
   * @throws SyncError when stock cannot be read or written at all; rows then keep the last known numbers
   */
  async refresh(company: string, products: readonly StockProduct[], mode: RefreshMode, call: CallContext): Promise<Refreshed> {
    const done: Refreshed = { asOf: wholeSeconds(new Date(this.services.dataverse.http.serverNow())), inserted: 0, updated: 0, unchanged: 0, notStocked: 0, failed: [], daysError: undefined };
    for (let at = 0; at < products.length; at += groupSize) await this.group(company, products.slice(at, at + groupSize), mode, call, done);
    return done;
  }

  private async group(company: string, products: readonly StockProduct[], mode: RefreshMode, call: CallContext, done: Refreshed): Promise<void> {
    const { scm, itemNumbers, quantities, places } = this.services;
    const asOf = wholeSeconds(new Date(this.services.dataverse.http.serverNow()));
    const numbers = [...new Map(products.map(({ number }) => [number.toLowerCase(), number])).values()].filter(Boolean);
    const known = byNumber(await readScmProducts(scm, company, numbers, itemNumbers, call));
    const wanted = [...known.values()].flat();
    const names = await places.of(company, call);
    const stock = byNumber(wanted.length > 0 ? await quantities.quantities(company, wanted, call) : []);
    const days = await this.days(company, mode.withDays ? wanted.filter(({ stocked }) => stocked) : undefined, call, done);
    mode.writing();
    const stored = await this.store.read(company, numbers, call);
    const plans = new Map<StockProduct, RowPlan>();
    for (const product of products) {
      const key = product.number.toLowerCase();
      const found = known.get(key)?.[0];
      const rows = stock.get(key) ?? [];
      if (!found) done.failed.push({ product, error: new RecordError("stock-unknown", { params: { product: product.number, company } }) });
      else if (!found.stocked && rows.length === 0) done.notStocked++;
      else plans.set(product, planRows(this.facts(company, product, found, rows, days?.get(key), days !== undefined, names), stored.get(key) ?? [], asOf));
    }
    const failed = mode.dryRun ? new Map<RowWrite, SyncError>() : await this.store.write([...plans.values()].flatMap(({ writes }) => writes), mode.guard, call);
    for (const [product, { writes, outcome }] of plans) {
      const error = writes.map((write) => failed.get(write)).find((one) => one !== undefined);
      if (error) done.failed.push({ product, error });
      else done[outcome]++;
    }
  }

  private facts(company: string, product: StockProduct, found: ScmProduct, rows: readonly StockRow[], days: readonly DayRow[] | undefined, asked: boolean, names: Places) {
    const { units, quantities } = this.services;
    const told: ProductDays | undefined = asked ? daysOf(days ?? []) : undefined;
    return {
      productId: product.id, number: product.number, company, unit: units.get(countryKey(found.unitSymbol)) ?? found.unitSymbol, source: quantities.source,
      stock: rows, days: told, siteName: (site: string) => names.siteName(site), warehouseName: (warehouse: string) => names.warehouseName(warehouse),
    };
  }

  /**
   * Days are an addition: a source that refuses them does not keep the quantities back.
   * @returns none where no source is set up; undefined when it was not asked or did not tell
   */
  private async days(company: string, products: readonly ScmProduct[] | undefined, call: CallContext, done: Refreshed): Promise<Map<string, DayRow[]> | undefined> {
    const { days, log } = this.services;
    if (!days) return new Map();
    if (!products) return undefined;
    if (products.length === 0) return new Map();
    try {
      return byNumber(await days.days(company, products, call));
    } catch (error) {
      call.signal?.throwIfAborted();
      const cause = asSyncError(error);
      log("warn", "available to promise could not be read", { company, code: cause.code, reason: cause.technicalDetails, correlationId: call.correlationId });
      done.daysError ??= new SyncError("stock-days-missing", { params: { reason: cause.userMessage(1033), reason_1036: cause.userMessage(1036) }, technicalDetails: `${cause.code}: ${cause.technicalDetails}`, cause });
      return undefined;
    }
  }
}
