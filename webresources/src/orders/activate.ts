import { ProcessingStatus, salesOrder, salesOrderDetail } from "../../../model/generated/schema";
import { bareGuid } from "../../../model/request";
import { orders } from "../documents/documents";
import { linesOf, namesOf, offending } from "../documents/lines";
import { tell } from "../shared/channel";
import { inParallel, isOnline } from "../shared/client";
import { failureOf } from "../shared/failure";
import { show } from "../shared/notices";
import { text } from "../shared/texts";

const notification = "p2c_activate";
const numberColumn = "ordernumber";
/** Lines written at the same time. */
const inFlight = 4;

const header = salesOrder.columns;
const line = salesOrderDetail.columns;

/** Orders whose click is still being worked on. */
const busy = new Set<string>();

/** Enable rule of Activate: a saved order that is still a draft and was made in Sales. An order older than the solution has no status yet. */
export function canActivate(form: Xrm.FormContext): boolean {
  const status = form.getAttribute<Xrm.Attributes.OptionSetAttribute>(header.processingStatus);
  const isDraft = status !== null && (status.getValue() ?? ProcessingStatus.Draft) === ProcessingStatus.Draft;
  const external = form.getAttribute<Xrm.Attributes.BooleanAttribute>(header.isMaintainedExternally)?.getValue();
  return form.data.entity.getId() !== "" && isDraft && external !== true && isOnline();
}

/**
 * The button Activate: hands the order over to SCM. Only an order whose every line holds a product of SCM can go there.
 * The lines are marked before the order, so that an order that is Active always has all its lines; what fails half-way
 * leaves a draft, and a second click does the rest.
 */
export async function activate(form: Xrm.FormContext): Promise<void> {
  const id = bareGuid(form.data.entity.getId());
  if (!canActivate(form) || busy.has(id)) return;
  busy.add(id);
  try {
    if (!(await isSaved(form))) return;
    Xrm.Utility.showProgressIndicator(text("order.activating"));
    await handOver(form, id);
  } catch (error) {
    tellForm(form, "ERROR", text("order.failed", { message: failureOf(error).message }));
  } finally {
    Xrm.Utility.closeProgressIndicator();
    busy.delete(id);
  }
}

async function handOver(form: Xrm.FormContext, id: string): Promise<void> {
  const lines = await linesOf(orders, id);
  const foreign = offending(lines);
  if (lines.length === 0) { tellForm(form, "ERROR", text("order.noLines")); return; }
  if (foreign.length > 0) {
    tellForm(form, "ERROR", text("order.notExternal", { count: foreign.length, names: namesOf(foreign) }));
    return;
  }
  const marks = {
    [line.isMaintainedExternally]: true, [line.orderHasExternalMaintainedProductsOnly]: true,
    [line.orderIsSubmitted]: true, [line.orderNumber]: await numberOf(id),
  };
  await inParallel(lines, inFlight, (one) => Promise.resolve(Xrm.WebApi.updateRecord(salesOrderDetail.logicalName, one.id, marks)));
  await Xrm.WebApi.updateRecord(salesOrder.logicalName, id, { [header.hasExternallyMaintainedProductsOnly]: true, [header.processingStatus]: ProcessingStatus.Active });
  await form.data.refresh(false);
  tell({ type: "saved", table: salesOrder.logicalName, id });
  form.ui.refreshRibbon();
  tellForm(form, "INFO", text("order.activated"));
}

async function isSaved(form: Xrm.FormContext): Promise<boolean> {
  if (!form.data.getIsDirty()) return true;
  try {
    await form.data.save();
  } catch {
    // Told below, as for a save that was cancelled without an error.
  }
  if (!form.data.getIsDirty()) return true;
  tellForm(form, "ERROR", text("order.notSaved"));
  return false;
}

async function numberOf(orderId: string): Promise<string> {
  const row: Record<string, unknown> = await Xrm.WebApi.retrieveRecord(salesOrder.logicalName, orderId, `?$select=${numberColumn}`);
  const number = row[numberColumn];
  return typeof number === "string" ? number : "";
}

function tellForm(form: Xrm.FormContext, level: Xrm.FormNotificationLevel, message: string): void {
  show(form, { id: notification, level, message });
}
