import { batchBody, parseBatch } from "./batch";
import { errorNumber, webApiError } from "./errors";
import { toHttp } from "./execute";

const set = (table: string) => Promise.resolve(`${table}s`);
const id = "11111111-2222-4333-8444-555555555555";
const request = (metadata: object, more: Record<string, unknown> = {}) => ({ ...more, getMetadata: () => metadata as never });

test("actions, bound and unbound", async () => {
  expect(await toHttp(request({ operationType: 0, operationName: "WinQuote", parameterTypes: { Status: {} } }, { Status: 4 }), set))
    .toEqual({ method: "POST", url: "WinQuote", body: '{"Status":4}' });
  const bound = request({ boundParameter: "entity", operationType: 0, operationName: "p2c_Sync", parameterTypes: { entity: {}, Who: {} } },
    { entity: { entityType: "account", id: `{${id.toUpperCase()}}` }, Who: { entityType: "contact", id } });
  expect(await toHttp(bound, set)).toEqual({
    method: "POST", url: `accounts(${id})/Microsoft.Dynamics.CRM.p2c_Sync`, body: JSON.stringify({ Who: { "@odata.type": "Microsoft.Dynamics.CRM.contact", contactid: id } }),
  });
});

test("functions carry aliased parameters, quoted by their type", async () => {
  const call = request({ operationType: 1, operationName: "F", parameterTypes: { Name: { typeName: "Edm.String" }, Id: { typeName: "Edm.Guid" }, N: { typeName: "Edm.Int32" } } }, { Name: "O'Neil", Id: `{${id}}`, N: 3 });
  expect(await toHttp(call, set)).toEqual({ method: "GET", url: `F(Name=@p0,Id=@p1,N=@p2)?@p0='O''Neil'&@p1=${id}&@p2=3` });
});

test("record operations, and one that is not imitated", async () => {
  expect(await toHttp(request({ operationType: 2, operationName: "Create", parameterTypes: {} }, { etn: "account", payload: { name: "A" } }), set))
    .toEqual({ method: "POST", url: "accounts", body: '{"name":"A"}' });
  await expect(toHttp(request({ operationType: 2, operationName: "Merge", parameterTypes: {} }, { etn: "account" }), set)).rejects.toThrow("execute: Merge is not imitated");
});

test("a batch puts an inner array into a change set, and its answers are read in order", () => {
  const body = batchBody([{ method: "GET", url: "WhoAmI" }, [{ method: "POST", url: "accounts", body: "{}" }]], "batch_1", "cs");
  expect(body).toContain("GET /api/data/v9.2/WhoAmI HTTP/1.1");
  expect(body.indexOf('boundary="changeset_cs_1"')).toBeLessThan(body.indexOf("Content-ID: 1"));
  expect(body.trimEnd().endsWith("--batch_1--")).toBe(true);
  const answer = ["--batchresponse_x", "Content-Type: application/http", "", "HTTP/1.1 200 OK", "Content-Type: application/json", "", '{"UserId":"u"}',
    "--batchresponse_x", 'Content-Type: multipart/mixed; boundary="changesetresponse_y"', "", "--changesetresponse_y", "Content-Type: application/http", "",
    "HTTP/1.1 204 No Content", "OData-EntityId: https://x/accounts(1)", "", "", "--changesetresponse_y--", "--batchresponse_x--"].join("\r\n");
  expect(parseBatch(answer)).toEqual([
    { status: 200, headers: { "content-type": "application/json" }, body: '{"UserId":"u"}' },
    { status: 204, headers: { "odata-entityid": "https://x/accounts(1)" }, body: "" },
  ]);
});

test("error codes are unsigned numbers, as the client gives them", () => {
  expect(errorNumber("0x80040217")).toBe(2147746327);
  expect(errorNumber("whatever")).toBe(0);
  expect(webApiError(412, '{"error":{"code":"0x80040237","message":"exists"}}')).toMatchObject({ errorCode: 2147746359, message: "exists", httpStatus: 412 });
  expect(webApiError(502, "Bad gateway")).toMatchObject({ errorCode: 0, message: "Bad gateway" });
});
