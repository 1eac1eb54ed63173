import type { RecordNews } from "../../model/channel";
import type { ConflictSide } from "../../model/generated/schema";
import type { SyncableTable } from "../../model/request";
import { RequestWatch } from "../shared/requestWatch";
import type { Row } from "../shared/row";
import { type WebApiFailure, webApiFailure } from "../shared/webApiError";
import type { SyncService } from "./service";
import { type Snapshot, attemptsOf, isRequestOpen, newRequestRow, snapshotOf } from "./snapshot";
import type { ProblemKind } from "./words";

/** Something that stands between the user and the status, with the server's words for the technical details. */
export interface Problem {
  kind: ProblemKind;
  technical: string;
}

/** What the card is drawn from. */
export interface SyncView {
  loading: boolean;
  snapshot: Snapshot | undefined;
  /** The last load failed; an older snapshot may still be there. */
  problem: Problem | undefined;
  /** The last click did not lead to a request. */
  refused: Problem | undefined;
  /** A request is being created. */
  creating: boolean;
  /** A sync was followed here since the form opened, so its course is worth telling a screen reader. */
  followed: boolean;
  /** The sync followed here has just failed. */
  newFailure: boolean;
  notice: "alreadyOpen" | "watchStopped" | "watchTrouble" | undefined;
}

export interface MachineHost {
  table: SyncableTable;
  id: string;
  /** Name for the request row until the record itself has been read. */
  name: () => string;
  service: SyncService;
  onChange: (view: SyncView) => void;
  /** Tells other frames about this record. */
  tell: (type: RecordNews["type"]) => void;
  /** Has the form saved what is open and looked for what is missing; false when the form has said why not. */
  isFormReady: () => Promise<boolean>;
}

export const firstView: SyncView = {
  loading: true, snapshot: undefined, problem: undefined, refused: undefined, creating: false, followed: false, newFailure: false, notice: undefined,
};

/** A status read longer ago than this (milliseconds) is read again when the user comes back to it. */
const oldAfter = 300_000;
const failedStatuses: readonly Snapshot["status"][] = ["NeedsAttention", "Conflict", "Paused"];

/**
 * Loads one record's status, starts syncs and watches them. Lives outside React so that it can be stopped for good:
 * after `dispose` no timer runs and no view is handed out.
 */
export class SyncMachine {
  private view = firstView;
  private row: Row | undefined;
  private visible = false;
  private disposed = false;
  /** Something changed while nobody was looking. */
  private stale = true;
  private loadedAt = 0;
  private loadsRunning = 0;
  private endTold = "";
  private readonly watch: RequestWatch;

  constructor(private readonly host: MachineHost) {
    this.watch = new RequestWatch({
      open: () => (this.visible ? this.view.snapshot?.open?.id : undefined),
      read: (id) => host.service.readRequest(id),
      seen: (id, request) => this.seen(id, request),
      ended: () => this.load(),
      trouble: () => { this.update({ notice: "watchTrouble" }); },
      gaveUp: () => { this.update({ notice: "watchStopped" }); },
    });
  }

  /** Hidden controls ask nothing; what was missed is read when they are seen again. */
  setVisible(visible: boolean): void {
    if (visible === this.visible) return;
    this.visible = visible;
    this.watch.soon();
    if (!visible) this.watch.pause();
    else if (this.stale || Date.now() - this.loadedAt > oldAfter) void this.load();
    else this.watch.watchOn();
  }

  /** Takes note of the form's own lookup to the state: when it moves to another row, somebody synced. */
  setBoundState(stateId: string): void {
    const { snapshot } = this.view;
    if (stateId !== "" && snapshot && !snapshot.open && snapshot.stateId !== stateId) void this.load();
  }

  /** Takes note of a message from the command bar, the form script or another control. */
  hear(type: RecordNews["type"]): void {
    if (type === "saved" && this.view.refused?.kind === "notReady") this.update({ refused: undefined });
    // The end of an open request is seen by watching it; a save meanwhile is part of what is read then.
    if (type !== "finished" && this.view.snapshot?.open) return;
    void this.load(type === "requested" ? { followed: true } : {});
  }

  /** Reads everything again, as the user asked. */
  checkAgain(): void {
    this.watch.afresh();
    this.update({ notice: undefined, refused: undefined });
    void this.load();
  }

