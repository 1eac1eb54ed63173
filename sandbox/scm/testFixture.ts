import type { RunningServer } from "../http/contract";
import { startScm, type ScmOptions } from "./server";

export type Row = Record<string, unknown>;
export interface Answer {
  status: number;
  body: Row;
  text: string;
  headers: Headers;
}

/** A running server for tests, with the calls they make. */
export class TestScm {
  private constructor(private readonly server: RunningServer) {}

  static async start(options: Partial<ScmOptions> = {}): Promise<TestScm> {
    return new TestScm(await startScm({ port: 0, ...options }));
  }

  get url(): string {
    return this.server.url;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(this.server.url + path, {
      method, headers: { authorization: "Bearer sandbox-sync", ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text.startsWith("{") ? (JSON.parse(text) as Row) : {}, text, headers: response.headers };
  }

  /** Adds a row; the answer has to be what it is meant to be. */
  async add(set: string, row: Row): Promise<Row> {
    const answer = await this.call("POST", `/data/${set}`, row);
    if (answer.status !== 201) throw new Error(`${set}: ${answer.status} ${infolog(answer)}`);
    return answer.body;
  }

  async rows(path: string): Promise<Row[]> {
    return (await this.call("GET", `/data/${path}`)).body["value"] as Row[];
  }

  /** A step below `/_sandbox/scm/`. */
  async step(path: string, body: unknown = {}): Promise<Answer> {
    return this.call("POST", `/_sandbox/scm/${path}`, body);
  }

  /** A step that has to succeed. */
  async did(path: string, body: unknown = {}): Promise<Row> {
    const answer = await this.step(path, body);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  }

  order(number = "S-1"): Promise<Answer> {
    return this.call("GET", `/data/CDSSalesOrderHeaders(dataAreaId='usmf',SalesOrderNumber='${number}')`);
  }

  async line(sequence = 1, number = "S-1"): Promise<Row> {
    return (await this.call("GET", `/data/CDSSalesOrderLines(dataAreaId='usmf',SalesOrderNumber='${number}',LineCreationSequenceNumber=${sequence})`)).body;
  }

  /** On hand, reserved and available quantity of an item in warehouse 13 of site 1. */
  async stock(item: string): Promise<unknown[]> {
    const [row] = await this.rows(`WarehousesOnHandV2?$filter=dataAreaId eq 'usmf' and ItemNumber eq '${item}' and InventoryWarehouseId eq '13'`);
    return ["OnHandQuantity", "ReservedOnHandQuantity", "AvailableOnHandQuantity", "OnOrderQuantity", "TotalAvailableQuantity"].map((name) => row?.[name]);
  }

  /** A customer of tax group EXEMPT, an item with stock 10 and a service: what orders need. */
  async furnish(): Promise<void> {
    await this.add("CustomersV3", {
      CustomerAccount: "C-1", OrganizationName: "Lodestar", CustomerGroupId: "10", SalesTaxGroup: "EXEMPT", IsExternallyMaintained: "Yes", SiteId: "1", WarehouseId: "13",
      AddressStreet: "1 Main St", AddressCity: "Seattle", AddressState: "WA", AddressZipCode: "98101", AddressCountryRegionISOCode: "US",
    });
    await this.did("products/release", { company: "usmf", product: "WHEEL", name: "Wheel", price: "19.99", unit: "ea", currency: "USD" });
    await this.did("products/release", { company: "usmf", product: "HOUR", name: "Workshop hour", price: 68, unit: "hr", service: true });
    await this.did("stock/receive", { company: "usmf", item: "WHEEL", site: "1", warehouse: "13", quantity: 10 });
  }

  header(more: Row = {}): Row {
    return { dataAreaId: "usmf", SalesOrderNumber: "S-1", OrderingCustomerAccountNumber: "C-1", RequestedShippingDate: "2025-03-01T12:00:00Z", ...more };
  }

  lineRow(more: Row = {}): Row {
    return { dataAreaId: "usmf", SalesOrderNumber: "S-1", LineCreationSequenceNumber: 1, ProductNumber: "WHEEL", OrderedSalesQuantity: 3, ...more };
  }
}

/** What a refusal says. */
export function infolog(answer: Answer): string {
  const error = answer.body["error"] as { innererror?: { message: string }; message: string } | string;
  return typeof error === "string" ? error : (error.innererror?.message ?? error.message);
}
