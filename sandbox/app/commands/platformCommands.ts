import type { PlatformCommand } from "../../dataverse/platform";
import { send, webApiHeaders, webApiPath } from "../api/http";
import { bare } from "../api/webApi";
import type { FormController } from "../form/controller";
import type { Host } from "../host";
import { fill } from "../texts";
import { removePrimary, removeSelected } from "./removeRecords";
import type { CommandContext } from "./rules";

/** Calls an action of the Web API. @returns the id in its answer's row, if any */
type Call = (action: string, body: object, idColumn?: string) => Promise<string | undefined>;
type Behaviour = (id: string, call: Call, host: Host) => Promise<void>;

const allColumns = { AllColumns: true };
const closing = (quoteId: string, status: number) => ({ Status: status, QuoteClose: { "quoteid@odata.bind": `/quotes(${quoteId})`, subject: "Quote close" } });
const orderClose = (orderId: string, status: number) =>
  ({ Status: status, OrderClose: { "@odata.type": "Microsoft.Dynamics.CRM.orderclose", subject: "Order close", "salesorderid@odata.bind": `/salesorders(${orderId})` } });
const orderStatus = { complete: 100001, noMoney: 4 } as const;
const quoteStatus = { won: 4, revised: 7 } as const;

/** What the commands of Sales do, as far as the sandbox imitates it. */
const behaviours: Record<string, Behaviour> = {
  "Mscrm.Form.quote.ActivateQuote": async (id, _call, host) => void (await host.webApi.updateRecord("quote", id, { statecode: 1 })),
  "Mscrm.Form.quote.ReviseQuote": async (id, call, host) => {
    await call("CloseQuote", closing(id, quoteStatus.revised));
    await open(host, "quote", await call("ReviseQuote", { QuoteId: id, ColumnSet: allColumns }, "quoteid"));
  },
  "Mscrm.Form.quote.CreateOrder": async (id, call, host) => {
    await call("WinQuote", closing(id, quoteStatus.won));
    await open(host, "salesorder", await call("ConvertQuoteToSalesOrder", { QuoteId: id, ColumnSet: allColumns }, "salesorderid"));
  },
  "Mscrm.Form.salesorder.CreateInvoice": async (id, call, host) =>
    open(host, "invoice", await call("ConvertSalesOrderToInvoice", { SalesOrderId: id, ColumnSet: allColumns }, "invoiceid")),
  "Mscrm.Form.salesorder.FulfillOrder": async (id, call) => void (await call("salesorders/Microsoft.Dynamics.CRM.FulfillSalesOrder", orderClose(id, orderStatus.complete))),
  "Mscrm.Form.salesorder.CancelOrder": async (id, call) => void (await call("salesorders/Microsoft.Dynamics.CRM.CancelSalesOrder", orderClose(id, orderStatus.noMoney))),
  "Mscrm.Form.invoice.InvoicePaid": async (id, _call, host) => void (await host.webApi.updateRecord("invoice", id, { statecode: 2 })),
  "Mscrm.Form.invoice.CancelInvoice": async (id, _call, host) => void (await host.webApi.updateRecord("invoice", id, { statecode: 3 })),
  "Mscrm.Form.invoice.LockPricing": async (id, call) => void (await call(`invoices(${id})/Microsoft.Dynamics.CRM.LockInvoicePricing`, {})),
  ...Object.fromEntries(["quote", "salesorder", "invoice"].map((table): [string, Behaviour] =>
    [`Mscrm.Form.${table}.Recalculate`, async (id, call) => void (await call("RecalculatePrice", { entityLogicalName: table, entityId: id }))])),
};

/** Runs a command that is the platform's own, those of Sales on the saved record of the open form; says so when it is not imitated. */
export async function runPlatformCommand(host: Host, { command, label }: PlatformCommand, context: CommandContext): Promise<void> {
  if (command === "Mscrm.DeletePrimaryRecord") return removePrimary(host);
  if (command === "Mscrm.DeleteSelectedRecord") return removeSelected(host, context);
  const behaviour = behaviours[command];
  if (!behaviour || !host.form) {
    await host.overlays.ask({ kind: "alert", title: label, text: fill(host.texts.notImitated, label), confirmLabel: host.texts.ok });
    return;
  }
  await onSavedRecord(host, host.form, behaviour);
}

async function onSavedRecord(host: Host, form: FormController, behaviour: Behaviour): Promise<void> {
  const { model } = form.session;
  if (model.isDirty() && !(await form.trySave())) return;
  if (model.id === undefined) return;
  const before = host.visit.get().key;
  await behaviour(bare(model.id), callAction, host);
  // A command that led to another record has left this one behind.
  if (host.visit.get().key === before) host.reload();
}

const callAction: Call = async (action, body, idColumn) => {
  const answer = await send("POST", webApiPath + action, JSON.stringify(body), { ...webApiHeaders, "content-type": "application/json; charset=utf-8" });
  if (idColumn === undefined) return undefined;
  const id = (JSON.parse(answer.text) as Record<string, unknown>)[idColumn];
  return typeof id === "string" ? id : undefined;
};

async function open(host: Host, table: string, id: string | undefined): Promise<void> {
  if (id !== undefined) await host.navigate({ type: "entityrecord", table, id });
}
