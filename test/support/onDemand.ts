import { randomUUID } from "node:crypto";
import { DataverseClient } from "../../backend/connectors/dataverse/client";
import { SecuredColumns } from "../../backend/connectors/dataverse/securedColumns";
import { HttpClient } from "../../backend/connectors/http/client";
import { StaticTokenCredential } from "../../backend/connectors/http/credential";
import { ScmClient } from "../../backend/connectors/scm/client";
import { ConnectionError } from "../../backend/core/errors";
import type { AnyTemplate, FromScmTemplate } from "../../backend/core/templateTypes";
import { templateNamed, templates } from "../../backend/templates/all";
import { productsName } from "../../backend/templates/products";
import { FromScm } from "../../backend/worker/fromScm";
import type { Brought } from "../../backend/worker/bringOutcome";
import { Processor } from "../../backend/worker/processor";
import { RequestStore } from "../../backend/worker/requests";
import { Unattended } from "../../backend/worker/unattended";
import { ProcessingStatus, syncRequest } from "../../model/generated/schema";
import { newRecordRequest, type RequestResult, type SyncableTable } from "../../model/request";
import { api, startWorld, type World } from "./world";

export type Row = Record<string, unknown>;

/** SCM that loses answers to writes when told so: the work is done, and nobody hears of it. */
class LosingScm extends ScmClient {
  lose = 0;
  override async batch(...args: Parameters<ScmClient["batch"]>) {
    const answers = await super.batch(...args);
    if (!args[2] && this.lose-- > 0) throw new ConnectionError("scm-unreachable", { ambiguous: true });
    return answers;
  }
}

/** Dataverse that does so. */
class LosingDataverse extends DataverseClient {
  lose = 0;
  override async batchItems(...args: Parameters<DataverseClient["batchItems"]>) {
    const answers = await super.batchItems(...args);
    if (!args[2] && this.lose-- > 0) throw new ConnectionError("sales-unreachable", { ambiguous: true });
    return answers;
  }
}

/** What the state and the request say after a sync. */
export interface Synced {
  row: Row;
  result: RequestResult;
  state: Row | undefined;
}

/** One record at a time through the worker's own code against the demo company, with nothing scheduled beside it. */
export class OnDemand {
  readonly dataverse: LosingDataverse;
  readonly scm: LosingScm;
  readonly fromScm: FromScm;
  readonly unattended: Unattended;
  readonly processor: Processor;

  private constructor(readonly world: World, private readonly all: readonly AnyTemplate[]) {
    const credential = new StaticTokenCredential("sandbox-sync");
    const http = (side: "sales" | "scm", baseUrl: string) => new HttpClient({ side, baseUrl: `${baseUrl}/`, credential, timeoutMs: 10_000, concurrency: 10 });
    this.dataverse = new LosingDataverse(http("sales", world.salesUrl));
    this.scm = new LosingScm(http("scm", world.scmUrl));
    const options = this.options("usmf");
    this.fromScm = new FromScm(options);
    this.unattended = new Unattended({ ...options, templates: all, now: () => Date.now(), log: () => undefined });
    this.processor = this.processorOf("usmf");
  }

  /** @param all default: the templates as shipped */
  static async start(all: readonly AnyTemplate[] = templates): Promise<OnDemand> {
    return new OnDemand(await startWorld({ demo: true, backend: false }), all);
  }

  /** A worker whose records belong to this company, or to those of their business units. */
  processorOf(fallback: string, byBusinessUnit: ReadonlyMap<string, string> = new Map()): Processor {
    return new Processor({
      ...this.options(fallback, byBusinessUnit), requests: new RequestStore(this.dataverse, "test", 30_000), leaseMs: 30_000, maxAttempts: 5, log: () => undefined, templates: this.all,
    });
  }

  private options(fallback: string, byBusinessUnit: ReadonlyMap<string, string> = new Map()) {
    const { dataverse, scm, world } = this;
    return { dataverse, scm, scmUrl: world.scmUrl, lcid: 1033 as const, secured: new SecuredColumns(dataverse), companies: { fallback, byBusinessUnit } };
  }

  templateOf(name: string): FromScmTemplate {
    return templateNamed(this.all, name) as FromScmTemplate;
  }

  bring(name: string, number: string): Promise<Brought> {
    return this.fromScm.bring(this.templateOf(name), { company: "usmf", number }, { dryRun: false, guard: () => Promise.resolve() }, { correlationId: randomUUID() });
  }

