import type { StockTable } from "../../../model/onHand";
import { RequestWatch } from "../requestWatch";
import type { Row } from "../row";
import { type WebApiFailure, webApiFailure } from "../webApiError";
import { type OpenStockRequest, type StockFailure, openStockRequest, stockFailure } from "./request";
import type { StockService } from "./service";
import { type ProductStock, type Stock, stockOf } from "./stock";

/** Why nothing (or nothing newer) can be shown, or why asking for fresh numbers did nothing. */
export type StockProblemKind = "offline" | "forbidden" | "notFound" | "missingColumn" | "throttled" | "failed" | "forbiddenToAsk" | "notStarted";

/** A problem with the server's words for the technical details. */
export interface StockProblem {
  kind: StockProblemKind;
  technical: string;
}

/** What a control is drawn from. */
export interface StockView {
  /** Numbers are being read. */
  loading: boolean;
  /** Numbers have been read once. */
  ready: boolean;
  stock: Stock;
  /** The last reading failed; older numbers may still be there. */
  problem: StockProblem | undefined;
  /** A request for fresh numbers is being created. */
  asking: boolean;
  request: OpenStockRequest | undefined;
  /** The last click, or asking by itself, did not lead to a request. */
  refused: StockProblem | undefined;
  /** The request followed here did not succeed. */
  failure: StockFailure | undefined;
  /** A request followed here has ended well. */
  refreshed: boolean;
  notice: "alreadyOpen" | "watchStopped" | "watchTrouble" | undefined;
}

export interface StockHost {
  service: StockService;
  /** The record that a request for fresh numbers names; undefined where there is none to name. */
  target: () => { table: StockTable; id: string; name: string } | undefined;
  /** Whether the numbers just read are so old that fresh ones are asked for without a click. */
  wantsRefresh: (stock: Stock) => boolean;
  onChange: (view: StockView) => void;
}

export const firstStockView: StockView = {
  loading: true, ready: false, stock: new Map(), problem: undefined, asking: false, request: undefined, refused: undefined, failure: undefined, refreshed: false, notice: undefined,
};

/** Numbers read longer ago than this (milliseconds) are read again when the user comes back to them. */
const oldAfter = 300_000;

/**
 * Reads the stock of products, asks for fresh numbers and watches the request. Lives outside React so that it can be
 * stopped for good: after `dispose` no timer runs and no view is handed out.
 */
export class StockMachine {
  private view = firstStockView;
  private products: readonly string[] | undefined;
  /** Null: asked for, and not there. */
  private readonly known = new Map<string, ProductStock | null>();
  private visible = false;
  private disposed = false;
  private reading = false;
  /** What is to be read as soon as possible. */
  private owed: "missing" | "all" | undefined;
  private readAt = 0;
  private askedBySelf = false;
  private readonly watch: RequestWatch;

  constructor(private readonly host: StockHost) {
    this.watch = new RequestWatch({
      open: () => (this.visible ? this.view.request?.id : undefined),
      read: (id) => host.service.readRequest(id),
      seen: (id, row) => this.seen(id, row),
      ended: () => { this.update({ request: undefined }); return this.read("all"); },
      trouble: () => { this.update({ notice: "watchTrouble" }); },
      gaveUp: () => { this.update({ notice: "watchStopped" }); },
    });
  }

  /** The products whose stock is shown; those not yet read are read. */
  setProducts(productIds: readonly string[]): void {
    this.products = productIds;
    void this.read("missing");
  }

  /** Hidden controls ask nothing; what was missed is read when they are seen again. */
  setVisible(visible: boolean): void {
    if (visible === this.visible) return;
    this.visible = visible;
    this.watch.soon();
    if (!visible) { this.watch.pause(); return; }
    const { owed } = this;
    this.owed = undefined;
    if (owed) void this.read(owed);
    else if (this.readAt > 0 && Date.now() - this.readAt > oldAfter) void this.read("all");
    this.watch.watchOn();
  }

  /** Reads everything again, as the user asked. */
  checkAgain(): void {
    this.watch.afresh();
    this.update({ notice: undefined, refused: undefined });
    void this.read("all");
    this.watch.watchOn();
  }

