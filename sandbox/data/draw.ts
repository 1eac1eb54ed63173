import { seededRandom } from "../http/random";

/** Draws from a seeded generator, so that demo rows are the same everywhere and every time. */
export class Draw {
  private readonly random: () => number;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.random() * (high - low + 1));
  }

  /** True in `percent` of 100 draws. */
  chance(percent: number): boolean {
    return this.random() * 100 < percent;
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[this.whole(0, from.length - 1)];
    if (picked === undefined) throw new RangeError("Nothing to pick from.");
    return picked;
  }

  /** Fills a pattern: # a digit, @ a capital letter. */
  fill(pattern: string): string {
    return pattern.replace(/[#@]/g, (sign) => (sign === "#" ? String(this.whole(0, 9)) : String.fromCharCode(65 + this.whole(0, 25))));
  }

  /** A GUID in lower case. */
  guid(): string {
    const hex = Array.from({ length: 32 }, () => this.whole(0, 15).toString(16)).join("");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}
