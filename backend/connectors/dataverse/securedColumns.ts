import type { DataverseClient, CallContext } from "./client";
import { bodyOf, rowsOf } from "./client";
import { textOf } from "../http/json";

/**
 * Columns under column security, read from the metadata once per table: their values must not be copied into rows that
 * more people may read.
 */
export class SecuredColumns {
  private readonly known = new Map<string, Promise<ReadonlySet<string>>>();

  constructor(private readonly client: DataverseClient) {}

  /** @returns logical names */
  async of(table: string, call: CallContext): Promise<ReadonlySet<string>> {
    const found = this.known.get(table) ?? this.read(table, call);
    this.known.set(table, found);
    try {
      return await found;
    } catch (error) {
      this.known.delete(table);
      throw error;
    }
  }

  private async read(table: string, call: CallContext): Promise<ReadonlySet<string>> {
    const path = `api/data/v9.2/EntityDefinitions(LogicalName='${table}')/Attributes?$select=LogicalName,IsSecured&$filter=IsSecured eq true`;
    // Not bound to the caller's signal: others wait for the same answer.
    const response = await this.client.http.send({ method: "GET", path, headers: { Accept: "application/json" }, correlationId: call.correlationId });
    return new Set(rowsOf(bodyOf(response)).map((row) => textOf(row["LogicalName"])).filter((name) => name !== undefined));
  }
}
