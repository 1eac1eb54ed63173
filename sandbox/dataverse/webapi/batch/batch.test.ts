import { startTestServer, type TestAnswer, type TestServer } from "../../testServer";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.sales.close());

function part(method: string, url: string, body?: unknown, id?: string): string {
  const head = ["Content-Type: application/http", "Content-Transfer-Encoding:binary", ...(id ? [`Content-ID: ${id}`] : [])];
  const request = [`${method} ${url} HTTP/1.1`, ...(body === undefined ? [] : ["Content-Type: application/json"]), "", body === undefined ? "" : JSON.stringify(body)];
  return [...head, "", ...request].join("\r\n");
}

function changeSet(...parts: string[]): string {
  return ["Content-Type: multipart/mixed; boundary=\"cs\"", "", ...parts.flatMap((p) => ["--cs", p]), "--cs--"].join("\r\n");
}

function send(items: string[], headers: Record<string, string> = {}, newline = "\r\n"): Promise<TestAnswer> {
  const body = [...items.flatMap((item) => ["--batch_1", item]), "--batch_1--", ""].join("\r\n").replaceAll("\r\n", newline);
  return server.admin("POST", "$batch", body, { "content-type": 'multipart/mixed; boundary="batch_1"', ...headers });
}

const statuses = (answer: TestAnswer): number[] => [...answer.text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map((match) => Number(match[1]));
const named = async (name: string): Promise<number> => (await server.admin("GET", `accounts?$select=name&$filter=name eq '${name}'`)).rows.length;

test("requests outside change sets are answered one by one, with every way to write an address", async () => {
  const answer = await send([part("GET", "WhoAmI"), part("GET", "/api/data/v9.2/accounts?$select=name"), part("GET", `${server.sales.url}/api/data/v9.2/roles?$select=name`)]);
  expect(answer.status).toBe(200);
  expect(answer.text.startsWith("--batchresponse_")).toBe(true);
  expect(statuses(answer)).toEqual([200, 200, 200]);
});

test.each(["\r\n", "\n"])("a change set refers to rows made before in it (line end %j)", async (newline) => {
  const name = `Referred ${newline.length}`;
  const answer = await send([changeSet(
    part("POST", "accounts", { name }, "1"),
    part("POST", "abc_tickets", { abc_name: name, "abc_AccountId@odata.bind": "$1" }, "2"),
    part("PUT", "$1/websiteurl", { value: "https://example.com" }, "3"),
  )], {}, newline);
  expect(statuses(answer)).toEqual([204, 204, 204]);
  expect(answer.text).toMatch(/Content-ID: 2[^]*Location: http[^]*OData-EntityId: |Content-ID: 2[^]*OData-EntityId: [^]*Location: http/);
  const row = await server.admin("GET", `abc_tickets(abc_name='${encodeURIComponent(name)}')?$expand=abc_AccountId($select=name,websiteurl)`);
  expect(row.json.abc_AccountId).toMatchObject({ name, websiteurl: "https://example.com" });
});

test("a change set that fails leaves nothing behind and answers with one error part", async () => {
  const answer = await send([changeSet(part("POST", "accounts", { name: "Undone" }, "1"), part("PATCH", "$1", { nope: 1 }, "2"))]);
  expect(answer.status).toBe(400);
  expect(statuses(answer)).toEqual([400]);
  expect(answer.text).toContain("Content-ID: 2");
  expect(await named("Undone")).toBe(0);
});

test("a stale If-Match in a change set undoes the rest of it", async () => {
  const created = await server.admin("POST", "accounts", { name: "Claimed" });
  const stale = part("PATCH", `accounts(${created.id})`, { name: "Lost" }, "2").replace("Content-Type: application/json", 'Content-Type: application/json\r\nIf-Match: W/"1"');
  const answer = await send([changeSet(part("POST", "accounts", { name: "With stale" }, "1"), stale)]);
  expect(answer.status).toBe(412);
  expect(answer.text).toContain("0x80060882");
  expect(await named("With stale")).toBe(0);
});

test("processing stops at the first refusal unless the client wants to go on", async () => {
  const items = [part("GET", "accounts(5a1e5000-0000-4000-8000-00000000dead)"), part("POST", "accounts", { name: "After failure" })];
  const stopped = await send(items);
  expect([stopped.status, statuses(stopped)]).toEqual([404, [404]]);
  expect(await named("After failure")).toBe(0);
  const went = await send(items, { prefer: "odata.continue-on-error" });
  expect([went.status, statuses(went)]).toEqual([200, [404, 204]]);
  expect(await named("After failure")).toBe(1);
});

test.each([
  ["an unknown Content-ID", [changeSet(part("PATCH", "$9", { name: "x" }, "1"))], "Content-ID Reference: '$9' does not exist in the batch context."],
  ["a GET in a change set", [changeSet(part("GET", "accounts", undefined, "1"))], "cannot hold GET"],
  ["no request line", ["Content-Type: application/http\r\n\r\nnonsense"], "'nonsense' is no request line"],
])("%s is refused with 400", async (_what, items, text) => {
  const answer = await send(items);
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(text);
});

test("a body without its boundary is a plain JSON error", async () => {
  const answer = await server.admin("POST", "$batch", "hello", { "content-type": "multipart/mixed; boundary=b" });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([400, "application/json; odata.metadata=minimal"]);
  expect(answer.message).toContain("--b");
});
