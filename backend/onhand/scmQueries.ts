import { SyncError } from "../core/errors";
import { urlLiteral } from "../core/keys";
import type { BatchRequest } from "../connectors/dataverse/batch";
import { parseObject, rowsOf, textOf, type JsonObject } from "../connectors/http/json";
import { scmRefusal, type ScmClient } from "../connectors/scm/client";
import type { StockCall } from "./source";

/** Values in one filter. OData services of this kind refuse filters of more than 100 nodes, and each value takes four. */
const mostValues = 20;
/** Encoded characters that the values of one filter may take, so that an address stays far below the usual 8,000. */
const mostCharacters = 3_000;
/** Queries in one batch. */
const perBatch = 50;
/** Pages followed of one query; more means that the service leads in a circle. */
const mostPages = 1_000;

/**
 * OData filters that ask for rows by a field, each bounded in values and in length.
 * @param before expression that every filter begins with, literals encoded
 * @returns expressions with literals encoded, blanks as they are
 */
export function filtersOf(before: string, field: string, values: readonly string[]): string[] {
  const filters: string[] = [];
  let terms: string[] = [];
  let characters = 0;
  const flush = () => {
    if (terms.length > 0) filters.push(`${before} and (${terms.join(" or ")})`);
    [terms, characters] = [[], 0];
  };
  for (const value of values) {
    const term = `${field} eq ${urlLiteral(value)}`;
    if (terms.length >= mostValues || characters + term.length > mostCharacters) flush();
    terms.push(term);
    characters += term.length;
  }
  flush();
  return filters;
}

/**
 * Rows of many queries, several in one request, all pages of each.
 * @throws SyncError
 */
export async function readAll(scm: ScmClient, queries: readonly BatchRequest[], call: StockCall): Promise<JsonObject[]> {
  const rows: JsonObject[] = [];
  for (let at = 0; at < queries.length; at += perBatch) {
    const some = queries.slice(at, at + perBatch);
    const answers = await scm.batch(some, call, true);
    for (const index of some.keys()) {
      const answer = answers[index]?.[0];
      if (!answer) throw new SyncError("scm-unreachable", { technicalDetails: `${answers.length} answers to ${some.length} reads of a batch` });
      await pages(scm, answer, rows, call);
    }
  }
  return rows;
}

async function pages(scm: ScmClient, first: { status: number; text: string }, rows: JsonObject[], call: StockCall): Promise<void> {
  let answer = first;
  for (let page = 0; page < mostPages; page++) {
    const body = parseObject(answer.text);
    if (answer.status >= 400 || !body) throw scmRefusal(answer);
    for (const row of rowsOf(body)) rows.push(row);
    const next = textOf(body["@odata.nextLink"]);
    if (next === undefined) return;
    answer = await scm.http.send({ ...call, method: "GET", path: next, headers: { Accept: "application/json", "OData-Version": "4.0", "OData-MaxVersion": "4.0" } });
  }
  throw new SyncError("list-loops", { params: { set: "SCM" }, technicalDetails: `More than ${mostPages} pages` });
}
