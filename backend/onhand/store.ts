import { onHand } from "../../model/generated/schema";
import { ConnectionError, SyncError } from "../core/errors";
import type { BatchRequest } from "../connectors/dataverse/batch";
import { bodyOf, refusal, rowsOf, type CallContext, type DataverseClient } from "../connectors/dataverse/client";
import { textOf, toJson, type JsonObject } from "../connectors/http/json";
import { byNumber } from "./stock";
import { storedColumns, type RowWrite } from "./rows";

const c = onHand.columns;
/** Products in one query; each has as many rows as the company has warehouses. */
const perQuery = 50;
/** Rows written by one request; Dataverse takes a thousand parts at most. */
const perBatch = 250;

/** The rows of `p2c_onhand`. */
export class OnHandStore {
  constructor(private readonly dataverse: DataverseClient) {}

  /**
   * Rows of products in a company.
   * @returns by product number in lower case
   */
  async read(company: string, numbers: readonly string[], call: CallContext): Promise<Map<string, JsonObject[]>> {
    const queries: BatchRequest[] = [];
    for (let at = 0; at < numbers.length; at += perQuery) {
      const values = numbers.slice(at, at + perQuery).map((number) => `'${number.replace(/'/g, "''")}'`).join(",");
      const filter = `${c.company} eq '${company}' and Microsoft.Dynamics.CRM.In(PropertyName='${c.itemNumber}',PropertyValues=[${values}])`;
      queries.push({ method: "GET", path: this.dataverse.rootPath(`${onHand.entitySet}?$select=${storedColumns.join(",")}&$filter=${encodeURIComponent(filter)}`) });
    }
    if (queries.length === 0) return new Map();
    const rows: JsonObject[] = [];
    const answers = await this.dataverse.batch(queries, call, true);
    for (const index of queries.keys()) {
      const answer = answers[index];
      if (!answer) throw new SyncError("sales-unreachable", { technicalDetails: "The batch answer is incomplete." });
      const body = bodyOf(answer);
      for (const row of rowsOf(body)) rows.push(row);
      const next = textOf(body["@odata.nextLink"]);
      if (next !== undefined) for await (const row of this.dataverse.list(next, call, 5000)) rows.push(row);
    }
    return new Map([...byNumber(rows.map((row) => ({ number: textOf(row[c.itemNumber]) ?? "", row })))].map(([number, group]) => [number, group.map(({ row }) => row)]));
  }

  /**
   * Writes rows. Each stands for itself, and writing one twice is writing it once.
   * @param guard runs before each request; throws when this instance may no longer write
   * @returns what could not be written, with the reason
   * @throws ConnectionError when Dataverse cannot be reached or asks to wait
   */
  async write(rows: readonly RowWrite[], guard: () => Promise<void>, call: CallContext): Promise<Map<RowWrite, SyncError>> {
    const failed = new Map<RowWrite, SyncError>();
    for (let at = 0; at < rows.length; at += perBatch) {
      await guard();
      const some = rows.slice(at, at + perBatch);
      const again = await this.send(some, failed, call);
      // Somebody created the same row in the same instant; it is there now, and is written like any other.
      if (again.length > 0) for (const row of await this.send(again, failed, call)) failed.set(row, new SyncError("sales-busy", { technicalDetails: "The row is being written by others." }));
    }
    return failed;
  }

  private async send(rows: readonly RowWrite[], failed: Map<RowWrite, SyncError>, call: CallContext): Promise<RowWrite[]> {
    const answers = await this.dataverse.batchItems(rows.map((row) => this.part(row)), call, true);
    return rows.filter((row, index) => {
      const answer = answers[index]?.[0];
      if (!answer) throw new ConnectionError("sales-unreachable", { technicalDetails: "The batch answer is incomplete.", ambiguous: true });
      if (answer.status < 400) return false;
      if (answer.status === 429 || answer.status >= 502) throw new ConnectionError(answer.status === 429 ? "sales-busy" : "sales-unreachable", { technicalDetails: `HTTP ${answer.status}: ${answer.text.slice(0, 500)}`, ambiguous: true });
      if (answer.status === 412 && !row.existing) return true;
      failed.set(row, refusal(answer.status, answer.text));
      return false;
    });
  }

  private part({ id, columns, existing }: RowWrite): BatchRequest {
    return { method: "PATCH", path: this.dataverse.rootPath(`${onHand.entitySet}(${id})`), ...(existing ? { headers: { "If-Match": "*" } } : {}), body: toJson(columns) };
  }
}
