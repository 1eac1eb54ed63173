import type { Translate } from "../shared/texts";

/** How long an open amount has been due. */
export type BucketName = "notDue" | "upTo30" | "upTo60" | "upTo90" | "over90" | "noDueDate";
/** Why no lines are shown. */
export type LinesProblem = "offline" | "forbidden" | "notFound" | "missingColumn" | "throttled" | "failed";
/** As in the view, what has been due longest first, or the largest amount first. */
export type Order = "view" | "due" | "amount";
/** Texts that differ for one and for several. */
export type Counted = "Invoices" | "Open" | "NoAmount" | "Overdue";

/** Keys of the resource files. */
export type TextKey =
  | `Bucket_${BucketName}` | `Order_${Order}` | `Problem_${LinesProblem}` | `${Counted}One` | `${Counted}Many`
  | "Title" | "Loading" | "Empty" | "Unsaved" | "ReadFailed" | "ReadFailed_Do" | "ReadFailed_Columns" | "MissingColumns" | "BadStates" | "TryAgain"
  | "Open" | "Overdue" | "NothingOpen" | "NothingOverdue" | "OfLoaded" | "NoCurrency" | "InCurrency" | "Ageing"
  | "Unnumbered" | "OpensInvoice" | "InvoicedOn" | "DueOn" | "DueToday" | "NoDueDate" | "AmountUnknown" | "StateUnknown"
  | "Lines" | "LinesLoading" | "LinesNone" | "LinesFirst" | "LineUnnamed" | "LoadMore" | "Help" | "Order";

export type T = Translate<TextKey>;

/** "1 invoice", "3 invoices". */
export function counted(what: Counted, count: number, t: T): string {
  return t(count === 1 ? `${what}One` : `${what}Many`, count);
}
