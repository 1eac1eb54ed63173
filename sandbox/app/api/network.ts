/** How the network between the page and the platform is, as the visitor has set it. */
export class Network {
  /** How much longer each request takes, in milliseconds. */
  delay = 0;
  private away = false;

  get available(): boolean {
    return navigator.onLine;
  }

  /** Takes the network away, or brings it back; the page hears of it as from the browser. */
  setAway(away: boolean): void {
    if (away === this.away) return;
    this.away = away;
    if (away) Object.defineProperty(navigator, "onLine", { configurable: true, value: false });
    else Reflect.deleteProperty(navigator, "onLine");
    window.dispatchEvent(new Event(away ? "offline" : "online"));
  }

  /** Waits as a request would. @throws TypeError as `fetch` does when the network is away */
  async pass(): Promise<void> {
    if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay));
    if (this.away) throw new TypeError("Failed to fetch");
  }
}

/** One for the page: whatever asks the Web API goes through it. */
export const network = new Network();
