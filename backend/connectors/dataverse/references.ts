import { navigation, syncState } from "../../../model/generated/schema";
import { choosePriceList, type PriceList } from "../../core/priceList";
import { RecordError } from "../../core/errors";
import { urlLiteral } from "../../core/keys";
import { references, type ReferenceTable } from "../../core/references";
import type { ReferenceName } from "../../core/templateTypes";
import type { BatchRequest } from "./batch";
import { annotations, bodyOf, rowsOf, type CallContext, type DataverseClient } from "./client";
import { isObject, integerOf, textOf, type JsonObject } from "../http/json";

/** A name or number that has to be found. */
export interface WantedReference {
  name: ReferenceName;
  value: string;
}

/** The row a reference stands for. */
export interface FoundReference {
  id: string;
  entitySet: string;
  /** Ending of the navigation property, for lookups that may point to several tables. */
  navigationSuffix: string;
  row: JsonObject;
}

/** Most reads in one batch. */
const partsPerBatch = 100;
const keyOf = (name: string, value: string) => `${name}:${value.trim().toLowerCase()}`;

/** Rows that names and numbers stand for, read together and chosen by what is known of the document. */
export class FoundReferences {
  constructor(private readonly candidates: ReadonlyMap<string, readonly FoundReference[]>, private readonly today: string) {}

  /**
   * The one row a reference stands for.
   * @param fits narrows down several rows of one name, e.g. units to the unit group
   * @throws RecordError naming the value, when there is none or more than one
   */
  one(name: Exclude<ReferenceName, "priceList">, value: string, fits: (candidate: FoundReference) => boolean = () => true): FoundReference {
    const all = this.candidates.get(keyOf(name, value)) ?? [];
    // A single customer is meant whatever else is known of it; a unit or an order of another group or company never is.
    const fitting = all.length > 1 || name !== "customer" ? all.filter(fits) : all;
    const [first, ...others] = fitting;
    if (!first) throw new RecordError(references[name].missing, { params: { value } });
    if (others.length > 0) throw new RecordError("number-not-unique", { params: { value } });
    return first;
  }

  /**
   * The price list of a name, else the first valid one of a currency.
   * @param value name of a list, or a currency code
   * @throws RecordError `price-list-missing`
   */
  priceList(value: string, currency: string): FoundReference {
    const candidates = this.candidates.get(keyOf("priceList", value)) ?? [];
    const lists = candidates.map(listOf);
    const chosen = choosePriceList(lists, currency, this.today, value) ?? (value.toLowerCase() === currency.toLowerCase() ? choosePriceList(lists, currency, this.today) : undefined);
    const found = candidates.find(({ id }) => id === chosen?.id);
    if (!found) throw new RecordError("price-list-missing", { params: { value } });
    return found;
  }
}

function listOf({ id, row }: FoundReference): PriceList {
  const currency = row["transactioncurrencyid"];
  return {
    id, name: textOf(row["name"]) ?? "", currency: (isObject(currency) ? textOf(currency["isocurrencycode"]) : undefined) ?? "",
    active: integerOf(row["statecode"]) === 0, begins: textOf(row["begindate"]) ?? "", ends: textOf(row["enddate"]) ?? "",
  };
}

/** Reads what references may stand for, many in a request. */
export async function findReferences(dataverse: DataverseClient, wanted: readonly WantedReference[], call: CallContext): Promise<FoundReferences> {
  const distinct = [...new Map(wanted.filter(({ value }) => value !== "").map((one) => [keyOf(one.name, one.value), one])).values()];
  const queries = distinct.flatMap(({ name, value }) => tablesOf(name).map((table) => ({ key: keyOf(name, value), table, part: queryOf(dataverse, table, value) })));
  const candidates = new Map<string, FoundReference[]>();
  for (let at = 0; at < queries.length; at += partsPerBatch) {
    const some = queries.slice(at, at + partsPerBatch);
    const answers = await dataverse.batch(some.map(({ part }) => part), call, true);
    some.forEach(({ key, table }, index) => {
      const answer = answers[index];
      if (!answer) throw new RecordError("unexpected", { technicalDetails: "The batch answer is incomplete." });
      const rows = rowsOf(bodyOf(answer)).map((row): FoundReference => ({ id: textOf(row[table.primaryId]) ?? "", entitySet: table.entitySet, navigationSuffix: table.navigationSuffix ?? "", row }));
      candidates.set(key, [...(candidates.get(key) ?? []), ...rows]);
    });
  }
  return new FoundReferences(candidates, new Date(dataverse.http.serverNow()).toISOString().slice(0, 10));
}

const priceLists: ReferenceTable = { table: "pricelevel", entitySet: "pricelevels", primaryId: "pricelevelid", column: "name", select: ["begindate", "enddate", "statecode"], only: "statecode eq 0" };
const tablesOf = (name: ReferenceName): readonly ReferenceTable[] => (name === "priceList" ? [priceLists] : references[name].tables);

function queryOf(dataverse: DataverseClient, table: ReferenceTable, value: string): BatchRequest {
  const literal = urlLiteral(value);
  const same = table === priceLists ? `(name eq ${literal} or transactioncurrencyid/isocurrencycode eq ${literal})` : `${table.column} eq ${literal}`;
  const filter = `${same}${table.only ? ` and ${table.only}` : ""}`.replace(/ /g, "%20");
  const expand = table === priceLists ? "&$expand=transactioncurrencyid($select=isocurrencycode)" : table.hasState ? `&$expand=${navigation.accountSyncState}($select=${syncState.columns.company})` : "";
  return { method: "GET", path: dataverse.rootPath(`${table.entitySet}?$select=${[table.primaryId, table.column, ...table.select].join(",")}&$filter=${filter}${expand}`), headers: { Prefer: annotations } };
}
