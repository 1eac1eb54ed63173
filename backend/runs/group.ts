/** Runs tasks with a bound on how many are under way; remembers the first that failed. */
export class TaskGroup {
  private readonly running = new Set<Promise<void>>();
  private failure: { error: unknown } | undefined;

  constructor(private readonly most: number) {}

  /**
   * Starts a task as soon as there is room.
   * @throws what an earlier task threw
   */
  async add(task: () => Promise<void>): Promise<void> {
    while (this.running.size >= this.most && !this.failure) await Promise.race(this.running);
    this.raise();
    const started: Promise<void> = task().catch((error: unknown) => void (this.failure ??= { error })).finally(() => this.running.delete(started));
    this.running.add(started);
  }

  /**
   * Waits until nothing is under way.
   * @throws what a task threw
   */
  async drain(): Promise<void> {
    await Promise.all(this.running);
    this.raise();
  }

  /** Waits without throwing. */
  async settle(): Promise<void> {
    await Promise.all(this.running);
  }

  private raise(): void {
    if (this.failure) throw this.failure.error;
  }
}
