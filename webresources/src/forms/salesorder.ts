import { ProcessingStatus, salesOrder } from "../../../model/generated/schema";
import { orders } from "../documents/documents";
import { watchLines } from "../documents/watchLines";
import { isYes, lockForm } from "../shared/protect";
import { recordForm } from "./recordForm";
import { openInScm } from "../shared/scmLink";

export { activate, canActivate } from "../orders/activate";
export { canChange, canFulfill, cancel, fulfill, recalculate } from "../orders/standard";

/** OnLoad of the order's main form. Only a draft is changed in Sales; an active order belongs to SCM. */
export const onLoad = recordForm((form) => {
  const status = form.getAttribute<Xrm.Attributes.OptionSetAttribute>(salesOrder.columns.processingStatus)?.getValue();
  if (isYes(form, salesOrder.columns.isMaintainedExternally)) lockForm(form, "form.lockedExternal", openInScm(form));
  else if (typeof status === "number" && status !== ProcessingStatus.Draft) lockForm(form, "order.lockedActive", openInScm(form));
}, (form) => watchLines(form, orders));
