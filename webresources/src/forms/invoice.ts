import { invoice } from "../../../model/generated/schema";
import { isYes, lockForm } from "../shared/protect";
import { recordForm } from "../shared/recordForm";

/** OnLoad of the invoice's main form. An invoice of SCM is posted there; nothing about it is decided here. */
export const onLoad = recordForm((form) => {
  if (isYes(form, invoice.columns.isMaintainedExternally)) lockForm(form, "form.lockedExternal");
});
