import { RefusalError } from "../core/errors";
import type { CallContext, DataverseClient } from "../connectors/dataverse/client";
import { textOf, type JsonObject } from "../connectors/http/json";

/** Most rows Dataverse puts into a page. */
const largestPage = 5000;

/** A row that changed, in the version it has now. */
export interface ChangedRow {
  id: string;
  etag: string;
}

/** A page of changes. */
export interface Changes {
  changed: ChangedRow[];
  /** Ids of rows that are gone. */
  deleted: string[];
  /** On the last page: the address that tells what changes after this. */
  delta: string | undefined;
}

/** The delta link is too old, or of another service: only a look at every row brings back what is missing. */
export class WatermarkExpiredError extends Error {
  override name = "WatermarkExpiredError";
}

/**
 * Reads which rows of a table changed (Dataverse page "Use change tracking to synchronize data"). Only ids are read:
 * tracked lists may not expand lookups, and what a record needs is read in one go afterwards.
 */
export class ChangeFeed {
  constructor(private readonly client: DataverseClient, private readonly entitySet: string, private readonly primaryId: string) {}

  /**
   * The point from which changes can be asked for later.
   * @returns how many rows there are now, and the link; no link when the table does not track changes
   */
  async begin(call: CallContext): Promise<{ rows: number; delta: string | undefined }> {
    let rows = 0;
    try {
      for await (const page of this.client.pages(`${this.entitySet}?$select=${this.primaryId}`, call, largestPage, "odata.track-changes")) {
        rows += page.rows.length;
        if (page.delta) return { rows, delta: page.delta };
      }
    } catch (error) {
      if (!(error instanceof RefusalError && (error.status === 400 || error.status === 501))) throw error;
    }
    return { rows, delta: undefined };
  }

  /**
   * Changes since a point, page after page.
   * @throws WatermarkExpiredError when Dataverse does not accept the link any more
   */
  async *since(delta: string, call: CallContext): AsyncGenerator<Changes> {
    try {
      for await (const page of this.client.pages(delta, call, largestPage, "odata.track-changes")) {
        yield { ...this.sorted(page.rows), delta: page.delta };
      }
    } catch (error) {
      // 403 and 5xx mean something else; an old or foreign link has been seen as 400 and 410.
      if (error instanceof RefusalError && [400, 404, 410].includes(error.status)) throw new WatermarkExpiredError(error.technicalDetails);
      throw error;
    }
  }

  private sorted(rows: readonly JsonObject[]): Pick<Changes, "changed" | "deleted"> {
    const changed: ChangedRow[] = [];
    const deleted: string[] = [];
    for (const row of rows) {
      const id = textOf(row[this.primaryId]);
      if (id !== undefined) changed.push({ id: id.toLowerCase(), etag: textOf(row["@odata.etag"]) ?? "" });
      else if (row["reason"] === "deleted") deleted.push((textOf(row["id"]) ?? "").toLowerCase());
    }
    return { changed, deleted: deleted.filter(Boolean) };
  }
}
