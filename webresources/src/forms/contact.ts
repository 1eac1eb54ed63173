import { contact } from "../../../model/generated/schema";
import { protectNumber } from "../shared/protect";
import { recordForm } from "../shared/recordForm";

/** OnLoad of the contact's main form. The contact number is the contact's key in SCM, as a contact and as a customer. */
export const onLoad = recordForm((form) => { void protectNumber(form, contact.columns.contactNumber, contact.columns.syncStateId, "contact.numberLocked"); });
