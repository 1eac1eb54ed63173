/** Stands in for BroadcastChannel in tests: delivers at once, to every other open channel of the same name. */
export class FakeChannel {
  private static open: FakeChannel[] = [];
  onmessage: ((event: { data: unknown }) => void) | null = null;

  constructor(readonly name: string) {
    FakeChannel.open.push(this);
  }

  postMessage(data: unknown): void {
    for (const other of [...FakeChannel.open]) if (other !== this && other.name === this.name) other.onmessage?.({ data });
  }

  close(): void {
    FakeChannel.open = FakeChannel.open.filter((other) => other !== this);
  }

  /** How many are open, to see that none is left behind. */
  static get count(): number {
    return FakeChannel.open.length;
  }

  /** Puts the fake in the place of the real one, with none open. */
  static install(): void {
    FakeChannel.open = [];
    Object.assign(globalThis, { BroadcastChannel: FakeChannel });
  }

  /** As in a browser without BroadcastChannel. */
  static remove(): void {
    FakeChannel.open = [];
    Reflect.deleteProperty(globalThis, "BroadcastChannel");
  }
}
