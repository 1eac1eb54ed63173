import { RefusalError } from "../core/errors";
import { urlLiteral } from "../core/keys";
import { textOf, type JsonObject } from "../connectors/http/json";
import { systemTime, type TimeSource } from "../connectors/http/time";
import type { ScmClient } from "../connectors/scm/client";
import { readAll } from "./scmQueries";
import type { StockCall } from "./source";

/** Sites and warehouses of a company. Keys in lower case. */
export interface Places {
  siteName(site: string): string;
  warehouseName(warehouse: string): string;
  /** Ids as SCM spells them, site by site. */
  warehousesBySite: ReadonlyMap<string, readonly string[]>;
}

/** Names of sites and warehouses, which hardly ever change: read once in a while. */
export class PlaceNames {
  private readonly known = new Map<string, { places: Places; readAt: number }>();

  /** @param keepMs how long names are kept, milliseconds */
  constructor(private readonly scm: ScmClient, private readonly keepMs: number, private readonly time: TimeSource = systemTime) {}

  /** @throws SyncError when SCM cannot be reached; where it refuses the lists, ids stay without names */
  async of(company: string, call: StockCall): Promise<Places> {
    const found = this.known.get(company);
    if (found && this.time.monotonic() - found.readAt < this.keepMs) return found.places;
    const places = await this.read(company, call);
    this.known.set(company, { places, readAt: this.time.monotonic() });
    return places;
  }

  private async read(company: string, call: StockCall): Promise<Places> {
    const filter = `dataAreaId eq ${urlLiteral(company)}`;
    const list = async (entitySet: string, fields: readonly string[]): Promise<JsonObject[]> => {
      try {
        return await readAll(this.scm, [this.scm.queryPart(entitySet, filter, fields)], call);
      } catch (error) {
        // Names are for people only: without them the numbers still stand, by their ids.
        if (error instanceof RefusalError && !error.retryable) return [];
        throw error;
      }
    };
    const [sites, warehouses] = await Promise.all([list("OperationalSitesV2", ["SiteId", "SiteName"]), list("Warehouses", ["WarehouseId", "WarehouseName", "OperationalSiteId"])]);
    const [siteNames, warehouseNames] = [namesIn(sites, "SiteId", "SiteName"), namesIn(warehouses, "WarehouseId", "WarehouseName")];
    return { siteName: (site) => siteNames.get(site.toLowerCase()) ?? "", warehouseName: (warehouse) => warehouseNames.get(warehouse.toLowerCase()) ?? "", warehousesBySite: bySite(warehouses) };
  }
}

function namesIn(rows: readonly JsonObject[], id: string, name: string): Map<string, string> {
  return new Map(rows.map((row) => [text(row, id).toLowerCase(), text(row, name)]));
}

function bySite(warehouses: readonly JsonObject[]): Map<string, string[]> {
  const sites = new Map<string, string[]>();
  for (const row of warehouses) {
    const site = text(row, "OperationalSiteId");
    const ids = sites.get(site) ?? [];
    ids.push(text(row, "WarehouseId"));
    sites.set(site, ids);
  }
  return sites;
}

const text = (row: JsonObject, field: string): string => (textOf(row[field]) ?? "").trim();
