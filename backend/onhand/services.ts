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

/** How stock is read (docs/onhand.md). */
export interface StockSettings {
  /** Where days are read. */
  days: "none" | "scm";
  /** Whether scheduled runs ask for days too. */
  daysOnSchedule: boolean;
  itemNumbers: ItemNumbers;
  /** How long names of sites and warehouses are kept, milliseconds. */
  keepNamesMs: number;
  /** Interval of scheduled runs, milliseconds. */
  interval: number | undefined;
}

/** Everything stock is read and written with. */
export function stockServices(settings: StockSettings, { dataverse, scm }: { dataverse: DataverseClient; scm: ScmClient }, templates: readonly AnyTemplate[], log: Log): StockServices {
  const stock = new ScmStock(scm);
  return {
    dataverse, scm, log, quantities: stock, days: settings.days === "scm" ? stock : undefined, itemNumbers: settings.itemNumbers,
    places: new PlaceNames(scm, settings.keepNamesMs), units: templateNamed(templates, productsName)?.valueMaps["units"] ?? new Map(),
  };
}
