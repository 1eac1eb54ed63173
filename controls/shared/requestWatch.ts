import type { Row } from "./row";
import { webApiFailure } from "./webApiError";

/** Watching: first wait, growth, longest wait, and the time in front of a user's eyes after which it stops (milliseconds). */
export const watchTimes = { first: 2_000, growth: 1.5, longest: 10_000, limit: 600_000 } as const;
/** Failed reads in a row before the user is told. */
const troubleAfter = 3;

/** Whose request is watched. */
export interface WatchHost {
  /** Id of the request to look at; undefined when there is none, or nobody who would see it. */
  open: () => string | undefined;
  read: (requestId: string) => Promise<Row>;
  /** Draws the row as just read. "ended" when watching it is over, or more than this row is to be read. */
  seen: (requestId: string, row: Row) => "open" | "ended";
  /** The request has ended, is gone, or more than its row is to be read. Watching goes on when `watchOn` is called. */
  ended: () => Promise<void>;
  /** The request could not be read several times in a row. */
  trouble: () => void;
  /** Watched for too long. */
  gaveUp: () => void;
}

/** Reads an open request's row again and again, less and less often, until it has ended. After `dispose` no timer runs. */
export class RequestWatch {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wait: number = watchTimes.first;
  private watched = 0;
  private failedReads = 0;
  private reading = false;
  private disposed = false;

  constructor(private readonly host: WatchHost) {}

  /** Sets out to look again, if there is something to see. */
  watchOn(): void {
    this.pause();
    if (this.disposed || this.reading || this.host.open() === undefined) return;
    if (this.watched >= watchTimes.limit) { this.host.gaveUp(); return; }
    const wait = this.wait;
    this.wait = Math.min(watchTimes.longest, wait * watchTimes.growth);
    this.timer = setTimeout(() => { this.watched += wait; void this.look(); }, wait);
  }

  /** Looks no more until `watchOn`. */
  pause(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** The next wait is the shortest again. */
  soon(): void {
    this.wait = watchTimes.first;
  }

  /** As if watching had only begun. */
  afresh(): void {
    this.soon();
    this.watched = 0;
  }

  dispose(): void {
    this.disposed = true;
    this.pause();
  }

  private async look(): Promise<void> {
    const id = this.host.open();
    if (id === undefined) return;
    this.reading = true;
    let next: "open" | "ended" = "open";
    try {
      const row = await this.host.read(id);
      this.failedReads = 0;
      if (!this.disposed) next = this.host.seen(id, row);
    } catch (error) {
      // A request that is gone was tidied up after it had ended.
      if (webApiFailure(error).kind === "notFound") next = "ended";
      else if (++this.failedReads >= troubleAfter && !this.disposed) this.host.trouble();
    } finally {
      this.reading = false;
    }
    if (this.disposed) return;
    if (next === "ended") await this.host.ended();
    else this.watchOn();
  }
}
