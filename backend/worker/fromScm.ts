import { isSyncableTable, syncableTables } from "../../model/request";
import { syncState } from "../../model/generated/schema";
import type { CompanyRules } from "../core/company";
import { urlLiteral } from "../core/keys";
import type { FromScmTemplate } from "../core/templateTypes";
import { annotations, rowsOf, type CallContext, type DataverseClient } from "../connectors/dataverse/client";
import type { SecuredColumns } from "../connectors/dataverse/securedColumns";
import { findReferences, type FoundReferences } from "../connectors/dataverse/references";
import { textOf, type JsonObject } from "../connectors/http/json";
import type { ScmClient } from "../connectors/scm/client";
import type { Lcid } from "../../model/errorText";
import { broughtOf, comparedOf, type Brought } from "./bringOutcome";
import { bringing, chooseCurrent, columnsToRead, lineColumnsToRead, orderToClose, planBring, wantedBy, type BringFacts, type Bringing, type BringKey } from "./bringPlan";
import { closingOrders } from "./orderClosing";
import { itemOf, itemsQuery } from "./priceListParts";
import { readScmSource, type ScmSource } from "./scmSource";

export interface FromScmOptions {
  dataverse: DataverseClient;
  scm: ScmClient;
  secured: SecuredColumns;
  companies: CompanyRules;
  scmUrl: string;
  lcid: Lcid;
}

export interface BringMode {
  /** Runs before every write; throws when this worker may no longer write. */
  guard: () => Promise<void>;
  dryRun: boolean;
}

/**
 * Brings single records of SCM to Sales, documents with their lines. Safe to repeat; ids of new rows follow from their keys.
 * What is decided stands in `bringPlan.ts`, which runs share; here one record's facts are read and its change set is sent.
 */
export class FromScm {
  constructor(private readonly options: FromScmOptions) {}

  /**
   * Reads a record of SCM by its number and brings it.
   * @throws RecordError not in SCM, not carried by the template, or something it names is missing in Sales
   */
  async bring(template: FromScmTemplate, key: BringKey, mode: BringMode, call: CallContext): Promise<Brought> {
    return this.bringSource(template, key, await readScmSource(this.options.scm, template, key.company, key.number, call), mode, call);
  }

  /** Brings a record of SCM that has been read already (fields: `headerFields`, `lineFields`). @see bring */
  async bringSource(template: FromScmTemplate, key: BringKey, source: ScmSource, mode: BringMode, call: CallContext): Promise<Brought> {
    const { scmUrl, lcid } = this.options;
    const work = bringing(template, key, source);
    const plan = planBring(work, await this.facts(work, call), this.options);
    const secured = await this.options.secured.of(template.target.table, call);
    if (mode.dryRun) return comparedOf(plan, secured);
    if (!plan.writes.isEmpty) await mode.guard();
    return broughtOf(plan, await plan.writes.send(call), { secured, scmUrl, lcid });
  }

  private async facts(work: Bringing, call: CallContext): Promise<BringFacts> {
    const { template, key } = work;
    const found = await findReferences(this.options.dataverse, wantedBy(work), call);
    const current = await this.currentHeader(template, key, call);
    const id = textOf(current?.[template.target.primaryId]);
    const existing = id && template.lines ? await this.currentLines(template.lines, id, call) : [];
    const items = id && template.target.table === "product" ? await this.items(id, call) : [];
    return { found, current, existing, items, closing: await this.closing(work, found, call) };
  }

  private async currentHeader(template: FromScmTemplate, key: BringKey, call: CallContext): Promise<JsonObject | undefined> {
    const { table, entitySet, primaryId, keyColumn } = template.target;
    const select = columnsToRead(template.rows, primaryId, ...(template.lines ? ["statecode"] : [])).join(",");
    // The state tells under which numbers lines were sent.
    const expand = isSyncableTable(table) ? `&$expand=${syncableTables[table].stateNavigation}($select=${syncState.columns.targetValues},${syncState.columns.company})` : "";
    if (key.recordId) return this.options.dataverse.get(`${entitySet}(${key.recordId})?$select=${select}${expand}`, call);
    const unit = table === "product" ? "" : ",_owningbusinessunit_value";
    const body = await this.options.dataverse.get(`${entitySet}?$select=${select}${unit}${expand}&$filter=${keyColumn}%20eq%20${urlLiteral(key.number)}`, call, annotations);
    return chooseCurrent(template, key, rowsOf(body ?? {}), this.options.companies);
  }

  private async currentLines(lines: NonNullable<FromScmTemplate["lines"]>, recordId: string, call: CallContext): Promise<JsonObject[]> {
    const { entitySet, parentLookup } = lines.target;
    const body = await this.options.dataverse.get(`${entitySet}?$select=${lineColumnsToRead(lines).join(",")}&$filter=_${parentLookup}_value%20eq%20${recordId}`, call);
    return rowsOf(body ?? {});
  }

  private async items(productId: string, call: CallContext) {
    return rowsOf(await this.options.dataverse.get(itemsQuery(`_productid_value eq ${productId}`), call) ?? {}).map(itemOf);
  }

  /** The order of an invoice becomes Invoiced once SCM has invoiced all of it. */
  private async closing(work: Bringing, found: FoundReferences, call: CallContext): Promise<BringFacts["closing"]> {
    const { scm, dataverse, companies } = this.options;
    const order = orderToClose(work, found, companies);
    if (!order) return undefined;
    const row = await scm.read({ entitySet: "CDSSalesOrderHeaders", company: work.key.company, keyField: "SalesOrderNumber", value: order.number }, ["SalesOrderProcessingStatus"], call);
    if (textOf(row?.row["SalesOrderProcessingStatus"]) !== "Invoiced") return undefined;
    return (await closingOrders(dataverse, [order.id], call)).get(order.id);
  }
}