  /** What a click on Sync now does, to its end. */
  async sync(table: SyncableTable, id: unknown, more: Row = {}, processor = this.processor): Promise<Synced> {
    const { world } = this;
    const made = await world.salesperson.call<Row>("POST", `${api}/p2c_syncrequests?$select=p2c_syncrequestid`, { ...newRecordRequest(table, String(id), table), ...more }, { prefer: "return=representation" });
    await processor.process(String(made.p2c_syncrequestid), new AbortController().signal);
    const row = await world.admin.get<Row>(`${api}/p2c_syncrequests(${String(made.p2c_syncrequestid)})`);
    const [state] = await world.admin.list<Row>(`${api}/p2c_syncstates?$filter=p2c_recordid eq '${String(id)}'`);
    return { row, result: JSON.parse(String(row[syncRequest.columns.result])) as RequestResult, state };
  }

  create(set: string, row: Row): Promise<Row> {
    return this.world.salesperson.call<Row>("POST", `${api}/${set}`, row, { prefer: "return=representation" });
  }

  async first(path: string): Promise<Row> {
    return (await this.world.admin.list<Row>(`${api}/${path}`))[0] ?? {};
  }

  scmRows(set: string, filter: string): Promise<Row[]> {
    return this.world.scm.list<Row>(`/data/${set}?cross-company=true&$filter=${filter}`);
  }

  scmStep(number: unknown, step: string, company = "usmf"): Promise<Row> {
    return this.world.scm.call("POST", `/_sandbox/scm/orders/${company}/${String(number)}/${step}`, {});
  }

  release(number: string, price: number, more: Row = {}): Promise<Row> {
    return this.world.scm.call("POST", "/_sandbox/scm/products/release", { company: "usmf", product: number, name: `Product ${number}`, price, unit: "ea", currency: "USD", ...more });
  }

  /** A product of SCM, in stock, brought to Sales and published there. */
  async product(number: string, price: number): Promise<Row> {
    await this.release(number, price);
    await this.world.scm.call("POST", "/_sandbox/scm/stock/receive", { company: "usmf", item: number, site: "1", warehouse: "13", quantity: 100 });
    const { recordId } = await this.bring(productsName, number);
    // The organisation's setting makes new products drafts; somebody publishes them.
    await this.world.admin.call("PATCH", `${api}/products(${recordId})`, { statecode: 0, statuscode: 1 });
    return this.world.admin.get<Row>(`${api}/products(${recordId})`);
  }

  /** An order or quote for a new account, with one line for each quantity of each product. */
  async document(set: "salesorders" | "quotes", accountNumber: string, lines: readonly (readonly [product: Row, quantity: number, more?: Row])[], header: Row = {}): Promise<{ id: string; number: string; lines: Row[] }> {
    const account = await this.create("accounts", { name: `Customer ${accountNumber}`, accountnumber: accountNumber });
    const list = await this.first("pricelevels?$filter=name eq 'Standard USD'");
    const made = await this.create(set, {
      name: `For ${accountNumber}`, "customerid_account@odata.bind": `/accounts(${String(account.accountid)})`, "pricelevelid@odata.bind": `/pricelevels(${String(list.pricelevelid)})`, ...header,
    });
    const [parent, lineSet] = set === "quotes" ? ["quoteid", "quotedetails"] as const : ["salesorderid", "salesorderdetails"] as const;
    const rows: Row[] = [];
    for (const [item, quantity, more] of lines) rows.push(await this.create(lineSet, line(parent, set, made[parent], item, quantity, more)));
    return { id: String(made[parent]), number: String(made[set === "quotes" ? "quotenumber" : "ordernumber"]), lines: rows };
  }

  /** Marks an order as activated, as its form does. */
  activate(orderId: string): Promise<unknown> {
    return this.world.salesperson.call("PATCH", `${api}/salesorders(${orderId})`, { p2c_processingstatus: ProcessingStatus.Active });
  }

  close(): Promise<void> {
    return this.world.close();
  }
}

/** A line of a document, to be created. */
export const line = (parent: string, set: string, id: unknown, item: Row, quantity: number, more: Row = {}): Row => ({
  [`${parent}@odata.bind`]: `/${set}(${String(id)})`, "productid@odata.bind": `/products(${String(item.productid)})`,
  "uomid@odata.bind": `/uoms(${String(item._defaultuomid_value)})`, quantity, ...more,
});
