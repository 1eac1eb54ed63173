import type { FastifyInstance, FastifyReply } from "fastify";
import { ScmError } from "../errors";
import { companies, customerGroups } from "../metadata/reference";
import { allTotals, newOrder, orderStep, plan, quotationStep, receiptStep, receive, release } from "../process/actions";
import { defaultCompany } from "../rules/companies";
import type { ScmService } from "../service";
import { linkTo, type MenuItem, type Message, type Place } from "./frame";

/** Shows the section again with what was refused. */
type Refuse = (reply: FastifyReply, place: Place, number: string | undefined, message: Message) => FastifyReply;

interface Outcome {
  text: string;
  /** Record to show then. */
  number?: string;
}

const doneTexts: Record<string, string> = {
  confirm: "Confirmed.", pick: "Picked.", ship: "Packing slip posted.", cancel: "Cancelled.", totals: "Totals are calculated.", charges: "Charges saved.", send: "Sent.", lose: "Marked as lost.",
};

/** The forms of the page. Each leads back to where the visitor was, with what came of it. */
export function addForms(app: FastifyInstance, service: ScmService, refuse: Refuse): void {
  const form = (path: string, menuItem: MenuItem, work: (values: URLSearchParams, place: Place) => Outcome) => {
    app.post(`/page/${path}`, (request, reply) => {
      if (request.headers["sec-fetch-site"] === "cross-site") return reply.code(403).send("Requests from other sites are refused.");
      const values = new URLSearchParams(Buffer.isBuffer(request.body) ? request.body.toString("utf8") : "");
      const company = (values.get("company") ?? values.get("cmp") ?? "").toLowerCase();
      const place: Place = { company: service.store.find(companies, [company]) ? company : defaultCompany, menuItem };
      try {
        const { text, number } = work(values, place);
        return reply.code(303).header("location", linkTo(place, { ...(number === undefined ? {} : { number }), done: text })).send();
      } catch (error) {
        if (!(error instanceof ScmError)) throw error;
        return refuse(reply, place, values.get("number") ?? undefined, { text: error.message, bad: true });
      }
    });
  };
  const filled = (values: URLSearchParams, ...without: string[]) => Object.fromEntries([...values].filter(([name, value]) => value.trim() !== "" && !without.includes(name)));

  form("customer-groups", "CustGroup", (values, place) => {
    const id = (values.get("CustomerGroupId") ?? "").trim();
    service.create(customerGroups, { dataAreaId: place.company, CustomerGroupId: id, Description: values.get("Description") ?? "" });
    return { text: `Customer group ${id} is there.` };
  });
  form("products", "EcoResProductPerCompanyListPage", (values) => {
    const { number = "" } = release(service, { ...filled(values, "service"), service: values.get("service") === "yes" });
    return { text: `Product ${number} is released.` };
  });
  form("stock", "InventOnhandItem", (values) => {
    const goods = `${values.get("quantity") ?? ""} of ${values.get("item") ?? ""}`;
    if ((values.get("date") ?? "") === "") {
      receive(service, filled(values));
      return { text: `${goods} received.` };
    }
    const { number = "" } = plan(service, filled(values));
    return { text: `${goods} planned as ${number}.` };
  });
  form("receipts", "InventOnhandItem", (values, place) => {
    const [step = "", number = ""] = (values.get("step") ?? "").split(" ");
    receiptStep(service, place.company, number, step);
    return { text: step === "receive" ? `${number} is received.` : `${number} is cancelled.` };
  });
  form("orders", "SalesTableListPage", (values, place) => {
    const { number = "" } = newOrder(service, { company: place.company, ...filled(values, "product", "quantity", "price", "discount"), lines: [filled(values, "company", "customer", "charges")] });
    return { text: `Sales order ${number} is made.`, number };
  });
  form("totals", "SalesTableListPage", (_values, place) => {
    const { calculated = 0 } = allTotals(service, { company: place.company });
    return { text: calculated === 0 ? "All totals were up to date." : `Totals of ${calculated} ${calculated === 1 ? "order" : "orders"} are calculated.` };
  });
  form("order-steps", "SalesTableListPage", (values, place) => {
    const [number, step] = [values.get("number") ?? "", values.get("step") ?? ""];
    const result = orderStep(service, place.company, number, step, bodyOf(step, values));
    const text = result.invoice === undefined ? (doneTexts[step] ?? "Done.") : `Invoice ${result.invoice} is posted.`;
    return { number, text: result.totalsUpdated ? text : `${text} Totals are not calculated yet; Sales sees the order as it is now once they are.` };
  });
  form("quotation-steps", "SalesQuotationListPage", (values, place) => {
    const [number, step] = [values.get("number") ?? "", values.get("step") ?? ""];
    const { order } = quotationStep(service, place.company, number, step);
    return { number, text: step === "confirm" ? `Confirmed as sales order ${order ?? ""}.` : (doneTexts[step] ?? "Done.") };
  });
}

/** What a step is told: charges, or the lines whose quantity was filled in, else nothing for all of them. */
function bodyOf(step: string, values: URLSearchParams): object {
  if (step === "charges") return { charges: values.get("charges") ?? "", discount: values.get("discount") ?? "" };
  if (!["pick", "ship", "invoice"].includes(step)) return {};
  const lines = [...values].filter(([name, value]) => name.startsWith("line-") && value.trim() !== "").map(([name, value]) => ({ sequence: Number(name.slice(5)), quantity: value }));
  return lines.length === 0 ? {} : { lines };
}
