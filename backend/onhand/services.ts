import type { TokenCredential } from "../connectors/http/credential";
import { HttpClient } from "../connectors/http/client";
import type { DataverseClient } from "../connectors/dataverse/client";
import type { ScmClient } from "../connectors/scm/client";
import type { AnyTemplate } from "../core/templateTypes";
import { templateNamed } from "../templates/all";
import { productsName } from "../templates/products";
import type { Log } from "../worker/log";
import { PlaceNames } from "./places";
import type { StockServices } from "./refresh";
import type { ItemNumbers } from "./scmProducts";
import { ScmStock } from "./scmStock";
import type { StockSource } from "./source";
import { VisibilityStock, type VisibilityMeasures } from "./visibility";
import { VisibilityCredential } from "./visibilityToken";

/** The add-in Inventory Visibility. */
export interface VisibilitySettings {
  /** Address of the service in its region, with a slash at its end. */
  url: string;
  tokenUrl: string;
  environmentId: string;
  measures: VisibilityMeasures;
  timeoutMs: number;
}

/** How stock is read (docs/onhand.md). */
export interface StockSettings {
  /** Where quantities are read. */
  quantities: "scm" | "inventory-visibility";
  /** Where days are read. */
  days: "none" | "scm" | "inventory-visibility";
  /** Needed where one of the two is `inventory-visibility`. */
  visibility: VisibilitySettings | undefined;
  /** Whether scheduled runs ask for days too. */
  daysOnSchedule: boolean;
  itemNumbers: ItemNumbers;
  /** How long names of sites and warehouses are kept, milliseconds. */
  keepNamesMs: number;
  /** Interval of scheduled runs, milliseconds. */
  interval: number | undefined;
}

/** What stock is read and written through. */
export interface StockConnections {
  dataverse: DataverseClient;
  scm: ScmClient;
  credential: TokenCredential;
}

/** Requests to Inventory Visibility at once. */
const concurrency = 4;

/** Everything stock is read and written with. */
export function stockServices(settings: StockSettings, { dataverse, scm, credential }: StockConnections, templates: readonly AnyTemplate[], log: Log): StockServices {
  const places = new PlaceNames(scm, settings.keepNamesMs);
  const { visibility } = settings;
  const own = new ScmStock(scm);
  const addIn = visibility && visibilityOf(visibility, credential, places);
  const source = (name: StockSettings["quantities"]): StockSource => {
    const found = name === "scm" ? own : addIn;
    if (!found) throw new Error(`${name} is named as a source of stock without its settings`);
    return found;
  };
  return {
    dataverse, scm, log, places, itemNumbers: settings.itemNumbers, quantities: source(settings.quantities), days: settings.days === "none" ? undefined : source(settings.days),
    units: templateNamed(templates, productsName)?.valueMaps["units"] ?? new Map(),
  };
}

function visibilityOf({ url, tokenUrl, environmentId, measures, timeoutMs }: VisibilitySettings, credential: TokenCredential, places: PlaceNames): VisibilityStock {
  const own = new VisibilityCredential({ credential, tokenUrl, environmentId, timeoutMs });
  return new VisibilityStock(new HttpClient({ side: "scm", baseUrl: url, credential: own, timeoutMs, concurrency }), environmentId, measures, places);
}
