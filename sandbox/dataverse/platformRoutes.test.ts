import fastify, { type FastifyInstance } from "fastify";
import { importSolution } from "./import/importSolution";
import { sampleZip } from "./import/testSupport";
import { createStandardRegistry } from "./metadata/standard";
import type { PlatformApp, PlatformCommand, PlatformControl, PlatformForm, PlatformTable, PlatformView } from "./platform";
import { registerPlatformRoutes } from "./platformRoutes";

let app: FastifyInstance;
let languageId = 1036;
let signedIn = true;

beforeAll(() => {
  const registry = createStandardRegistry();
  importSolution(registry, sampleZip());
  app = fastify();
  registerPlatformRoutes(app, {
    registry: () => registry,
    user: () => (signedIn ? {
      id: "u", fullName: "Ada", businessUnitId: "b", languageId, token: "sandbox-sales", roles: [], readsSecured: false,
      privileges: (table) => ({ create: true, read: table !== "product", write: table !== "abc_ticket", delete: false, append: true, appendTo: true }),
    } : undefined),
    users: () => [{ token: "sandbox-sales", fullName: "Ada", title: "Sales" }],
    organization: () => ({ id: "o", uniqueName: "org", baseCurrencyId: "c" }),
  });
});
beforeEach(() => {
  languageId = 1036;
  signedIn = true;
});
afterAll(() => app.close());

async function get<T>(url: string): Promise<T> {
  const response = await app.inject({ url });
  expect([url, response.statusCode]).toEqual([url, 200]);
  return response.json<T>();
}

test("the app lists what the user may read, in the user's language", async () => {
  const answer = await get<PlatformApp>("/_platform/app");
  const items = answer.siteMap.flatMap((area) => area.groups.flatMap((group) => group.items));
  expect(items.map((item) => item.table)).toEqual(["account", "contact", "quote", "salesorder", "invoice"]);
  expect(items[0]?.label).toBe("Comptes");
});

test("a table shows labels in the user's language, English where there is none", async () => {
  const table = await get<PlatformTable>("/_platform/tables/abc_ticket");
  expect(table).toMatchObject({ label: "Billet", collectionLabel: "Tickets", custom: true, privileges: { write: false, create: true }, navigation: { abc_accountid: { account: "abc_AccountId" } } });
  expect(table.columns.find((column) => column.logicalName === "abc_kind")?.options).toEqual([{ value: 727270000, label: "Question" }, { value: 727270001, label: "Panne" }]);
});

test("a document's own number is not asked of the user", async () => {
  const { columns } = await get<PlatformTable>("/_platform/tables/quote");
  const required = (name: string) => columns.find((column) => column.logicalName === name)?.required;
  expect([required("quotenumber"), required("name")]).toEqual(["none", "required"]);
});

test("a form comes as tabs with the control, its library and its handler", async () => {
  const form = (await get<PlatformForm[]>("/_platform/forms/account"))[0];
  expect(form?.tabs.map((tab) => tab.label)).toEqual(["Résumé", "Détails", "Billets"]);
  expect(form?.headerFields.map((cell) => cell.control?.column)).toEqual(["revenue", "numberofemployees", "ownerid"]);
  const cell = form?.tabs[2]?.columns[0]?.sections[0]?.rows[0]?.[0];
  expect(cell?.control).toMatchObject({ column: "abc_note", custom: { name: "abc_Acme.Badge", parameters: { value: { static: false, value: "abc_note" }, size: { static: true, value: "large", type: "Enum" } } } });
  expect(form?.tabs[2]?.columns[0]?.sections[0]?.showLabel).toBe(false);
  expect(form?.libraries).toEqual(["abc_/ticket.js"]);
  expect(form?.handlers).toEqual([{ event: "onload", functionName: "Abc.onLoad", library: "abc_/ticket.js", passExecutionContext: true, parameters: "" }]);
  const grid = form?.tabs[0]?.columns.flatMap((c) => c.sections).flatMap((s) => s.rows.flat()).find((c) => c.control?.subgrid)?.control?.subgrid;
  expect(grid).toEqual({ table: "contact", viewId: "00000000-0000-0000-00aa-000010001004", relationship: "contact_customer_accounts", recordsPerPage: 4 });
});

test("views, commands, control and files", async () => {
  const views = await get<PlatformView[]>("/_platform/views/account");
  expect(views.find((view) => view.isDefault)).toMatchObject({ label: "Comptes actifs", columns: expect.arrayContaining([expect.objectContaining({ name: "accountnumber", label: "Numéro de compte" })]) as unknown });
  const commands = await get<PlatformCommand[]>("/_platform/commands/account?location=form");
  expect(commands).toEqual([{
    id: "abc.Button", command: "abc.Command", label: "Ouvrir un billet", toolTip: "Ouvrir un billet", sequence: 10,
    action: { library: "abc_/ticket.js", functionName: "Abc.run", parameters: [{ kind: "crm", value: "PrimaryControl" }] },
    enableRules: [{ kind: "selectionCount", minimum: 1 }, { kind: "builtIn", name: "Mscrm.FormStateExisting" }],
    displayRules: [{ kind: "privilege", privilege: "Create", table: "abc_ticket" }],
  }, expect.objectContaining({ command: "Mscrm.DeletePrimaryRecord", label: "Supprimer", displayRules: [{ kind: "privilege", privilege: "Delete", table: "account" }] })]);
  expect((await get<PlatformCommand[]>("/_platform/commands/account?location=grid")).map(({ command }) => command)).toEqual(["Mscrm.DeleteSelectedRecord"]);
  const control = await get<PlatformControl>("/_platform/controls/abc_Acme.Badge");
  expect(control).toMatchObject({ namespace: "Acme", constructor: "Badge", virtual: true, code: "bundle.js", strings: { Title: "Insigne" } });
  expect(control.properties).toEqual([{ name: "value", ofType: "SingleLine.Text", usage: "bound", required: true }, { name: "size", ofType: "Enum", usage: "input", default: "small", required: false }]);
  const file = await app.inject({ url: "/_platform/controls/abc_Acme.Badge/bundle.js" });
  expect([file.body, file.headers["content-type"]]).toEqual(["/* bundle */", "text/javascript; charset=utf-8"]);
  const script = await app.inject({ url: "/WebResources/abc_/ticket.js" });
  expect(script.body).toBe("var Abc = {};");
  const again = await app.inject({ url: "/WebResources/abc_/ticket.js", headers: { "if-none-match": String(script.headers.etag) } });
  expect(again.statusCode).toBe(304);
});

test("nobody, and what is not there", async () => {
  expect((await app.inject({ url: "/_platform/tables/nothing" })).statusCode).toBe(404);
  expect((await app.inject({ url: "/_platform/commands/account?location=roof" })).json()).toEqual({ error: { code: "0x80040203", message: "'location' is 'roof'; use form, grid or subgrid." } });
  expect((await app.inject({ url: "/WebResources/abc_/lost.js" })).statusCode).toBe(404);
  signedIn = false;
  expect((await app.inject({ url: "/_platform/app" })).statusCode).toBe(401);
});
