/**
 * Which page of a scan is the first that may not be dealt with yet. Groups of several pages are under way at once, so the
 * pages end out of order; a restart has to begin at the first that is open.
 */
export class PageProgress {
  private readonly pages: { link: string; open: number }[] = [];

  /** A page has been asked for. */
  enter(link: string): { begin: () => void; end: () => void } {
    const page = { link, open: 1 };
    this.pages.push(page);
    return { begin: () => page.open++, end: () => this.close(page) };
  }

  /** Address of the first page that is not dealt with; undefined before the first. */
  get first(): string | undefined {
    return this.pages[0]?.link;
  }

  private close(page: { open: number }): void {
    page.open--;
    // The last page stays until the next is entered: it is where the scan stands.
    while (this.pages.length > 1 && this.pages[0]?.open === 0) this.pages.shift();
  }
}
