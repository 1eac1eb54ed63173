import { RequestStatus } from "../../model/generated/schema";
import { isStockTable, onHandKeyOf, type StockTable } from "../../model/onHand";
import type { RecordResult } from "../../model/request";
import type { CompanyRules } from "../core/company";
import { RequestError } from "../core/errors";
import type { CallContext } from "../connectors/dataverse/client";
import type { RequestAnswer, RequestAnswerer } from "../worker/processor";
import type { RequestLease } from "../worker/requestLease";
import type { RequestRow } from "../worker/requests";
import { StockRefresh, type Refreshed, type StockServices } from "./refresh";
import { readTarget } from "./target";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A request as far as its answer depends on it. */
export type StockRequest = Pick<RequestRow, "targetTable" | "targetId" | "openKey" | "name" | "askerId" | "askerName" | "dryRun">;

/** Carries out requests of kind On-hand. */
export class StockAnswers implements RequestAnswerer {
  private readonly refresh: StockRefresh;

  constructor(private readonly services: StockServices & { companies: CompanyRules }) {
    this.refresh = new StockRefresh(services);
  }

  /**
   * Brings the stock of what a request names.
   * @throws RequestError for a table, id or key that is none; SyncError when stock cannot be had now
   */
  async answer(request: StockRequest, lease: Pick<RequestLease, "assertHeld" | "progress">, call: CallContext): Promise<RequestAnswer> {
    const { targetTable: table, targetId: id, openKey, name, askerId, askerName, dryRun } = request;
    const { dataverse, companies, days } = this.services;
    if (!isStockTable(table)) throw new RequestError("stock-table-unknown", { params: { table } });
    if (!guid.test(id)) throw new RequestError("request-target-missing", { params: { target: id } });
    if (openKey !== onHandKeyOf(table, id)) throw new RequestError("request-key-mismatch", { params: { key: openKey } });
    lease.progress = "reading";
    const { company, products } = await readTarget(dataverse, { table, id, name, asker: askerId === "" ? undefined : { id: askerId, name: askerName }, companies }, call);
    const done = await this.refresh.refresh(company, products, {
      withDays: days !== undefined, dryRun, guard: () => lease.assertHeld(), writing: () => { lease.progress = "writing"; },
    }, call);
    lease.progress = "saving";
    return answerOf(table, id, company, done);
  }
}

function answerOf(table: StockTable, id: string, company: string, { inserted, updated, unchanged, failed, daysError, asOf }: Refreshed): RequestAnswer {
  const told = inserted + updated + unchanged;
  const failures = failed.map(({ product, error }): RecordResult => (
    { table: "product", id: product.id, name: product.name, outcome: "failed", written: [], company, errorCode: error.code, errorParams: error.params }));
  const nothing = failures.length > 0 && told === 0;
  const own: RecordResult = {
    table, id, outcome: nothing ? "failed" : inserted > 0 ? "created" : updated > 0 ? "updated" : "unchanged", written: [], company,
    ...(daysError ? { errorCode: daysError.code, errorParams: daysError.params } : {}),
  };
  const whole = failures.length === 0 && !daysError;
  return {
    result: { records: [own, ...failures], onHand: { company, products: told, asOf } },
    status: whole ? RequestStatus.Succeeded : nothing ? RequestStatus.Failed : RequestStatus.PartlySucceeded,
  };
}
