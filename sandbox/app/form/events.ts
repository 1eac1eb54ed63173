/** Save modes of the client API. Source: Microsoft's "getSaveMode (Client API reference)". */
export const saveModes = { save: 1, saveAndClose: 2, deactivate: 5, reactivate: 6, saveAndNew: 59 } as const;

/** What a handler is called with. */
export interface ExecutionContext {
  getFormContext(): unknown;
  getEventSource(): unknown;
  getEventArgs(): unknown;
  getDepth(): number;
  getContext(): unknown;
  getSharedVariable(key: string): unknown;
  setSharedVariable(key: string, value: unknown): void;
}
export type Handler = (context: ExecutionContext) => unknown;

/** Handlers of one event, in the order they were added; a handler added twice runs once. */
export class Handlers {
  private list: Handler[] = [];
  add(handler: Handler): void {
    if (!this.list.includes(handler)) this.list.push(handler);
  }
  remove(handler: Handler): void {
    this.list = this.list.filter((h) => h !== handler);
  }
  /** Runs them all; one that throws does not keep the others from running, as on a real form. */
  fire(makeContext: () => ExecutionContext, onError: (error: unknown) => void): unknown[] {
    return [...this.list].map((handler) => {
      try {
        const result = handler(makeContext());
        if (isPromise(result)) result.then(undefined, onError);
        return result;
      } catch (error) {
        onError(error);
        return undefined;
      }
    });
  }
}

export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return value !== null && typeof value === "object" && typeof (value as { then?: unknown }).then === "function";
}

/** Arguments of the OnSave event. */
export class SaveEventArgs {
  private prevented = false;
  private preventIfFails = false;
  private sealed = false;
  private readonly saveMode: number;
  constructor(saveMode: number) {
    this.saveMode = saveMode;
  }
  readonly getSaveMode = (): number => this.saveMode;
  readonly isDefaultPrevented = (): boolean => this.prevented;
  /** Only while handlers run synchronously; later calls come too late, as on a real form. */
  readonly preventDefault = (): void => {
    if (!this.sealed) this.prevented = true;
  };
  readonly preventDefaultOnError = (): void => {
    this.preventIfFails = true;
  };
  readonly disableAsyncTimeout = (): void => {
    this.timeout = undefined;
  };
  private timeout: number | undefined = 10_000;

  /**
   * Waits for what the handlers returned, at most ten seconds each.
   * @returns whether the save goes on
   */
  async settle(results: unknown[]): Promise<boolean> {
    this.sealed = true;
    if (this.prevented) return false;
    const ok = await Promise.all(results.filter(isPromise).map((promise) => settles(promise, this.timeout)));
    return ok.every(Boolean) || !this.preventIfFails;
  }
}

/** Whether a promise resolves within the time (milliseconds; undefined for no limit). */
async function settles(promise: PromiseLike<unknown>, timeout: number | undefined): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    if (timeout !== undefined) timer = setTimeout(() => resolve(false), timeout);
  });
  try {
    return await Promise.race([Promise.resolve(promise).then(() => true, () => false), late]);
  } finally {
    clearTimeout(timer);
  }
}
