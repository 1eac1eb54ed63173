import { product } from "../../../model/generated/schema";
import { text } from "../shared/texts";
import type { Document } from "./documents";

/** A line as far as the rules look at it. */
export interface Line {
  id: string;
  name: string;
  /** Holds a product of SCM. */
  isExternal: boolean;
  /** Holds no product of the catalogue at all. */
  isWriteIn: boolean;
}

/** Lines named before the rest is only counted. */
const namesTold = 10;

/** All lines of a document, page after page, but the line SCM's header tax arrives in. */
export async function linesOf({ line }: Document, id: string): Promise<Line[]> {
  const { isMaintainedExternally } = product.columns;
  let query = `?$select=${line.primaryId},${line.primaryName},productdescription&$expand=productid($select=name,${isMaintainedExternally})`
    + `&$filter=_${line.parent}_value eq ${id}${line.isTax === undefined ? "" : ` and ${line.isTax} ne true`}&$orderby=lineitemnumber`;
  const lines: Line[] = [];
  for (;;) {
    const page = await Xrm.WebApi.retrieveMultipleRecords(line.table, query);
    for (const row of page.entities as Record<string, unknown>[]) {
      const its = row["productid"] as Record<string, unknown> | null | undefined;
      const name = [its?.["name"], row["productdescription"], row[line.primaryName]].find((one): one is string => typeof one === "string" && one !== "");
      lines.push({ id: String(row[line.primaryId]), name: name ?? "?", isExternal: its?.[isMaintainedExternally] === true, isWriteIn: !its });
    }
    if (!page.nextLink) return lines;
    query = page.nextLink.slice(page.nextLink.indexOf("?"));
  }
}

/** Lines that keep their document out of SCM. */
export function offending(lines: readonly Line[]): Line[] {
  return lines.filter(({ isExternal }) => !isExternal);
}

/** The lines by name and why each is there, the first ten and how many more. */
export function namesOf(lines: readonly Line[]): string {
  const told = lines.slice(0, namesTold).map(({ name, isWriteIn }) => text(isWriteIn ? "lines.writeIn" : "lines.salesProduct", { name })).join("; ");
  const rest = lines.length - namesTold;
  return rest > 0 ? text("lines.andMore", { names: told, count: rest }) : told;
}
