import type { Translate } from "../texts";
import type { StockProblemKind } from "./machine";
import type { CompanyStock } from "./stock";

/** Keys that the resource files of every control with a StockBar hold. */
export type StockTextKey =
  | `Stock_Source_${CompanyStock["source"]}` | `Stock_Problem_${StockProblemKind}`
  | "Stock_AsOf" | "Stock_AgeUnknown" | "Stock_Stale" | "Stock_None" | "Stock_Company" | "Stock_Loading"
  | "Stock_Refresh" | "Stock_Asking" | "Stock_Waiting" | "Stock_Running" | "Stock_NextAttempt" | "Stock_Refreshed" | "Stock_NotPickedUp"
  | "Stock_AlreadyOpen" | "Stock_WatchTrouble" | "Stock_WatchStopped" | "Stock_CheckAgain"
  | "Stock_Failure" | "Stock_Failure_Unknown" | "Stock_Partly" | "Stock_TechnicalDetails";

export type StockT = Translate<StockTextKey>;

const sources: readonly CompanyStock["source"][] = ["scm", "inventoryVisibility", "other"];
const problems: readonly StockProblemKind[] = ["offline", "forbidden", "notFound", "missingColumn", "throttled", "failed", "forbiddenToAsk", "notStarted"];
const single = [
  "AsOf", "AgeUnknown", "Stale", "None", "Company", "Loading", "Refresh", "Asking", "Waiting", "Running", "NextAttempt", "Refreshed", "NotPickedUp",
  "AlreadyOpen", "WatchTrouble", "WatchStopped", "CheckAgain", "Failure", "Failure_Unknown", "Partly", "TechnicalDetails",
] as const;

/** The same keys as a list, which a control's resource files are held against. */
export const stockTextKeys: readonly StockTextKey[] = [
  ...sources.map((source) => `Stock_Source_${source}` as const), ...problems.map((kind) => `Stock_Problem_${kind}` as const), ...single.map((key) => `Stock_${key}` as const),
];