  /**
   * Starts a sync, or joins the one that is open. Calls while one is starting or open do nothing.
   * @param resolve whose values stand where both sides changed
   */
  async sync(resolve?: ConflictSide): Promise<void> {
    if (this.disposed || this.view.creating || this.view.snapshot?.open) return;
    if (!this.host.service.isOnline()) { this.update({ refused: { kind: "offline", technical: "" } }); return; }
    this.update({ creating: true, refused: undefined, newFailure: false, notice: undefined });
    const { table, id } = this.host;
    if (!(await this.host.isFormReady())) { this.update({ creating: false, refused: { kind: "notReady", technical: "" } }); return; }
    if (this.disposed) return;
    try {
      const requestId = await this.host.service.createRequest(table, id, this.view.snapshot?.recordName || this.host.name(), resolve === undefined ? {} : { resolve });
      if (this.disposed) return;
      this.host.tell("requested");
      if (requestId && this.row) this.follow(newRequestRow(requestId, new Date()));
      else await this.load({ creating: false, followed: true });
    } catch (error) {
      await this.notCreated(webApiFailure(error));
    }
  }

  dispose(): void {
    this.disposed = true;
    this.watch.dispose();
  }

  private follow(request: Row): void {
    if (this.disposed) return;
    this.watch.afresh();
    // A load under way, after the save for instance, was asked before there was a request.
    this.loadsRunning++;
    this.show({ loading: false, creating: false, followed: true }, request);
    this.watch.watchOn();
  }

  private async notCreated(failure: WebApiFailure): Promise<void> {
    if (failure.kind === "duplicate") {
      await this.load({ creating: false, followed: true, notice: "alreadyOpen" });
      // What is open and no sync is a comparison; it is over in a moment.
      if (!this.view.snapshot?.open && !this.view.problem) this.update({ refused: { kind: "comparing", technical: "" } });
      return;
    }
    if (failure.kind === "other" || failure.kind === "throttled") {
      // The answer may have been lost after the row was written: then there is an open request to follow.
      await this.load();
      if (this.view.snapshot?.open) { this.update({ creating: false, followed: true }); return; }
    }
    const kind = failure.kind === "forbidden" ? "forbiddenToSync" : failure.kind === "other" ? "notStarted" : failure.kind;
    this.update({ creating: false, refused: { kind, technical: technicalOf(failure) } });
  }

  /** Reads record, state and newest request in one request. */
  private async load(also: Partial<SyncView> = {}): Promise<void> {
    if (this.disposed) return;
    if (!this.visible) { this.stale = true; this.update(also); return; }
    this.watch.pause();
    this.stale = false;
    if (!this.host.service.isOnline()) {
      this.update({ ...also, loading: false, problem: { kind: "offline", technical: "" } });
      return;
    }
    const mine = ++this.loadsRunning;
    this.update({ loading: true });
    try {
      const row = await this.host.service.load(this.host.table, this.host.id);
      if (mine !== this.loadsRunning) { this.update(also); return; }
      this.row = row;
      this.loadedAt = Date.now();
      this.show({ ...also, loading: false, problem: undefined });
      this.watch.watchOn();
    } catch (error) {
      if (mine !== this.loadsRunning) { this.update(also); return; }
      const failure = webApiFailure(error);
      const kind = failure.kind === "other" || failure.kind === "duplicate" ? "failed" : failure.kind;
      this.update({ ...also, loading: false, problem: { kind, technical: technicalOf(failure) } });
      this.watch.watchOn();
    }
  }

  /** Draws the rows anew. A request that was open before and is not any more has just ended. */
  private show(change: Partial<SyncView>, request?: Row): void {
    if (this.disposed || !this.row) return;
    const before = this.view.snapshot;
    const snapshot = snapshotOf(this.host.table, this.host.id, this.row, request);
    const ended = before?.open !== undefined && snapshot.open === undefined;
    this.update({
      ...change,
      snapshot,
      ...(snapshot.open ? { followed: this.view.followed || change.followed === true, newFailure: false } : {}),
      ...(ended ? { newFailure: failedStatuses.includes(snapshot.status), followed: true } : {}),
      ...(snapshot.open ? {} : { notice: undefined }),
    });
  }

  /** Draws the request as just read, and says whether record and state have to be read as well. */
  private seen(id: string, request: Row): "open" | "ended" {
    const open = this.view.snapshot?.open;
    if (open?.id !== id) return "open";
    if (!isRequestOpen(request)) {
      if (this.endTold !== id) this.host.tell("finished");
      this.endTold = id;
      return "ended";
    }
    this.show({ problem: undefined, notice: this.view.notice === "watchTrouble" ? undefined : this.view.notice }, request);
    // A further failed attempt: why and until when stands in the state.
    return attemptsOf(request) === open.attempts ? "open" : "ended";
  }

  private update(change: Partial<SyncView>): void {
    if (this.disposed) return;
    this.view = { ...this.view, ...change };
    this.host.onChange(this.view);
  }
}

function technicalOf({ code, message }: WebApiFailure): string {
  return [code, message].filter(Boolean).join(" ");
}
