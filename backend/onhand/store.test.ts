import { DataverseClient } from "../connectors/dataverse/client";
import { BatchServer, type BatchPart } from "../testSupport/batchServer";
import type { Answer } from "../testSupport/server";
import type { RowWrite } from "./rows";
import { OnHandStore } from "./store";

const call = { correlationId: "c" };
const write = (id: string, existing = false): RowWrite => ({ id, columns: { p2c_name: id }, existing });
const idOf = ({ path }: BatchPart) => /\(([^)]+)\)/.exec(path)?.[1] ?? "";
const refused = (status: number): Answer => ({ status, body: { error: { code: "0x1", message: "No." } } });
let server: BatchServer;
async function store(answer: (part: BatchPart) => Answer): Promise<OnHandStore> {
  server = new BatchServer(answer);
  await server.server.start();
  return new OnHandStore(new DataverseClient(server.http("sales")));
}
const guard = () => Promise.resolve();
afterEach(() => server.server.stop());

test("rows are written 250 at a time, each under the guard; a bad one fails alone", async () => {
  const own = await store((part) => (idOf(part) === "id-7" ? refused(400) : { status: 204 }));
  let guarded = 0;
  const rows = Array.from({ length: 600 }, (_none, index) => write(`id-${index}`));
  const failed = await own.write(rows, () => Promise.resolve(void guarded++), call);
  expect([...failed].map(([row, error]) => [row.id, error.code])).toEqual([["id-7", "sales-refused"]]);
  expect([server.server.calls.length, server.parts.length, guarded]).toEqual([3, 600, 3]);
});

test("a row that another worker creates in the same instant is written once more", async () => {
  let times = 0;
  const own = await store(() => (times++ === 0 ? refused(412) : { status: 204 }));
  expect((await own.write([write("a")], guard, call)).size).toBe(0);
  expect(times).toBe(2);
});

test("a row that is gone is not brought back by its time alone; a busy Dataverse is an error that passes", async () => {
  const own = await store((part) => (idOf(part) === "gone" ? refused(404) : refused(429)));
  expect([...(await own.write([write("gone", true)], guard, call)).values()].map(({ code }) => code)).toEqual(["sales-refused"]);
  expect(server.server.calls[0]?.body).toContain("If-Match: *");
  await expect(own.write([write("b")], guard, call)).rejects.toMatchObject({ code: "sales-busy", retryable: true });
});

test("rows are read by number, quotes and all, following pages", async () => {
  const own = await store(({ path }) => ({ status: 200, body: path.includes("next") ? { value: [{ p2c_itemnumber: "O'Neil", p2c_warehouse: "2" }] } : { value: [{ p2c_itemnumber: "o'neil", p2c_warehouse: "1" }], "@odata.nextLink": `${server.server.url}api/data/v9.2/p2c_onhands?next` } }));
  expect((await own.read("usmf", ["O'Neil"], call)).get("o'neil")).toHaveLength(2);
  expect(server.parts[0]?.path).toContain("p2c_company eq 'usmf' and Microsoft.Dynamics.CRM.In(PropertyName='p2c_itemnumber',PropertyValues=['O''Neil'])");
});