  /** Asks for fresh numbers, or joins the request that is open. Calls while one is starting or open do nothing. */
  async refresh(): Promise<void> {
    const target = this.host.target();
    if (this.disposed || !target || this.view.asking || this.view.request) return;
    if (!this.host.service.isOnline()) { this.update({ refused: { kind: "offline", technical: "" } }); return; }
    this.update({ asking: true, refused: undefined, failure: undefined, refreshed: false, notice: undefined });
    const { service } = this.host;
    try {
      const row = await service.createRequest(target.table, target.id, target.name);
      if (openStockRequest(row)?.id) this.follow(row);
      else await this.join(target);
    } catch (error) {
      await this.notCreated(webApiFailure(error), target);
    }
  }

  dispose(): void {
    this.disposed = true;
    this.watch.dispose();
  }

  private follow(row: Row): void {
    if (this.disposed) return;
    this.update({ asking: false, request: openStockRequest(row) });
    this.watch.afresh();
    this.watch.watchOn();
  }

  private async notCreated(failure: WebApiFailure, target: { table: StockTable; id: string }): Promise<void> {
    if (this.disposed) return;
    // A duplicate key means that one is open. An answer that was lost may have left one open as well.
    if (failure.kind === "duplicate" && await this.join(target, "alreadyOpen")) return;
    if (failure.kind === "other" && await this.join(target)) return;
    const kind = failure.kind === "forbidden" ? "forbiddenToAsk" : failure.kind === "throttled" ? "throttled" : "notStarted";
    this.update({ asking: false, refused: { kind, technical: technicalOf(failure) } });
  }

  /** Follows the request that is open, if there is one; when it has ended meanwhile, reads what it brought. */
  private async join({ table, id }: { table: StockTable; id: string }, notice?: StockView["notice"]): Promise<boolean> {
    try {
      const row = await this.host.service.findOpenRequest(table, id);
      if (row) {
        this.update({ notice });
        this.follow(row);
      } else if (notice) {
        this.update({ asking: false });
        await this.read("all");
      }
      return row !== undefined || notice !== undefined;
    } catch {
      // Why the request itself did not start is told.
      return false;
    }
  }

  private async read(what: "missing" | "all"): Promise<void> {
    if (this.disposed || !this.products) return;
    if (!this.visible || this.reading) {
      this.owed = this.owed === "all" ? "all" : what;
      return;
    }
    const ids = what === "all" ? this.products : this.products.filter((id) => !this.known.has(id));
    if (ids.length === 0) { this.update({ loading: false, ready: true }); return; }
    if (!this.host.service.isOnline()) { this.update({ loading: false, problem: { kind: "offline", technical: "" } }); return; }
    this.reading = true;
    this.update({ loading: true });
    try {
      this.take(ids, await this.host.service.load(ids));
    } catch (error) {
      const failure = webApiFailure(error);
      const kind = failure.kind === "other" || failure.kind === "duplicate" ? "failed" : failure.kind;
      this.update({ loading: false, problem: { kind, technical: technicalOf(failure) } });
    } finally {
      this.reading = false;
    }
    const { owed } = this;
    this.owed = undefined;
    if (owed) await this.read(owed);
  }

  private take(ids: readonly string[], rows: readonly Row[]): void {
    if (this.disposed) return;
    const stock = stockOf(rows);
    for (const id of ids) this.known.set(id, stock.get(id) ?? null);
    const all = new Map([...this.known].flatMap(([id, one]) => (one ? [[id, one] as const] : [])));
    this.readAt = Date.now();
    this.update({ loading: false, ready: true, stock: all, problem: undefined });
    if (this.askedBySelf) return;
    this.askedBySelf = true;
    if (this.host.wantsRefresh(all) && this.host.service.mayAsk() !== false) void this.refresh();
  }

  private seen(id: string, row: Row): "open" | "ended" {
    if (this.view.request?.id !== id) return "open";
    const request = openStockRequest(row);
    if (request) {
      this.update({ request: { ...request, id }, notice: this.view.notice === "watchTrouble" ? undefined : this.view.notice });
      return "open";
    }
    const failure = stockFailure(row);
    this.update({ request: undefined, failure, refreshed: !failure, notice: undefined });
    return "ended";
  }

  private update(change: Partial<StockView>): void {
    if (this.disposed) return;
    this.view = { ...this.view, ...change };
    this.host.onChange(this.view);
  }
}

function technicalOf({ code, message }: WebApiFailure): string {
  return [code, message].filter(Boolean).join(" ");
}
