import { product } from "../../../model/generated/schema";
import { isYes, lockForm } from "../shared/protect";
import { recordForm } from "./recordForm";
import { openInScm } from "../shared/scmLink";

/** OnLoad of the product's main form. A product of SCM is changed there: the next run would undo a change made here. */
export const onLoad = recordForm((form) => {
  if (isYes(form, product.columns.isMaintainedExternally)) lockForm(form, "form.lockedExternal", openInScm(form));
});
