import { ProcessingStatus, product, salesOrder, salesOrderDetail } from "../../../model/generated/schema";
import { bareGuid } from "../../../model/request";
import { tell } from "../shared/channel";
import { inParallel, isOnline } from "../shared/client";
import { failureOf } from "../shared/failure";
import { text } from "../shared/texts";

const notification = "p2c_activate";
const numberColumn = "ordernumber";
/** Lines written at the same time. */
const inFlight = 4;
/** Product names told before the rest is left out. */
const namesTold = 3;

const header = salesOrder.columns;
const line = salesOrderDetail.columns;

/** A line as far as activation looks at it. */
interface Line {
  id: string;
  name: string;
  isExternal: boolean;
}

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
    show(form, "ERROR", text("order.failed", { message: failureOf(error).message }));
  } finally {
    Xrm.Utility.closeProgressIndicator();
    busy.delete(id);
  }
}

async function handOver(form: Xrm.FormContext, id: string): Promise<void> {
  const lines = await linesOf(id);
  const foreign = lines.filter(({ isExternal }) => !isExternal);
  if (lines.length === 0) { show(form, "ERROR", text("order.noLines")); return; }
  if (foreign.length > 0) {
    const names = foreign.slice(0, namesTold).map(({ name }) => name).join(", ") + (foreign.length > namesTold ? ", …" : "");
    show(form, "ERROR", text("order.notExternal", { count: foreign.length, names }));
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
  show(form, "INFO", text("order.activated"));
}

/** All lines of the order, page after page. A write-in has no product, and so none of SCM. */
async function linesOf(orderId: string): Promise<Line[]> {
  const { isMaintainedExternally } = product.columns;
  let query = `?$select=${salesOrderDetail.primaryId},${salesOrderDetail.primaryName},productdescription&$expand=productid($select=name,${isMaintainedExternally})&$filter=_salesorderid_value eq ${orderId}`;
  const lines: Line[] = [];
  for (;;) {
    const page = await Xrm.WebApi.retrieveMultipleRecords(salesOrderDetail.logicalName, query);
    for (const row of page.entities as Record<string, unknown>[]) {
      const its = row.productid as Record<string, unknown> | null | undefined;
      const name = [its?.name, row.productdescription, row[salesOrderDetail.primaryName]].find((one): one is string => typeof one === "string" && one !== "");
      lines.push({ id: String(row[salesOrderDetail.primaryId]), name: name ?? "?", isExternal: its?.[isMaintainedExternally] === true });
    }
    if (!page.nextLink) return lines;
    query = page.nextLink.slice(page.nextLink.indexOf("?"));
  }
}

async function isSaved(form: Xrm.FormContext): Promise<boolean> {
  if (!form.data.getIsDirty()) return true;
  try {
    await form.data.save();
  } catch {
    // Told below, as for a save that was cancelled without an error.
  }
  if (!form.data.getIsDirty()) return true;
  show(form, "ERROR", text("order.notSaved"));
  return false;
}

async function numberOf(orderId: string): Promise<string> {
  const row: Record<string, unknown> = await Xrm.WebApi.retrieveRecord(salesOrder.logicalName, orderId, `?$select=${numberColumn}`);
  const number = row[numberColumn];
  return typeof number === "string" ? number : "";
}

function show(form: Xrm.FormContext, level: Xrm.FormNotificationLevel, message: string): void {
  form.ui.clearFormNotification(notification);
  form.ui.setFormNotification(message, level, notification);
}
