import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ids } from "../../data/ids";
import { startTestServer, type TestServer } from "../testServer";
import { settingsOf } from "./authentication";

interface Received {
  url: string;
  headers: IncomingHttpHeaders;
  body: Context;
}
interface Entity { LogicalName: string; Attributes: { key: string; value: unknown }[]; FormattedValues: unknown[]; __type?: string }
type Context = Record<string, unknown> & { InputParameters: { key: string; value: Entity }[]; PostEntityImages: { key: string; value: Entity }[]; PreEntityImages: { key: string; value: Entity }[] };

const createMessage = "9ebdbb1b-ea3e-db11-86a7-000a3a5473e8";
const updateMessage = "20bebb1b-ea3e-db11-86a7-000a3a5473e8";
const deleteMessage = "a1bdbb1b-ea3e-db11-86a7-000a3a5473e8";

let server: TestServer;
let receiver: Server;
let received: Received[] = [];
/** Status of the next answers; undefined answers never. */
let answers: (number | undefined)[] = [];
const waiting: (() => void)[] = [];

beforeAll(async () => {
  server = await startTestServer();
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ url: request.url ?? "", headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) as Context });
      const status = answers.length > 0 ? answers.shift() : 200;
      if (status !== undefined) response.writeHead(status).end();
      waiting.splice(0).forEach((go) => go());
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await server.sales.close();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});
beforeEach(() => {
  received = [];
  answers = [];
});
afterEach(async () => {
  for (const step of (await server.admin("GET", "sdkmessageprocessingsteps?$select=name")).rows) await server.admin("DELETE", `sdkmessageprocessingsteps(${String(step.sdkmessageprocessingstepid)})`);
});

/** Waits until so many calls have come. */
async function calls(count: number): Promise<Received[]> {
  while (received.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
  return received;
}

async function register(message: string, table: string, options: { authtype?: number; authvalue?: string; filteringattributes?: string; mode?: number } = {}): Promise<string> {
  const { port } = receiver.address() as AddressInfo;
  const endpoint = await server.admin("POST", "serviceendpoints", {
    name: "Hook", url: `http://127.0.0.1:${port}/hook?a=b`, contract: 8, connectionmode: 1, messageformat: 2,
    authtype: options.authtype ?? 4, authvalue: options.authvalue ?? "s3cret",
  });
  expect(endpoint.text).toBe("");
  const filter = (await server.admin("GET", `sdkmessagefilters?$select=sdkmessagefilterid&$filter=_sdkmessageid_value eq ${message} and primaryobjecttypecode eq '${table}'`)).rows[0];
  const step = await server.admin("POST", "sdkmessageprocessingsteps", {
    name: `Hook on ${table}`, mode: options.mode ?? 1, stage: 40, rank: 1, supporteddeployment: 0, asyncautodelete: true,
    ...(options.filteringattributes ? { filteringattributes: options.filteringattributes } : {}),
    "sdkmessageid@odata.bind": `/sdkmessages(${message})`, "sdkmessagefilterid@odata.bind": `/sdkmessagefilters(${String(filter?.sdkmessagefilterid)})`,
    "eventhandler_serviceendpoint@odata.bind": `/serviceendpoints(${endpoint.id})`,
  });
  return step.id;
}

const attribute = (entity: Entity | undefined, key: string): unknown => entity?.Attributes.find((a) => a.key === key)?.value;

test("a create tells the whole row, as an asynchronous step does", async () => {
  const step = await register(createMessage, "account");
  const account = await server.salesperson("POST", "accounts", { name: "Hooked", revenue: 1234567890.1234, industrycode: 1 });
  const [call] = await calls(1);
  expect(call?.url).toBe("/hook?a=b&code=s3cret");
  expect(call?.headers).toMatchObject({
    "content-type": "application/json", "x-ms-dynamics-organization": new URL(server.sales.url).host,
    "x-ms-dynamics-entity-name": "account", "x-ms-dynamics-request-name": "Create",
  });
  expect(call?.headers["x-ms-dynamics-msg-size-exceeded"]).toBeUndefined();
  expect(call?.body).toMatchObject({
    MessageName: "Create", Mode: 1, Stage: 40, Depth: 1, IsInTransaction: false, IsolationMode: 1,
    PrimaryEntityName: "account", PrimaryEntityId: account.id, SecondaryEntityName: "none",
    UserId: ids.users.sales, InitiatingUserId: ids.users.sales, BusinessUnitId: ids.businessUnit, OrganizationId: ids.organization,
    OutputParameters: [{ key: "id", value: account.id }],
    OwningExtension: { Id: step, LogicalName: "sdkmessageprocessingstep" },
    CorrelationId: call?.headers["x-ms-correlation-request-id"],
    OperationCreatedOn: expect.stringMatching(/^\/Date\(\d+000\+0000\)\/$/) as unknown,
    ParentContext: { Stage: 30, ParentContext: null },
  });
  const target = call?.body.InputParameters[0]?.value;
  expect(target).toMatchObject({ __type: "Entity:http://schemas.microsoft.com/xrm/2011/Contracts", LogicalName: "account", RowVersion: null });
  expect(attribute(target, "industrycode")).toMatchObject({ Value: 1 });
  expect(attribute(target, "revenue")).toEqual({ __type: "Money:http://schemas.microsoft.com/xrm/2011/Contracts", Value: 1234567890.1234 });
  expect(attribute(target, "ownerid")).toMatchObject({ LogicalName: "systemuser", Id: ids.users.sales, Name: null });
  expect(attribute(target, "createdon")).toMatch(/^\/Date\(\d+\)\/$/);
  expect(target?.FormattedValues).toContainEqual({ key: "statecode", value: "Active" });
  expect(call?.body.PostEntityImages.map((image) => image.key)).toEqual(["AsynchronousStepPrimaryName"]);
});

test("an update tells what changed, filtered by column, with the images asked for; a delete tells a reference", async () => {
  const step = await register(updateMessage, "account", { filteringattributes: "name,telephone1" });
  await server.admin("POST", "sdkmessageprocessingstepimages", {
    name: "before", entityalias: "before", imagetype: 0, messagepropertyname: "Target", attributes: "name",
    "sdkmessageprocessingstepid@odata.bind": `/sdkmessageprocessingsteps(${step})`,
  });
  const account = await server.admin("POST", "accounts", { name: "Old" });
  await server.admin("PATCH", `accounts(${account.id})`, { websiteurl: "https://example.com" });
  await server.admin("PATCH", `accounts(${account.id})`, { name: "New" });
  const [call] = await calls(1);
  const target = call?.body.InputParameters[0]?.value;
  expect(target?.Attributes.map((a) => a.key).sort()).toEqual(["accountid", "modifiedby", "modifiedon", "modifiedonbehalfby", "name"]);
  expect(target?.FormattedValues).toEqual([]);
  expect(attribute(call?.body.PreEntityImages[0]?.value, "name")).toBe("Old");
  await register(deleteMessage, "account");
  await server.admin("DELETE", `accounts(${account.id})`);
  const deleted = (await calls(2))[1];
  expect(deleted?.body.InputParameters[0]?.value).toMatchObject({ __type: expect.stringMatching(/^EntityReference:/) as unknown, Id: account.id });
  expect(received).toHaveLength(2);
});

test("settings go as headers or as query, and the secret cannot be read back", async () => {
  await register(createMessage, "contact", { authtype: 5, authvalue: '<settings><setting name="x-key" value="a&amp;b" /></settings>' });
  await register(createMessage, "contact", { authtype: 6, authvalue: '<settings><setting name="token" value="t 1" /></settings>' });
  await server.admin("POST", "contacts", { lastname: "Hooked" });
  const both = await calls(2);
  expect(both.find((call) => call.headers["x-key"] === "a&b")?.url).toBe("/hook?a=b");
  expect(both.find((call) => call.url.includes("token"))?.url).toBe("/hook?a=b&token=t+1");
  const endpoints = (await server.admin("GET", "serviceendpoints?$select=authvalue,isauthvalueset")).rows;
  expect(endpoints.map((row) => [row.authvalue, row.isauthvalueset])).toEqual(endpoints.map(() => [null, true]));
});

test("503 is tried once more; 500 is not, and leaves a failed system job", async () => {
  await register(createMessage, "contact");
  answers = [503, 200];
  await server.admin("POST", "contacts", { lastname: "Again" });
  await calls(2);
  answers = [500];
  await server.admin("POST", "contacts", { lastname: "Fails" });
  await calls(3);
  const jobs = async (): Promise<Record<string, unknown>[]> => (await server.admin("GET", "asyncoperations?$select=name,statuscode,message,messagename,primaryentitytype")).rows;
  let found = await jobs();
  while (found.length === 0) found = await jobs();
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ name: "Hook on contact", statuscode: 31, messagename: "Create", primaryentitytype: "contact", message: expect.stringContaining("500") as unknown });
  expect(received).toHaveLength(3);
});

