import { buildBatch, parseBatch } from "./batch";

test("a batch of a read and a change set has the documented shape", () => {
  const body = buildBatch("batch_1", [{ method: "GET", path: "/api/data/v9.2/accounts" }, [{ method: "PATCH", path: "/api/data/v9.2/accounts(1)", headers: { "If-Match": "*" }, body: "{}" }]]);
  expect(body.split("\r\n")).toEqual([
    "--batch_1", "Content-Type: application/http", "Content-Transfer-Encoding: binary", "", "GET /api/data/v9.2/accounts HTTP/1.1", "Accept: application/json", "", "", 
    "--batch_1", 'Content-Type: multipart/mixed; boundary="changeset1_batch_1"', "",
    "--changeset1_batch_1", "Content-Type: application/http", "Content-Transfer-Encoding: binary", "Content-ID: 1", "", "PATCH /api/data/v9.2/accounts(1) HTTP/1.1",
    "Accept: application/json", "Content-Type: application/json; charset=utf-8", "If-Match: *", "", "{}",
    "--changeset1_batch_1--", "--batch_1--", "",
  ]);
});

test.each(["\r\n", "\n"])("an answer with change set, error part and a body that holds the boundary is read (%j)", (end) => {
  const text = [
    "--batchresponse_1", "Content-Type: application/http", "Content-Transfer-Encoding: binary", "", "HTTP/1.1 200 OK", "Content-Type: application/json", "", '{"name":"--batchresponse_1"}',
    "--batchresponse_1", "Content-Type: multipart/mixed; boundary=changesetresponse_2", "",
    "--changesetresponse_2", "Content-Type: application/http", "Content-ID: 1", "", "HTTP/1.1 204 No Content", "OData-Version: 4.0", "", "",
    "--changesetresponse_2--", "",
    "--batchresponse_1", "Content-Type: application/http", "", "HTTP/1.1 412 Precondition Failed", "", '{"error":{"code":"x"}}',
    "--batchresponse_1--", "",
  ].join(end);
  expect(parseBatch("multipart/mixed; boundary=batchresponse_1", text)).toEqual([
    { status: 200, text: '{"name":"--batchresponse_1"}' }, { status: 204, text: "" }, { status: 412, text: '{"error":{"code":"x"}}' },
  ]);
});

test("an answer that is no multipart is told apart", () => {
  expect(parseBatch("application/json", "{}")).toBeUndefined();
});
