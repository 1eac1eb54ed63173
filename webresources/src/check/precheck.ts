import { ProcessingStatus, contact, salesOrder } from "../../../model/generated/schema";
import { type SyncableTable, bareGuid } from "../../../model/request";
import { type Document, orders, quotes } from "../documents/documents";
import { linesOf, namesOf, offending } from "../documents/lines";
import type { StringKey } from "../generated/strings";
import { failureOf } from "../shared/failure";
import { clear, controlOf, focus, show } from "../shared/notices";
import { text } from "../shared/texts";

const notification = "p2c_precheck";

/** Something that a sync of the record would fail on, or do otherwise than expected. */
export interface Finding {
  message: string;
  /** Column that mends it. */
  column?: string;
  /** The sync goes on all the same. */
  isAdvice?: boolean;
}

/** Reads the form; a column that is not on it answers undefined and is not judged. */
type Values = (column: string) => unknown;

const missing = (values: Values, column: string, key: StringKey): Finding[] => {
  const value = values(column);
  const isBlank = value === null || (typeof value === "string" && value.trim() === "") || (Array.isArray(value) && value.length === 0);
  return isBlank ? [{ message: text(key), column }] : [];
};

function address(values: Values): Finding[] {
  if (!values("address1_line1")) return [];
  return missing(values, "address1_country", "check.country").map((finding) => ({ ...finding, isAdvice: true }));
}

function contactCompany(values: Values): Finding[] {
  const company = values("parentcustomerid") as Xrm.LookupValue[] | null | undefined;
  const isReachable = company === undefined || company?.[0]?.entityType === "account" || values(contact.columns.isActiveCustomer) !== false;
  return isReachable ? [] : [{ message: text("check.company"), column: "parentcustomerid" }];
}

const header = (values: Values): Finding[] => [
  ...missing(values, "customerid", "check.customer"), ...missing(values, "pricelevelid", "check.priceList"), ...missing(values, "transactioncurrencyid", "check.currency"),
];

/** What the templates refuse, or leave out, whatever the configuration. Source: docs/templates. */
const checks: Readonly<Record<SyncableTable, (values: Values) => Finding[]>> = {
  account: address,
  contact: (values) => [...missing(values, "lastname", "check.lastName"), ...contactCompany(values), ...address(values)],
  product: (values) => missing(values, "productnumber", "check.productNumber"),
  quote: (values) => [...header(values), ...(values("statecode") === 0 ? [{ message: text("check.quoteDraft") }] : [])],
  salesorder: (values) => {
    if (values(salesOrder.columns.isMaintainedExternally) === true) return [];
    const status = values(salesOrder.columns.processingStatus);
    return [...header(values), ...(status === ProcessingStatus.Draft || status === null ? [{ message: text("check.orderDraft") }] : [])];
  },
  // Invoices come from SCM, which has their number.
  invoice: () => [],
};

/** What the form itself shows to be missing. */
export function formFindings(form: Xrm.FormContext, table: SyncableTable): Finding[] {
  return checks[table]((column) => {
    const attribute: Xrm.Attributes.Attribute | null = form.getAttribute(column);
    return attribute === null ? undefined : attribute.getValue();
  });
}

/** What is wrong with the lines of a quote or an order made in Sales; they stand on no form, so Dataverse is asked. */
export async function lineFindings(form: Xrm.FormContext, table: SyncableTable): Promise<Finding[]> {
  const document = documentOf(form, table);
  if (!document) return [];
  try {
    const lines = await linesOf(document, bareGuid(form.data.entity.getId()));
    if (lines.length === 0) return [{ message: text("check.noLines") }];
    const foreign = offending(lines);
    return foreign.length === 0 ? [] : [{ message: text("check.lines", { names: namesOf(foreign) }) }];
  } catch (error) {
    return [{ message: text("check.linesUnread", { message: failureOf(error).message }) }];
  }
}

function documentOf(form: Xrm.FormContext, table: SyncableTable): Document | undefined {
  if (table === "quote") return quotes;
  const external: Xrm.Attributes.BooleanAttribute | null = form.getAttribute<Xrm.Attributes.BooleanAttribute>(salesOrder.columns.isMaintainedExternally);
  return table === "salesorder" && external?.getValue() !== true ? orders : undefined;
}

/**
 * Tells the findings above the form and at their columns, and puts the focus on the first column.
 * @returns whether the sync may go on
 */
export function tellFindings(form: Xrm.FormContext, findings: readonly Finding[]): boolean {
  clear(form, notification);
  const grave = findings.filter(({ isAdvice }) => !isAdvice);
  if (findings.length > 0) {
    const messages = (grave.length > 0 ? grave : findings).map(({ message }) => message).join(" ");
    show(form, { id: notification, level: grave.length > 0 ? "ERROR" : "WARNING", message: grave.length > 0 ? text("check.missing", { findings: messages }) : messages });
  }
  const placed = findings.flatMap(({ column, message, isAdvice }) => {
    const control = column === undefined ? undefined : controlOf(form, column);
    // A recommendation explains without blocking the save, which an error at the column would do.
    control?.addNotification({ messages: [message], notificationLevel: "RECOMMENDATION", uniqueId: notification });
    return control && !isAdvice ? [control] : [];
  });
  if (placed[0]) focus(placed[0]);
  return grave.length === 0;
}
