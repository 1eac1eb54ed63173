import type { Translate } from "../shared/texts";

/** How a step stands: behind the order, where it is, partly done, or still to come. */
export type StepState = "done" | "current" | "last" | "partial" | "open";
/** Why no dates are shown. */
export type DatesProblem = "offline" | "forbidden" | "notFound" | "missingColumn" | "throttled" | "failed";
/** Names of the shipped statuses, for hosts that do not hand out the choice's labels. */
export type StatusName =
  | "Draft" | "Active" | "Confirmed" | "PackingSlip" | "Invoiced" | "Picked" | "PartiallyPicked" | "PartiallyPacked" | "Shipped"
  | "PartiallyShipped" | "PartiallyInvoiced" | "Cancelled";

/** Keys of the resource files. */
export type TextKey =
  | `State_${StepState}` | `Problem_${DatesProblem}` | `Status_${StatusName}`
  | "Title" | "StepOf" | "NoStatus" | "NoStatus_Hint" | "Ended_Hint" | "Unknown" | "Unknown_Hint" | "BadSteps" | "Secured" | "Unsaved"
  | "Requested" | "Submitted" | "Fulfilled" | "Delivered" | "Invoiced" | "InvoicedBetween"
  | "Invoices" | "InvoiceOpens" | "Unnumbered" | "InvoicesMore" | "LoadingDates" | "TryAgain";

export type T = Translate<TextKey>;

