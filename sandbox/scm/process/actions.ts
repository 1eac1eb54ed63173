import { plannedReceipts } from "../metadata/plannedReceipts";
import type { RuleContext } from "../rules/context";
import { orderKind, quotationKind, type DocumentKind } from "../rules/documents";
import { removeReceipt } from "../rules/plannedReceipts";
import type { ScmService } from "../service";
import { ScmError } from "../errors";
import { textOf, type StoredRow } from "../store";
import { createOrder, moveQuotation } from "./create";
import { Input } from "./input";
import { invoiceOrder } from "./invoice";
import type { ChosenLine } from "./line";
import { cancelOrder, chargeOrder, confirmOrder, pickOrder, shipOrder } from "./orders";
import { planReceipt, receivePlanned, receiveStock, releaseProduct, type Receipt } from "./supply";
import { calculateAllTotals, calculateQuotationTotals, calculateTotals } from "./totals";

/** What a step leaves behind, for the page and for callers. */
export interface StepResult {
  company?: string;
  number?: string;
  status?: string;
  totalsUpdated?: boolean;
  /** Number of the invoice that was posted. */
  invoice?: string;
  /** Number of the order that a confirmed quotation became. */
  order?: string;
  /** How many orders got their totals calculated. */
  calculated?: number;
}

type Step = (context: RuleContext, header: StoredRow, lines?: readonly ChosenLine[]) => StoredRow;

const steps: Record<string, Step> = {
  confirm: confirmOrder, pick: pickOrder, ship: shipOrder, invoice: invoiceOrder, cancel: cancelOrder, totals: calculateTotals,
};
const quotationSteps = { send: "Sent", confirm: "Confirmed", lose: "Lost", cancel: "Cancelled" } as const;

/**
 * A step of an order: confirm, pick, ship, invoice, cancel, totals or charges. It happens whole or not at all.
 * @param body `{"lines":[{"sequence":1,"quantity":2}]}` for pick, ship and invoice, `{"charges":12.5,"discount":5}` for charges
 * @throws ScmError 404 when there is no such order or step, 400 when the step cannot be taken
 */
export function orderStep(service: ScmService, company: string, number: string, name: string, body: unknown): StepResult {
  const header = find(service, orderKind, company, number);
  const context = service.context();
  const after = service.store.atomically(() => {
    if (name === "charges") {
      const input = new Input(body, ["charges", "discount"]);
      return chargeOrder(context, header, input.number("charges"), input.number("discount"));
    }
    const step = steps[name];
    if (!step || !Object.hasOwn(steps, name)) throw new ScmError(404, `'${name}' is not a step of an order; it may be ${[...Object.keys(steps), "charges"].join(", ")}.`);
    return step(context, header, new Input(body, ["pick", "ship", "invoice"].includes(name) ? ["lines"] : []).chosenLines());
  });
  const order = find(service, orderKind, company, number);
  return {
    company: textOf(order, "dataAreaId"), number: textOf(order, "SalesOrderNumber"), status: textOf(order, "SalesOrderProcessingStatus"),
    totalsUpdated: textOf(order, "AreTotalsUpdated") === "Yes", ...(name === "invoice" ? { invoice: textOf(after, "InvoiceNumber") } : {}),
  };
}

/** A step of a quotation: send, confirm, lose, cancel or totals. */
export function quotationStep(service: ScmService, company: string, number: string, name: string): StepResult {
  const header = find(service, quotationKind, company, number);
  const status = Object.entries(quotationSteps).find(([step]) => step === name)?.[1];
  if (name !== "totals" && !status) throw new ScmError(404, `'${name}' is not a step of a quotation; it may be ${[...Object.keys(quotationSteps), "totals"].join(", ")}.`);
  const after = status ? moveQuotation(service, header, status) : calculateQuotationTotals(service.context(), header);
  const order = textOf(after, "GeneratedSalesOrderNumber");
  return { company: textOf(after, "dataAreaId"), number: textOf(after, "SalesQuotationNumber"), status: textOf(after, "SalesQuotationStatus") || "Created", ...(order === "" ? {} : { order }) };
}

