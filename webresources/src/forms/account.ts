import { account } from "../../../model/generated/schema";
import { protectNumber } from "../shared/protect";
import { recordForm } from "./recordForm";

/** OnLoad of the account's main form. The account number is the customer's key in SCM. */
export const onLoad = recordForm((form) => { void protectNumber(form, "accountnumber", account.columns.syncStateId, "account.numberLocked"); });
