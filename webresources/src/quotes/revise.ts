import { quote } from "../../../model/generated/schema";
import { bareGuid } from "../../../model/request";
import { isYes } from "../shared/protect";
import { entityType, perform, plainType, send } from "../shared/perform";
import { text } from "../shared/texts";

const active = 1;
const closed = 3;
/** Status reason Revised of the state Closed. */
const revised = 7;

/** Rule of Revise: an active or closed quote that SCM does not have; a quote of SCM's products alone was sent there. */
export function canRevise(form: Xrm.FormContext): boolean {
  const state: Xrm.Attributes.OptionSetAttribute | null = form.getAttribute<Xrm.Attributes.OptionSetAttribute>("statecode");
  const value = state?.getValue();
  return form.data.entity.getId() !== "" && (value === active || value === closed) && !isYes(form, quote.columns.hasExternallyMaintainedProductsOnly);
}

/** Revise: closes the quote as revised and opens a new draft of it. Source: Microsoft Learn, "ReviseQuote Action". */
export async function revise(form: Xrm.FormContext): Promise<void> {
  const id = bareGuid(form.data.entity.getId());
  const isActive = form.getAttribute<Xrm.Attributes.OptionSetAttribute>("statecode")?.getValue() === active;
  let draft: string | undefined;
  await perform(async () => {
    if (isActive) await close(id);
    const answer = await send({
      name: "ReviseQuote", parameters: { QuoteId: id, ColumnSet: { AllColumns: false, Columns: [quote.primaryId] } },
      types: { QuoteId: plainType("Edm.Guid"), ColumnSet: entityType("ColumnSet") },
    });
    draft = ((await answer.json()) as Record<string, string>)[quote.primaryId];
  });
  if (draft !== undefined) await Xrm.Navigation.openForm({ entityName: quote.logicalName, entityId: draft });
}

async function close(id: string): Promise<void> {
  const QuoteClose = { "@odata.type": "Microsoft.Dynamics.CRM.quoteclose", subject: text("standard.revised"), "quoteid@odata.bind": `/${quote.entitySet}(${id})` };
  await send({ name: "CloseQuote", parameters: { Status: revised, QuoteClose }, types: { Status: plainType("Edm.Int32"), QuoteClose: entityType("quoteclose") } });
}
