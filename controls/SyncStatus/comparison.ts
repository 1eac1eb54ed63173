import type { FieldComparison, SyncableTable } from "../../model/request";
import { RequestWatch } from "../shared/requestWatch";
import type { Row } from "../shared/row";
import { webApiFailure } from "../shared/webApiError";
import type { SyncService } from "./service";
import { type SyncError, fieldsOf, openRequest, requestError, resultOf } from "./snapshot";
import type { ProblemKind, Step } from "./words";

/** How a comparison with SCM stands. */
export type ComparisonView =
  | { phase: "none" }
  | { phase: "running"; step: Step | undefined }
  | { phase: "done"; fields: readonly FieldComparison[]; on: Date }
  /** The record is left out on purpose, or may not go, or SCM refused: no comparison. */
  | { phase: "failed"; excluded: boolean; error: SyncError }
  /** It could not be asked for, or not be followed. */
  | { phase: "stopped"; kind: ProblemKind | "unanswered" };

export interface ComparisonHost {
  table: SyncableTable;
  id: string;
  /** Name for the request row. */
  name: () => string;
  service: SyncService;
  onChange: (view: ComparisonView) => void;
}

/**
 * Has a record compared with SCM by a request that writes nothing (a dry run), and waits for its answer. After `dispose` no
 * timer runs and no view is handed out.
 */
export class ComparisonMachine {
  private visible = false;
  private disposed = false;
  private requestId: string | undefined;
  private view: ComparisonView = { phase: "none" };
  private readonly watch: RequestWatch;

  constructor(private readonly host: ComparisonHost) {
    this.watch = new RequestWatch({
      open: () => (this.visible ? this.requestId : undefined),
      read: (id) => host.service.readRequest(id),
      seen: (_id, request) => this.seen(request),
      // Gone before its answer was read: somebody tidied up.
      ended: () => { if (this.view.phase === "running") this.stop("unanswered"); return Promise.resolve(); },
      trouble: () => undefined,
      gaveUp: () => { this.stop("unanswered"); },
    });
  }

  /** Hidden controls ask nothing; the answer is read when they are seen again. */
  setVisible(visible: boolean): void {
    this.visible = visible;
    if (!visible) this.watch.pause();
    else { this.watch.soon(); this.watch.watchOn(); }
  }

  /** Asks for a comparison. Calls while one is under way do nothing. */
  async start(): Promise<void> {
    if (this.disposed || this.view.phase === "running") return;
    const { service, table, id, name } = this.host;
    if (!service.isOnline()) { this.stop("offline"); return; }
    this.show({ phase: "running", step: undefined });
    try {
      this.requestId = await service.createRequest(table, id, name(), { dryRun: true });
      if (this.requestId === "") this.stop("unanswered");
      this.watch.afresh();
      this.watch.watchOn();
    } catch (error) {
      const { kind } = webApiFailure(error);
      this.stop(kind === "duplicate" ? "comparing" : kind === "forbidden" ? "forbiddenToSync" : kind === "other" ? "notStarted" : kind);
    }
  }

  /** Forgets the answer: a sync has begun, so it will not be true for long. */
  clear(): void {
    if (this.view.phase === "none" || this.view.phase === "running") return;
    this.show({ phase: "none" });
  }

  dispose(): void {
    this.disposed = true;
    this.watch.dispose();
  }

  private seen(request: Row): "open" | "ended" {
    const { table, id } = this.host;
    const open = openRequest(request);
    if (open) {
      this.show({ phase: "running", step: open.step });
      return "open";
    }
    this.requestId = undefined;
    const result = resultOf(request, table, id);
    const error = requestError(request, result?.record, "");
    if (result && error.code === "") this.show({ phase: "done", fields: fieldsOf(result.record.fields), on: new Date() });
    else if (error.code === "") this.stop("unanswered");
    else this.show({ phase: "failed", excluded: result?.outcome === "excluded", error });
    return "ended";
  }

  private stop(kind: ProblemKind | "unanswered"): void {
    this.requestId = undefined;
    this.show({ phase: "stopped", kind });
  }

  private show(view: ComparisonView): void {
    if (this.disposed) return;
    this.view = view;
    this.host.onChange(view);
  }
}
