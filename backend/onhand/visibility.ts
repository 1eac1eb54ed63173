import { OnHandSource } from "../../model/generated/schema";
import { canonicalDecimal } from "../core/decimal";
import { RefusalError, SyncError } from "../core/errors";
import { decimal, minus, plus, type Decimal } from "../core/money";
import type { HttpClient } from "../connectors/http/client";
import { isObject, parseObject, rowsOf, textOf, toJson, type JsonObject } from "../connectors/http/json";
import type { DayRow } from "./days";
import type { PlaceNames } from "./places";
import { variantDimensions, type ScmProduct, type VariantDimension } from "./scmProducts";
import type { StockCall, StockSource } from "./source";
import { quantitiesOf, type StockRow } from "./stock";

/** Measures as `source.measure`; blank: none is set up. Names are the organisation's own, so they are configuration. */
export interface VisibilityMeasures {
  physical: string;
  reserved: string;
  ordered: string;
  reservedOrdered: string;
  onOrder: string;
  /** Calculated measure of what can be promised. */
  promise: string;
  /** Scheduled in and out, for people to see beside it. */
  receipts: string;
  issues: string;
}

/** The data source of finance and operations as the service names it (Microsoft Learn, "Inventory Visibility public APIs", sample answers). */
export const standardMeasures: VisibilityMeasures = {
  physical: "fno.physicalinvent", reserved: "fno.reservphysical", ordered: "fno.ordered", reservedOrdered: "fno.reservordered", onOrder: "fno.onorder",
  promise: "", receipts: "", issues: "",
};

/** Products in one query. */
const mostProducts = 100;
/** Sites times locations in one query. */
const mostPlaces = 100;

const dimensionNames: Readonly<Record<VariantDimension, string>> = {
  ProductColorId: "colorid", ProductConfigurationId: "configid", ProductSizeId: "sizeid", ProductStyleId: "styleid", ProductVersionId: "versionid",
};

/** Stock as the add-in Inventory Visibility tells it. */
export class VisibilityStock implements StockSource {
  readonly source = OnHandSource.InventoryVisibility;

  /** @param http to the service, with its own tokens */
  constructor(private readonly http: HttpClient, private readonly environmentId: string, private readonly measures: VisibilityMeasures, private readonly places: PlaceNames) {}

  async quantities(company: string, products: readonly ScmProduct[], call: StockCall): Promise<StockRow[]> {
    const { measures } = this;
    return (await this.query(company, products, false, call)).map(({ product, site, warehouse, row }) => {
      const value = (name: keyof VisibilityMeasures) => measure(row["quantities"], measures[name]) ?? decimal("0");
      const [physical, reserved, ordered] = [value("physical"), value("reserved"), value("ordered")];
      const available = minus(physical, reserved);
      const told = { physical, reserved, available, ordered, onOrder: value("onOrder"), totalAvailable: minus(plus(available, ordered), value("reservedOrdered")) };
      return { number: product.number, site, warehouse, quantities: quantitiesOf((name) => told[name]) };
    });
  }

  async days(company: string, products: readonly ScmProduct[], call: StockCall): Promise<DayRow[]> {
    const { measures } = this;
    return (await this.query(company, products, true, call)).flatMap(({ product, site, warehouse, row }) => {
      const changes = new Map(byDate(row["quantitiesByDate"]));
      return byDate(row["atpQuantities"]).flatMap(([date, promised]): DayRow[] => {
        const available = measure(promised, measures.promise);
        if (!available) return [];
        const [receipts, issues] = [measure(changes.get(date), measures.receipts), measure(changes.get(date), measures.issues)];
        return [{ number: product.number, site, warehouse, date, available, ...(receipts ? { receipts } : {}), ...(issues ? { issues } : {}) }];
      });
    });
  }