test("a body above 256 KB loses its rows and says so", async () => {
  await register(createMessage, "annotation");
  const note = await server.admin("POST", "annotations", { subject: "Large", notetext: "x".repeat(100_000), documentbody: "y".repeat(300_000) });
  const [call] = await calls(1);
  expect(call?.headers["x-ms-dynamics-msg-size-exceeded"]).toBe("true");
  expect(call?.body).toMatchObject({ PrimaryEntityId: note.id, InputParameters: [], PreEntityImages: [], PostEntityImages: [], ParentContext: null });
});

test("neither a receiver that never answers nor a refused write reaches beyond itself", async () => {
  await register(createMessage, "account");
  answers = [undefined];
  expect((await server.admin("POST", "accounts", { name: "Does not wait" })).status).toBe(204);
  await calls(1);
  const batch = ["--b", "Content-Type: multipart/mixed; boundary=c", "", "--c", "Content-Type: application/http", "Content-ID: 1", "", "POST accounts HTTP/1.1", "", '{"name":"Undone"}',
    "--c", "Content-Type: application/http", "Content-ID: 2", "", "POST accounts HTTP/1.1", "", '{"nope":1}', "--c--", "--b--"].join("\r\n");
  expect((await server.admin("POST", "$batch", batch, { "content-type": "multipart/mixed; boundary=b" })).status).toBe(400);
  await server.admin("POST", "accounts", { name: "Next" });
  expect(attribute((await calls(2))[1]?.body.InputParameters[0]?.value, "name")).toBe("Next");
});

test("what is not imitated is refused at registration", async () => {
  const { port } = receiver.address() as AddressInfo;
  const synchronous = await register(createMessage, "account", { mode: 0 });
  expect(synchronous).toBe("");
  const queue = await server.admin("POST", "serviceendpoints", { name: "Queue", url: `http://127.0.0.1:${port}`, contract: 2 });
  expect([queue.status, queue.message]).toEqual([501, expect.stringContaining("contract 2")]);
  expect((await server.admin("POST", "serviceendpoints", { name: "Bad", url: "not a url", contract: 8 })).message).toContain("'not a url'");
});

test("settings are read whatever their quotes and order", () => {
  expect(settingsOf(`<settings><setting value='1' name='a'/><setting name="b" value="&lt;2&gt;"></setting><setting name="c"/></settings>`)).toEqual([["a", "1"], ["b", "<2>"]]);
});
