import { ProcessingStatus, salesOrder } from "../../../model/generated/schema";
import { isYes, lockForm } from "../shared/protect";
import { recordForm } from "../shared/recordForm";

export { activate, canActivate } from "../orders/activate";

/** OnLoad of the order's main form. Only a draft is changed in Sales; an active order belongs to SCM. */
export const onLoad = recordForm((form) => {
  const status = form.getAttribute<Xrm.Attributes.OptionSetAttribute>(salesOrder.columns.processingStatus)?.getValue();
  if (isYes(form, salesOrder.columns.isMaintainedExternally)) lockForm(form, "form.lockedExternal");
  else if (typeof status === "number" && status !== ProcessingStatus.Draft) lockForm(form, "order.lockedActive");
});
