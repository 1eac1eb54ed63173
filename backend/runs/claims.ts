/**
 * Numbers that are being written at this moment. Two records with one number would otherwise both find it free; the
 * second waits until the first is done, and is then refused by the state the first has left.
 */
export class Claims {
  private readonly held = new Map<string, Promise<void>>();

  /**
   * Takes the numbers that are free, each for the first item that names it.
   * @returns the items that got theirs, the others with what they wait for, and how to give the numbers back
   */
  take<T>(items: readonly T[], keyOf: (item: T) => string): { mine: T[]; others: T[]; wait: Promise<unknown>; release: () => void } {
    const mine: T[] = [];
    const others: T[] = [];
    const waits = new Set<Promise<void>>();
    const keys: string[] = [];
    let done = () => {};
    const end = new Promise<void>((resolve) => (done = resolve));
    for (const item of items) {
      const key = keyOf(item);
      const holder = this.held.get(key);
      if (holder) {
        others.push(item);
        if (holder !== end) waits.add(holder);
      } else {
        this.held.set(key, end);
        keys.push(key);
        mine.push(item);
      }
    }
    const release = () => {
      for (const key of keys) this.held.delete(key);
      done();
    };
    return { mine, others, wait: Promise.all(waits), release };
  }
}
