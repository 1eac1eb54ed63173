import type { FastifyInstance, FastifyReply } from "fastify";
import type { EntityDefinition } from "../metadata/entity";
import { customersV3 } from "../metadata/customersV3";
import { invoiceHeaders } from "../metadata/invoices";
import { cdsSalesOrderHeaders } from "../metadata/orders";
import { cdsSalesQuotationHeaders } from "../metadata/quotations";
import { companies } from "../metadata/reference";
import { defaultCompany } from "../rules/companies";
import type { ScmService } from "../service";
import { textOf, type ScmStore, type StoredRow } from "../store";
import { addForms } from "./forms";
import { absent, menuItemOf, menuItems, page, type MenuItem, type Message, type Place } from "./frame";
import type { Html } from "./html";
import { invoiceForm, invoiceList, orderForm, orderList, quotationForm, quotationList } from "./orderViews";
import { script, style } from "./style";
import { productList, stockList } from "./supplyViews";
import { customerForm, customerList, groupList } from "./views";

interface Section {
  list: (store: ScmStore, place: Place, search: string, skip: number, message?: Message) => Html;
  /** One record, when the menu item has any to show. */
  form?: { definition: EntityDefinition; show: (store: ScmStore, place: Place, row: StoredRow, message?: Message) => Html };
}

const sections: Record<MenuItem, Section> = {
  CustTableListPage: { list: customerList, form: { definition: customersV3, show: (_store, place, row) => customerForm(place, row) } },
  CustGroup: { list: (store, place, _search, _skip, message) => groupList(store, place, message) },
  EcoResProductPerCompanyListPage: { list: productList },
  SalesQuotationListPage: { list: quotationList, form: { definition: cdsSalesQuotationHeaders, show: quotationForm } },
  SalesTableListPage: { list: orderList, form: { definition: cdsSalesOrderHeaders, show: orderForm } },
  CustInvoiceJournal: { list: invoiceList, form: { definition: invoiceHeaders, show: invoiceForm } },
  InventOnhandItem: { list: stockList },
};

/** The page for people at `/`, where a visitor plays the SCM team. It needs no token and loads nothing from elsewhere. */
export function addPage(app: FastifyInstance, service: ScmService): void {
  const { store } = service;

  /** A section as a page: the record with `number` when it has one, else the list. */
  const answer = (reply: FastifyReply, status: number, place: Place, number: string | undefined, message?: Message, search = "", skip = 0): FastifyReply => {
    const { list, form } = sections[place.menuItem];
    if (number === undefined || !form) return show(reply, status, page(store, place, menuItems[place.menuItem], list(store, place, search, skip, message)));
    const row = recordOf(store, form.definition, place.company, number);
    return row
      ? show(reply, status, page(store, place, number, form.show(store, place, row, message)))
      : show(reply, 404, page(store, place, "Not found", absent(`Company ${place.company} has no '${number}' there.`)));
  };

  app.get<{ Querystring: Record<string, string | undefined> }>("/", (request, reply) => {
    const { cmp = defaultCompany, mi = "CustTableListPage", q = "", skip = "0", account, number = account, done } = request.query;
    const menuItem = menuItemOf(mi);
    const place: Place = { company: cmp.toLowerCase(), menuItem: menuItem ?? "CustTableListPage" };
    if (!store.find(companies, [cmp])) return show(reply, 404, page(store, { ...place, company: defaultCompany }, "Not found", absent(`There is no company '${cmp}' here.`)));
    if (!menuItem) return show(reply, 501, page(store, place, "Not in the sandbox", absent(`The sandbox does not imitate the menu item '${mi}'.`)));
    return answer(reply, 200, place, number, done === undefined ? undefined : { text: done, bad: false }, q, /^\d{1,9}$/.test(skip) ? Number(skip) : 0);
  });
  addForms(app, service, (reply, place, number, message) => answer(reply, 400, place, number, message));

  app.get("/page.css", (_request, reply) => reply.type("text/css; charset=utf-8").send(style));
  app.get("/page.js", (_request, reply) => reply.type("text/javascript; charset=utf-8").send(script));
}

/** A record by company and its number; invoices have more in their key. */
function recordOf(store: ScmStore, definition: EntityDefinition, company: string, number: string): StoredRow | undefined {
  if (definition.keys.length === 2) return store.find(definition, [company, number]);
  for (const row of store.all(definition)) if (textOf(row, "dataAreaId") === company && textOf(row, "InvoiceNumber") === number) return row;
  return undefined;
}

function show(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).type("text/html; charset=utf-8").headers({
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  }).send(text);
}
