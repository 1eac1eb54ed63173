import { lockForm } from "../shared/protect";

/** OnLoad of the main form of an invoice's line. Invoices are made and changed in SCM. */
export function onLoad(executionContext: Xrm.Events.EventContext): void {
  lockForm(executionContext.getFormContext(), "invoice.locked");
}