/** Creates an order in SCM. */
export function newOrder(service: ScmService, body: unknown): StepResult {
  const order = createOrder(service, body);
  return { company: textOf(order, "dataAreaId"), number: textOf(order, "SalesOrderNumber"), status: textOf(order, "SalesOrderProcessingStatus"), totalsUpdated: false };
}

/** Calculates sales totals of every order that needs it, or of those of one company. */
export function allTotals(service: ScmService, body: unknown): StepResult {
  return { calculated: calculateAllTotals(service.context(), new Input(body, ["company"]).text("company")?.toLowerCase()) };
}

/** Releases a product, or changes a released one. */
export function release(service: ScmService, body: unknown): StepResult {
  const input = new Input(body, ["company", "product", "name", "description", "price", "cost", "currency", "unit", "service", "salesStopped", "site", "warehouse"]);
  const optional = <T>(name: string, value: T | undefined) => (value === undefined ? {} : { [name]: value });
  const product = releaseProduct(service.context(), {
    company: input.mandatory("company"), product: input.mandatory("product"),
    ...optional("name", input.text("name")), ...optional("description", input.text("description")), ...optional("price", input.number("price")),
    ...optional("cost", input.number("cost")), ...optional("currency", input.text("currency")), ...optional("unit", input.text("unit")),
    ...optional("service", input.flag("service")), ...optional("salesStopped", input.flag("salesStopped")), ...optional("site", input.text("site")), ...optional("warehouse", input.text("warehouse")),
  });
  return { company: textOf(product, "dataAreaId"), number: textOf(product, "ProductNumber") };
}

/** Receives stock. */
export function receive(service: ScmService, body: unknown): StepResult {
  const receipt = receiptIn(new Input(body, receiptFields));
  service.store.atomically(() => receiveStock(service.context(), receipt));
  return { company: receipt.company.toLowerCase(), number: receipt.item };
}

/** Plans a receipt of stock; the number answered is the receipt's. */
export function plan(service: ScmService, body: unknown): StepResult {
  const input = new Input(body, [...receiptFields, "date"]);
  const [receipt, date] = [receiptIn(input), input.mandatory("date")];
  const row = service.store.atomically(() => planReceipt(service.context(), receipt, date));
  return { company: textOf(row, "dataAreaId"), number: textOf(row, "ReceiptNumber") };
}

/**
 * A step of a planned receipt: receive or cancel.
 * @throws ScmError 404 when there is no such receipt or step
 */
export function receiptStep(service: ScmService, company: string, number: string, name: string): StepResult {
  const row = service.store.find(plannedReceipts, [company, number]);
  if (!row) throw new ScmError(404, `Company ${company} has no planned receipt '${number}'.`);
  if (name !== "receive" && name !== "cancel") throw new ScmError(404, `'${name}' is not a step of a planned receipt; it may be receive, cancel.`);
  const context = service.context();
  service.store.atomically(() => (name === "receive" ? receivePlanned(context, row) : removeReceipt(context, row)));
  return { company: textOf(row, "dataAreaId"), number: textOf(row, "ReceiptNumber") };
}

const receiptFields = ["company", "item", "site", "warehouse", "quantity"];

function receiptIn(input: Input): Receipt {
  return { company: input.mandatory("company"), item: input.mandatory("item"), site: input.mandatory("site"), warehouse: input.mandatory("warehouse"), quantity: input.number("quantity") ?? "0" };
}

function find(service: ScmService, kind: DocumentKind, company: string, number: string): StoredRow {
  const header = service.store.find(kind.header, [company, number]);
  if (!header) throw new ScmError(404, `Company ${company} has no ${kind.title.toLowerCase()} '${number}'.`);
  return header;
}
