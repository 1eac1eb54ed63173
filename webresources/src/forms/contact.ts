import { contact } from "../../../model/generated/schema";
import { protectNumber } from "../shared/protect";
import { recordForm } from "./recordForm";

const companyColumn = "parentcustomerid";
const c = contact.columns;

/**
 * OnLoad of the contact's main form. The contact number is the contact's key in SCM, as a contact and as a customer.
 * Whether the company is an account decides as which of them the contact goes; Microsoft's solution keeps that in a plug-in.
 */
export const onLoad = recordForm(
  (form) => { void protectNumber(form, c.contactNumber, c.syncStateId, "contact.numberLocked"); },
  (form) => {
    const company: Xrm.Attributes.LookupAttribute | null = form.getAttribute<Xrm.Attributes.LookupAttribute>(companyColumn);
    const chosen = () => { markCompany(form, company?.getValue()?.[0]?.entityType === "account"); };
    company?.addOnChange(chosen);
    // A contact made from an account's form has its company before anybody chose it.
    if (company && form.data.entity.getId() === "") chosen();
    return () => company?.removeOnChange(chosen);
  },
);

function markCompany(form: Xrm.FormContext, isAccount: boolean): void {
  const flag: Xrm.Attributes.BooleanAttribute | null = form.getAttribute<Xrm.Attributes.BooleanAttribute>(c.isCompanyAnAccount);
  if (!flag || flag.getValue() === isAccount) return;
  flag.setValue(isAccount);
  // The control is read-only, and its column would be left out of the save.
  flag.setSubmitMode("always");
}
