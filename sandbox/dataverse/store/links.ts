/** Pairs of one many-to-many relationship, found from either side. */
export class LinkTable {
  private readonly sides = new Map<string, Set<string>>();

  /** Ids linked with `id`, in the order they were linked. */
  of(id: string): string[] {
    return [...(this.sides.get(id) ?? [])];
  }

  /** Answers false when the pair was there. */
  add(a: string, b: string): boolean {
    if (this.sides.get(a)?.has(b)) return false;
    this.side(a).add(b);
    this.side(b).add(a);
    return true;
  }

  /** Answers false when the pair was not there. */
  remove(a: string, b: string): boolean {
    if (!this.sides.get(a)?.delete(b)) return false;
    this.sides.get(b)?.delete(a);
    return true;
  }

  copy(): LinkTable {
    const copy = new LinkTable();
    for (const [id, others] of this.sides) copy.sides.set(id, new Set(others));
    return copy;
  }

  private side(id: string): Set<string> {
    let set = this.sides.get(id);
    if (!set) {
      set = new Set();
      this.sides.set(id, set);
    }
    return set;
  }
}
