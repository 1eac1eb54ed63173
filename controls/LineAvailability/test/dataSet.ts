import { productId } from "../../shared/test/stockRows";

/** A line as a test names it; what it leaves out is as on the first product's line. */
export interface TestLine {
  /** Product's id; null for a write-in. */
  product?: string | null;
  productName?: string;
  name?: string;
  quantity?: unknown;
  formattedQuantity?: string;
  unit?: string | null;
  date?: unknown;
}

type DataSet = ComponentFramework.PropertyTypes.DataSet;

/** Plays the platform's data-set: columns of a view, pages, refreshing. */
export class FakeDataSet {
  columns = ["productid", "productname", "quantity", "uomid"];
  added: string[] = [];
  pageSize = 50;
  /** Pages that are loaded. */
  pages = 1;
  loading = false;
  error = "";
  refreshed = 0;
  opened: unknown[] = [];
  /** The platform counts no further than 5,000. */
  counted = true;

  /** @param drawAgain draws the control anew, as the platform does when a reading has ended */
  constructor(public lines: readonly TestLine[], private readonly drawAgain: () => void) {}

  private changed(): void {
    void Promise.resolve().then(this.drawAgain);
  }

  get current(): DataSet {
    const loaded = this.loading && this.pages === 0 ? [] : this.lines.slice(0, this.pages * this.pageSize);
    const listed = [...this.columns, ...this.added];
    return {
      loading: this.loading, error: this.error !== "", errorMessage: this.error,
      columns: listed.map((name, order) => ({ name, alias: name, displayName: name, dataType: "", order, visualSizeFactor: 1 })),
      sortedRecordIds: loaded.map((_, n) => `line-${n}`),
      records: Object.fromEntries(loaded.map((line, n) => [`line-${n}`, record(line, n, listed)])),
      paging: {
        totalResultCount: this.counted ? this.lines.length : -1, firstPageNumber: 1, lastPageNumber: this.pages, pageSize: this.pageSize,
        hasNextPage: loaded.length < this.lines.length, hasPreviousPage: false,
        loadNextPage: () => { this.pages++; this.changed(); },
        setPageSize: (size: number) => { this.pageSize = size; },
      },
      addColumn: (name: string) => { this.added.push(name); },
      refresh: () => { this.refreshed++; this.error = ""; this.changed(); },
      openDatasetItem: (reference: unknown) => { this.opened.push(reference); },
    } as unknown as DataSet;
  }
}

function record({ product = productId(1), productName, name = "Bike", quantity = 10, formattedQuantity = "", unit = "ea", date = null }: TestLine, n: number, listed: readonly string[]) {
  const lookup = (id: string | null, label: string) => id && { id: { guid: id }, etn: "product", name: label };
  const values: Record<string, unknown> = {
    productid: lookup(product, productName ?? name), productname: name, quantity, uomid: unit === null ? null : lookup(productId(900), unit), requestdeliveryby: date,
  };
  const value = (column: string) => (listed.includes(column) ? (values[column] ?? null) : null);
  return {
    getRecordId: () => `line-${n}`,
    getValue: value,
    getFormattedValue: (column: string) => (column === "quantity" ? formattedQuantity : ""),
    getNamedReference: () => ({ id: { guid: `line-${n}` }, etn: "quotedetail", name }),
  };
}
