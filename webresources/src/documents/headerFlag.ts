import { type Document, standingOf } from "./documents";
import { type Line, linesOf, offending } from "./lines";

/**
 * Brings a document's flag in line with its lines, which Microsoft's solution does in a plug-in. Writes only what differs,
 * and only on a draft: Dataverse refuses writes on other quotes, and what SCM owns is not changed here.
 * @returns the lines as they are
 */
export async function keepHeaderFlag(document: Document, id: string): Promise<{ lines: Line[]; isChanged: boolean }> {
  const lines = await linesOf(document, id);
  const header: Record<string, unknown> = await Xrm.WebApi.retrieveRecord(document.table, id, `?$select=${[document.onlyExternal, ...document.stateColumns].join(",")}`);
  const onlyExternal = offending(lines).length === 0;
  const isChanged = standingOf(header) === "draft" && header[document.onlyExternal] !== onlyExternal;
  if (isChanged) await Xrm.WebApi.updateRecord(document.table, id, { [document.onlyExternal]: onlyExternal });
  return { lines, isChanged };
}
