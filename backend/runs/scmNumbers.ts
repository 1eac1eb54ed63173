import { urlLiteral } from "../core/keys";
import type { ScmSide } from "../core/templateTypes";
import { textOf } from "../connectors/http/json";
import type { ScmClient } from "../connectors/scm/client";

/** Beyond this many numbers of a company the list would cost more memory than reading by number costs requests. */
const most = 300_000;
/** Listing pays when SCM does not hold many times more rows than are about to be sent. */
const timesMore = 10;

type Call = Parameters<ScmClient["count"]>[2];

/**
 * The numbers SCM holds already, listed once at the beginning of a large scan: a page of the list tells of ten thousand
 * rows, where asking by number tells of a handful.
 */
export class ScmNumbers {
  private readonly byCompany = new Map<string, Promise<ReadonlySet<string> | undefined>>();

  /** @param expected rows about to be looked at; below a thousand nothing is listed */
  constructor(private readonly scm: ScmClient, private readonly side: ScmSide, private readonly expected: number, private readonly call: Call) {}

  /** Numbers of a company in lower case; undefined when they were not listed. */
  of(company: string): Promise<ReadonlySet<string> | undefined> {
    const known = this.byCompany.get(company) ?? this.list(company);
    this.byCompany.set(company, known);
    return known;
  }

  private async list(company: string): Promise<ReadonlySet<string> | undefined> {
    const { entitySet, keyField } = this.side;
    if (this.expected < 1000) return undefined;
    const count = await this.scm.count(entitySet, company, this.call);
    if (count > most || count > timesMore * this.expected) return undefined;
    const numbers = new Set<string>();
    const path = `${entitySet}?cross-company=true&$select=dataAreaId,${keyField}&$filter=dataAreaId%20eq%20${urlLiteral(company)}`;
    for await (const rows of this.scm.list(path, this.call)) for (const row of rows) numbers.add((textOf(row[keyField]) ?? "").toLowerCase());
    return numbers;
  }
}
