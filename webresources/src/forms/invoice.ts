import { invoice } from "../../../model/generated/schema";
import { isYes, lockForm } from "../shared/protect";
import { recordForm } from "./recordForm";
import { openInScm } from "../shared/scmLink";

/** OnLoad of the invoice's main form. Invoices are made and posted in SCM; nothing about one is decided here. */
export const onLoad = recordForm((form) => {
  lockForm(form, isYes(form, invoice.columns.isMaintainedExternally) ? "form.lockedExternal" : "invoice.locked", openInScm(form));
});
