import { TestServer } from "../../testSupport/server";
import { StaticTokenCredential } from "../http/credential";
import { DataverseClient } from "./client";
import { ProfiledHttpClient, profileTranslation } from "./profiledHttp";

const { out, back } = profileTranslation("msdynce");

test.each([
  ["an address", "salesorders?$select=p2c_processingstatus,p2c_misctax,_p2c_syncstateid_value&$filter=p2c_processingstatus eq 504170000", "salesorders?$select=msdynce_processingstatus,msdynce_misctax,_p2c_syncstateid_value&$filter=msdynce_processingstatus eq 647390000"],
  ["an encoded filter", "$filter=p2c_processingstatus%20eq%20504170011", "$filter=msdynce_processingstatus%20eq%20647390011"],
  ["a body", '{"p2c_processingstatus":504170003,"p2c_ismaintainedexternally":true,"p2c_name":"p2c"}', '{"msdynce_processingstatus":647390003,"msdynce_ismaintainedexternally":true,"p2c_name":"p2c"}'],
  ["values kept in a state", '{"p2c_lastvalues":"{\\"p2c_processingstatus\\":\\"504170001\\"}"}', '{"p2c_lastvalues":"{\\"msdynce_processingstatus\\":\\"647390001\\"}"}'],
  ["the two spellings", "p2c_hasexternallymaintainedproductsonly,p2c_orderhasexternalmaintainedproductsonly", "msdynce_hasexternallymaintainedproductsonly,msdynce_orderhasexternalmaintainedproductsonly"],
])("%s goes over and comes back", (_what, ours, theirs) => {
  expect(out(ours)).toBe(theirs);
  expect(back(theirs)).toBe(ours);
});

test("our own columns and other choices stay as they are", () => {
  const text = '{"p2c_customergroup":"10","p2c_status":504170003,"p2c_SyncStateId@odata.bind":"/p2c_syncstates(1)"}';
  expect(out(text)).toBe(text);
});

test("our own profile changes nothing", () => {
  const text = '{"p2c_processingstatus":504170003}';
  expect(profileTranslation("p2c").out(text)).toBe(text);
});

test("the client speaks the organisation's names on the wire and ours inside", async () => {
  const server = await new TestServer(() => ({ status: 200, body: { salesorderid: "1", msdynce_processingstatus: 647390001 } })).start();
  try {
    const http = new ProfiledHttpClient({ side: "sales", baseUrl: server.url, credential: new StaticTokenCredential("token"), timeoutMs: 5_000, concurrency: 2 }, "msdynce");
    const row = await new DataverseClient(http).update("salesorders(1)", { p2c_processingstatus: 504170000 }, "*", { correlationId: "c" }, "p2c_processingstatus");
    expect(String(row["p2c_processingstatus"])).toBe("504170001");
    expect(server.calls[0]).toMatchObject({ path: "/api/data/v9.2/salesorders(1)?$select=msdynce_processingstatus", body: '{"msdynce_processingstatus":647390000}' });
  } finally {
    await server.stop();
  }
});
