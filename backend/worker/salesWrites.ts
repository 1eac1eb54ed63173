import { LosslessNumber } from "lossless-json";
import { salesOrderDetail } from "../../model/generated/schema";
import { ConnectionError, type SyncError } from "../core/errors";
import { freightTaxName, type FreightTaxPlan } from "../core/freightTax";
import type { SalesPlan } from "../core/salesWrite";
import type { FromScmTemplate } from "../core/templateTypes";
import type { BatchRequest, BatchResponse } from "../connectors/dataverse/batch";
import { refusal, type CallContext, type DataverseClient } from "../connectors/dataverse/client";
import { textOf, toJson, type JsonObject } from "../connectors/http/json";

interface Part {
  request: BatchRequest;
  /** Number of the line it writes. */
  line?: number;
}

/** Attempts of the same change set when its answer is lost; it is safe to repeat, since ids and ETags say what was meant. */
const attempts = 3;

/**
 * The writes of one record of Sales: header, lines, what hangs on it. They go as one change set; when Dataverse refuses
 * that, the header goes with what belongs to it and then each line for itself, so that a bad line does not hide the good ones.
 */
export class SalesWrites {
  private readonly head: Part[] = [];
  private readonly body: Part[] = [];
  private readonly tail: Part[] = [];

  constructor(private readonly dataverse: DataverseClient, private readonly template: FromScmTemplate) {}

  get isEmpty(): boolean {
    return this.head.length + this.body.length + this.tail.length === 0;
  }

  /** Everything in order, for a change set. */
  get parts(): BatchRequest[] {
    return [...this.head, ...this.body, ...this.tail].map(({ request }) => request);
  }

  /** @param owner address of who is to own a new row */
  header(id: string, plan: SalesPlan, current: JsonObject | undefined, owner: string | undefined): void {
    if (plan.kind === "none") return;
    const body = plan.kind === "create" && owner ? { ...plan.body, "ownerid@odata.bind": owner } : plan.body;
    this.head.push({ request: this.patch(`${this.template.target.entitySet}(${id})`, body, current) });
  }

  line(headerId: string, id: string, number: number, plan: SalesPlan, current: JsonObject | undefined): void {
    if (plan.kind === "none") return;
    const body = plan.kind === "create" ? { ...plan.body, ...this.parent(headerId) } : plan.body;
    this.body.push({ line: number, request: this.patch(`${this.lineSet}(${id})`, body, current) });
  }

  /** Takes a line out that SCM no longer has. */
  remove(id: string, current: JsonObject): void {
    this.body.push({ request: { method: "DELETE", path: this.dataverse.rootPath(`${this.lineSet}(${id})`), headers: { "If-Match": textOf(current["@odata.etag"]) ?? "*" } } });
  }

  /** @param newId id of the line when it has to be made */
  freightTax(headerId: string, newId: string, plan: Exclude<FreightTaxPlan, { kind: "none" }>): void {
    if (plan.kind === "remove") return void this.tail.push({ request: { method: "DELETE", path: this.dataverse.rootPath(`${this.lineSet}(${plan.id})`), headers: { "If-Match": "*" } } });
    const tax = { tax: new LosslessNumber(plan.tax) };
    if (plan.kind === "update") return void this.tail.push({ request: this.dataversePatch(`${this.lineSet}(${plan.id})`, tax, "If-Match") });
    const body = {
      ...this.parent(headerId), ...tax, isproductoverridden: true, productdescription: freightTaxName, quantity: 1, ispriceoverridden: true, priceperunit: 0,
      [salesOrderDetail.columns.isMiscTax]: true,
    };
    this.tail.push({ request: this.dataversePatch(`${this.lineSet}(${newId})`, body, "If-None-Match") });
  }

  /** What goes right after the header. */
  extra(...requests: readonly BatchRequest[]): void {
    this.head.push(...requests.map((request) => ({ request })));
  }

  /** What goes after everything else. @param etag the version that is meant; default: whichever there is */
  last(path: string, body: JsonObject, etag = "*"): void {
    this.tail.push({ request: { ...this.dataversePatch(path, body, "If-Match"), headers: { "If-Match": etag } } });
  }

  /**
   * Writes everything.
   * @returns lines that were refused, by number
   * @throws RefusalError when header or tail is refused; ConnectionError
   */
  async send(call: CallContext): Promise<ReadonlyMap<number, SyncError>> {
    if (this.isEmpty) return new Map();
    const all = [...this.head, ...this.body, ...this.tail];
    const [refused] = await this.changeSet(all, call);
    if (!refused) return new Map();
    // Nothing more is learned by sending the same again when there is no line to blame.
    if (this.body.length === 0) throw refusal(refused.status, refused.text);
    return this.apart(call);
  }

  private async apart(call: CallContext): Promise<ReadonlyMap<number, SyncError>> {
    await this.mustPass(this.head, call);
    const failed = new Map<number, SyncError>();
    if (this.body.length > 0) {
      const answers = await this.dataverse.batch(this.body.map(({ request }) => [request]), call, false);
      this.body.forEach(({ line }, index) => {
        const answer = answers[index];
        if (!answer) throw new ConnectionError("sales-unreachable", { technicalDetails: "The batch answer is incomplete.", ambiguous: true });
        if (answer.status >= 400 && !isDone(answer)) failed.set(line ?? 0, refusal(answer.status, answer.text));
      });
    }
    await this.mustPass(this.tail, call);
    return failed;
  }

  private async mustPass(parts: readonly Part[], call: CallContext): Promise<void> {
    if (parts.length === 0) return;
    const [refused] = await this.changeSet(parts, call);
    if (refused) throw refusal(refused.status, refused.text);
  }

  /** @returns the refusal, if there is one */
  private async changeSet(parts: readonly Part[], call: CallContext): Promise<BatchResponse[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        const answers = await this.dataverse.batch([parts.map(({ request }) => request)], call, false);
        const refused = answers.filter(({ status }) => status >= 400);
        // A repeated set that finds its rows made, or changed, was carried out the first time.
        return attempt > 1 && refused.some(({ status }) => status === 412) ? [] : refused;
      } catch (error) {
        if (!(error instanceof ConnectionError && error.ambiguous) || attempt >= attempts) throw error;
      }
    }
  }

  private get lineSet(): string {
    return this.template.lines?.target.entitySet ?? "";
  }

  private parent(headerId: string): JsonObject {
    const { lines, target } = this.template;
    return lines ? { [`${lines.target.parentLookup}@odata.bind`]: `/${target.entitySet}(${headerId})` } : {};
  }

  private patch(path: string, body: JsonObject, current: JsonObject | undefined): BatchRequest {
    if (!current) return this.dataversePatch(path, body, "If-None-Match");
    return { ...this.dataversePatch(path, body, "If-Match"), headers: { "If-Match": textOf(current["@odata.etag"]) ?? "*" } };
  }

  private dataversePatch(path: string, body: JsonObject, condition: "If-Match" | "If-None-Match"): BatchRequest {
    return { method: "PATCH", path: this.dataverse.rootPath(path), headers: { [condition]: "*" }, body: toJson(body) };
  }
}

/** A line to be removed that is gone already. */
function isDone({ status }: BatchResponse): boolean {
  return status === 404;
}
