import { salesOrder } from "../../../model/generated/schema";
import { bareGuid } from "../../../model/request";
import { orders, standingOnForm } from "../documents/documents";
import { type Message, entityType, isConfirmed, perform, plainType, send } from "../shared/perform";
import { text } from "../shared/texts";

/** Lets Dataverse choose the default status reason of the state. */
const defaultStatus = -1;

/** Rule of Cancel Order and Recalculate: a draft made in Sales. What SCM has is cancelled and priced there. */
export function canChange(form: Xrm.FormContext): boolean {
  return form.data.entity.getId() !== "" && standingOnForm(form, orders) === "draft";
}

/** Rule of Fulfill Order: an open order made in Sales. */
export function canFulfill(form: Xrm.FormContext): boolean {
  const state: Xrm.Attributes.OptionSetAttribute | null = form.getAttribute<Xrm.Attributes.OptionSetAttribute>("statecode");
  return form.data.entity.getId() !== "" && standingOnForm(form, orders) !== "fromScm" && (state?.getValue() ?? 0) <= 1;
}

/** Cancel Order. Source: Microsoft Learn, "CancelSalesOrder Action". */
export async function cancel(form: Xrm.FormContext): Promise<void> {
  if (await isConfirmed(text("standard.cancelTitle"), text("standard.cancelText"))) await close(form, "CancelSalesOrder", text("standard.cancelSubject"));
}

/** Fulfill Order. Source: Microsoft Learn, "FulfillSalesOrder Action". */
export async function fulfill(form: Xrm.FormContext): Promise<void> {
  if (await isConfirmed(text("standard.fulfillTitle"), text("standard.fulfillText"))) await close(form, "FulfillSalesOrder", text("standard.fulfillSubject"));
}

/** Recalculate. Source: Microsoft, "RecalculatePrice Action". */
export async function recalculate(form: Xrm.FormContext): Promise<void> {
  await change(form, {
    name: "RecalculatePrice", parameters: { entityLogicalName: salesOrder.logicalName, entityId: bareGuid(form.data.entity.getId()) },
    types: { entityLogicalName: plainType("Edm.String"), entityId: plainType("Edm.Guid") },
  });
}

async function close(form: Xrm.FormContext, name: string, subject: string): Promise<void> {
  const order = `/${salesOrder.entitySet}(${bareGuid(form.data.entity.getId())})`;
  const OrderClose = { "@odata.type": "Microsoft.Dynamics.CRM.orderclose", subject, "salesorderid@odata.bind": order };
  await change(form, { name, parameters: { Status: defaultStatus, OrderClose }, types: { Status: plainType("Edm.Int32"), OrderClose: entityType("orderclose") } });
}

/** Saves what is open first: the message works on the order as it stands in Dataverse. */
async function change(form: Xrm.FormContext, message: Message): Promise<void> {
  const isDone = await perform(async () => {
    if (form.data.getIsDirty()) await form.data.save();
    await send(message);
  });
  if (!isDone) return;
  await form.data.refresh(false);
  form.ui.refreshRibbon();
}
