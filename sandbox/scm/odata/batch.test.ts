import type { RunningServer } from "../../http/contract";
import { startScm } from "../server";

let server: RunningServer;
beforeEach(async () => {
  server = await startScm({ port: 0 });
});
afterEach(() => server.close());

const post = (account: string, group = "10") =>
  `POST /data/CustomersV3 HTTP/1.1\r\nContent-Type: application/json\r\n\r\n${JSON.stringify({ CustomerAccount: account, OrganizationName: account, CustomerGroupId: group })}\r\n`;
const part = (operation: string, contentId?: string) =>
  `Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n${contentId ? `Content-ID: ${contentId}\r\n` : ""}\r\n${operation}`;
const changeSet = (...operations: string[]) =>
  `Content-Type: multipart/mixed; boundary=cs\r\n\r\n${operations.map((operation, i) => `--cs\r\n${part(operation, String(i + 1))}`).join("")}--cs--\r\n`;

async function batch(parts: string[], headers: Record<string, string> = {}): Promise<{ status: number; statuses: number[]; text: string }> {
  const response = await fetch(`${server.url}/data/$batch`, {
    method: "POST",
    headers: { authorization: "Bearer sandbox-sync", "content-type": "multipart/mixed; boundary=b1", ...headers },
    body: `${parts.map((each) => `--b1\r\n${each}`).join("")}--b1--\r\n`,
  });
  const text = await response.text();
  return { status: response.status, statuses: [...text.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map((match) => Number(match[1])), text };
}
async function count(): Promise<number> {
  return Number(await (await fetch(`${server.url}/data/CustomersV3/$count`, { headers: { authorization: "Bearer sandbox-sync" } })).text());
}

test("runs reads and change sets in order and answers each, with content ids", async () => {
  const answer = await batch([
    changeSet(post("A"), post("B")),
    part(`GET ${server.url}/data/CustomersV3?$select=CustomerAccount&$filter=CustomerAccount eq 'B' HTTP/1.1\r\nAccept: application/json\r\n\r\n`.replaceAll(" eq ", "%20eq%20")),
    part("GET CustomersV3/$count HTTP/1.1\r\n\r\n"),
  ]);
  expect([answer.status, answer.statuses]).toEqual([200, [201, 201, 200, 200]]);
  expect(answer.text).toContain("Content-ID: 2\r\n");
  expect(answer.text).toContain('"CustomerAccount":"B"}');
  expect(await count()).toBe(2);
});

test("a change set holds together: one refusal undoes it and is the only answer", async () => {
  const answer = await batch([changeSet(post("A"), post("B", "Local"))]);
  expect([answer.status, answer.statuses]).toEqual([200, [400]]);
  expect(answer.text).toContain("The value 'Local' in field 'Customer group'");
  expect(await count()).toBe(0);
});

test("stops at the first failure unless told to go on", async () => {
  expect((await batch([changeSet(post("A", "Local")), changeSet(post("B"))])).statuses).toEqual([400]);
  expect((await batch([changeSet(post("A", "Local")), changeSet(post("B"))], { prefer: "odata.continue-on-error" })).statuses).toEqual([400, 201]);
});

test("refuses more than 5,000 operations, broken bodies and JSON batches", async () => {
  const many = await batch(Array.from({ length: 5001 }, () => part("GET CustomersV3/$count HTTP/1.1\r\n\r\n")));
  expect([many.status, many.text]).toEqual([400, expect.stringContaining("5001 operations")]);
  expect((await batch(["nothing"])).status).toBe(400);
  expect((await batch([part("hello\r\n\r\n")])).status).toBe(400);
  expect((await batch([], { "content-type": "application/json" })).status).toBe(501);
});
