import type { FastifyInstance, FastifyReply } from "fastify";
import { ScmError } from "../errors";
import { customersV3 } from "../metadata/customersV3";
import { companies, customerGroups } from "../metadata/reference";
import { defaultCompany } from "../rules/companies";
import type { ScmService } from "../service";
import { script, style } from "./style";
import { absent, customerForm, customerList, groupList, linkTo, page, type Place } from "./views";

/** The page for people at `/`, where a visitor plays the SCM team. It needs no token and loads nothing from elsewhere. */
export function addPage(app: FastifyInstance, service: ScmService): void {
  const { store } = service;
  const knownCompany = (id: string | undefined) => store.find(companies, [id ?? defaultCompany]) ? (id ?? defaultCompany).toLowerCase() : undefined;

  app.get<{ Querystring: Record<string, string | undefined> }>("/", (request, reply) => {
    const { cmp, mi = "CustTableListPage", q = "", skip = "0", account, added } = request.query;
    const company = knownCompany(cmp);
    const place: Place = { company: company ?? defaultCompany, menuItem: mi.toLowerCase() === "custgroup" ? "CustGroup" : "CustTableListPage" };
    if (company === undefined) return show(reply, 404, page(store, place, "Not found", absent(`There is no company '${cmp ?? ""}' here.`)));
    if (!["custtablelistpage", "custgroup"].includes(mi.toLowerCase())) {
      return show(reply, 501, page(store, place, "Not in the sandbox", absent(`The sandbox does not imitate the menu item '${mi}'.`)));
    }
    if (place.menuItem === "CustGroup") {
      const message = added === undefined ? undefined : { text: `Customer group ${added} is there.`, bad: false };
      return show(reply, 200, page(store, place, "Customer groups", groupList(store, place, message)));
    }
    if (account === undefined) return show(reply, 200, page(store, place, "All customers", customerList(store, place, q, /^\d{1,9}$/.test(skip) ? Number(skip) : 0)));
    const row = store.find(customersV3, [company, account]);
    return row
      ? show(reply, 200, page(store, place, account, customerForm(place, row)))
      : show(reply, 404, page(store, place, "Not found", absent(`Company ${company} has no customer '${account}'.`)));
  });

  app.post("/page/customer-groups", (request, reply) => {
    if (request.headers["sec-fetch-site"] === "cross-site") return reply.code(403).send("Requests from other sites are refused.");
    const form = new URLSearchParams(Buffer.isBuffer(request.body) ? request.body.toString("utf8") : "");
    const place: Place = { company: knownCompany(form.get("cmp") ?? undefined) ?? defaultCompany, menuItem: "CustGroup" };
    const id = (form.get("CustomerGroupId") ?? "").trim();
    try {
      service.create(customerGroups, { dataAreaId: place.company, CustomerGroupId: id, Description: form.get("Description") ?? "" });
    } catch (error) {
      if (!(error instanceof ScmError)) throw error;
      return show(reply, 400, page(store, place, "Customer groups", groupList(store, place, { text: error.message, bad: true })));
    }
    return reply.code(303).header("location", linkTo(place, { added: id })).send();
  });

  app.get("/page.css", (_request, reply) => reply.type("text/css; charset=utf-8").send(style));
  app.get("/page.js", (_request, reply) => reply.type("text/javascript; charset=utf-8").send(script));
}

function show(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).type("text/html; charset=utf-8").headers({
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  }).send(text);
}