  /** Rows of an index query with the product each is of. */
  private async query(company: string, products: readonly ScmProduct[], withDays: boolean, call: StockCall): Promise<{ product: ScmProduct; site: string; warehouse: string; row: JsonObject }[]> {
    const { warehousesBySite } = await this.places.of(company, call);
    if (warehousesBySite.size === 0) throw new SyncError("scm-setup", { params: { message: "Warehouses" }, technicalDetails: `No warehouses of ${company} to ask for` });
    const groupBy = variantDimensions.filter((dimension) => products.some(({ variant }) => variant[dimension] !== "")).map((dimension) => dimensionNames[dimension]);
    const found: { product: ScmProduct; site: string; warehouse: string; row: JsonObject }[] = [];
    for (let at = 0; at < products.length; at += mostProducts) {
      const some = products.slice(at, at + mostProducts);
      for (const { sites, locations } of placeGroups(warehousesBySite)) {
        const filters = { organizationId: [company], productId: [...new Set(some.map(({ itemNumber }) => itemNumber))], siteId: sites, locationId: locations };
        const rows = await this.ask({ filters, groupByValues: groupBy, returnNegative: true, ...(withDays ? { QueryATP: true } : {}) }, call);
        for (const row of rows) {
          const dimensions = lowered(row["dimensions"]);
          const [site, warehouse] = [textOf(dimensions.get("siteid")) ?? "", textOf(dimensions.get("locationid")) ?? ""];
          for (const product of some) if (isOf(product, row, dimensions)) found.push({ product, site, warehouse, row });
        }
      }
    }
    return found;
  }

  private async ask(body: JsonObject, call: StockCall): Promise<JsonObject[]> {
    const response = await this.http.send({
      ...call, method: "POST", path: `api/environment/${encodeURIComponent(this.environmentId)}/onhand/indexquery`, repeatable: true,
      headers: { Accept: "application/json", "Content-Type": "application/json", "Api-Version": "1.0" }, body: toJson(body),
    });
    const list = response.status < 400 ? parseObject(`{"value":${response.text || "[]"}}`) : undefined;
    if (!list) {
      const message = response.text.slice(0, 300);
      throw new RefusalError(response.status === 403 ? "scm-forbidden" : "scm-refused", response.status, "", { params: { message }, technicalDetails: `Inventory Visibility: HTTP ${response.status} ${message}` });
    }
    return rowsOf(list);
  }
}

/** Sites and their locations, in as few groups as the bound on sites times locations allows. */
export function placeGroups(warehousesBySite: ReadonlyMap<string, readonly string[]>): { sites: string[]; locations: string[] }[] {
  const groups: { sites: string[]; locations: string[] }[] = [];
  for (const [site, warehouses] of warehousesBySite) {
    for (let at = 0; at < warehouses.length; at += mostPlaces) {
      const some = warehouses.slice(at, at + mostPlaces);
      const last = groups.at(-1);
      if (last && !last.sites.includes(site) && (last.sites.length + 1) * (last.locations.length + some.length) <= mostPlaces) {
        last.sites.push(site);
        last.locations.push(...some);
      } else groups.push({ sites: [site], locations: [...some] });
    }
  }
  return groups;
}

function isOf({ itemNumber, variant }: ScmProduct, row: JsonObject, dimensions: ReadonlyMap<string, unknown>): boolean {
  if ((textOf(row["productId"]) ?? "").trim().toLowerCase() !== itemNumber.toLowerCase()) return false;
  return variantDimensions.every((dimension) => variant[dimension] === "" || variant[dimension].toLowerCase() === (textOf(dimensions.get(dimensionNames[dimension])) ?? "").toLowerCase());
}

/** Members by their names in lower case: the service spells them now one way, now another. */
function lowered(value: unknown): Map<string, unknown> {
  return new Map(isObject(value) ? Object.entries(value).map(([name, member]) => [name.toLowerCase(), member]) : []);
}

/** A measure, named as `source.measure`, of an object of sources. */
function measure(value: unknown, name: string): Decimal | undefined {
  const dot = name.indexOf(".");
  const found = dot < 1 ? undefined : lowered(lowered(value).get(name.slice(0, dot).toLowerCase())).get(name.slice(dot + 1).toLowerCase());
  const canonical = found === null || found === undefined ? undefined : canonicalDecimal((found as { toString(): string }).toString());
  return canonical === undefined ? undefined : decimal(canonical);
}

/** Entries by day; the service writes days as date and time, with or without zone. */
function byDate(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value).flatMap(([time, entry]): [string, unknown][] => (/^\d{4}-\d{2}-\d{2}/.test(time) ? [[time.slice(0, 10), entry]] : [])) : [];
}
