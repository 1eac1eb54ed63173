/** Number sequences by name; each counts for itself. */
export class Sequences {
  private readonly last = new Map<string, number>();

  /**
   * The next number, e.g. `US-000001`.
   * @param name which sequence
   * @param taken tells that a number is in use already, so it is passed over
   */
  next(name: string, prefix: string, digits: number, taken: (number: string) => boolean = () => false): string {
    for (;;) {
      const counter = (this.last.get(name) ?? 0) + 1;
      this.last.set(name, counter);
      const number = prefix + String(counter).padStart(digits, "0");
      if (!taken(number)) return number;
    }
  }

  /** Starts all sequences again. */
  clear(): void {
    this.last.clear();
  }
}
