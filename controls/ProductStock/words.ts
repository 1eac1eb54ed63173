import type { Translate } from "../shared/texts";

/** Why there is no product to show the stock of. */
export type NoProduct = "unsaved" | "noProduct" | "unknownRecord" | "unsupported" | "secured";
/** Why a product has no numbers. */
export type NoNumbers = "notThere" | "notFromScm" | "neverRead" | "otherCompany";
/** Why nothing (or nothing newer) is shown, or why a click did nothing; as the shared stock machine tells. */
export type ProblemKind = "offline" | "forbidden" | "notFound" | "missingColumn" | "throttled" | "failed" | "forbiddenToAsk" | "notStarted";
export type SourceName = "scm" | "inventoryVisibility" | "other";
export type MeasureName = "available" | "physical" | "ordered";
export type Quantity = "available" | "physical" | "reserved" | "ordered" | "onOrder";

/** Keys of the resource files. */
export type TextKey =
  | `Problem_${ProblemKind}` | `Problem_${ProblemKind}_Do` | `None_${NoProduct}` | `Without_${NoNumbers}`
  | `Source_${SourceName}` | `Head_${MeasureName}` | `Column_${Quantity}` | `Column_${Quantity}_Desc`
  | "Title" | "Loading" | "Refresh" | "ReadNow" | "CheckAgain" | "Company" | "AsOf" | "AsOfUnknown" | "Stale" | "UnitUnknown"
  | "Asking" | "Waiting" | "Running" | "NextAttempt" | "AlreadyOpen" | "WatchStopped" | "WatchTrouble" | "Refreshed" | "FailureUnknown" | "TechnicalDetails"
  | "Places" | "Place" | "AllPlaces" | "NoPlaces" | "SiteBlank" | "WarehouseBlank"
  | "ByDay" | "Day" | "CanBePromised" | "ExpectedIn" | "ExpectedOut" | "ShowAsTable" | "ShowAsPlot" | "Today" | "PlotDay"
  | "Sum_today" | "Sum_low" | "Sum_below" | "Sum_last" | "Sum_flat";

export type T = Translate<TextKey>;
