import { connectBackend, runBackend } from "../../sandbox/compose/backend";
import { api, startWorld, type World } from "../support/world";
import type { Row } from "../support/sync";

let world: World;
beforeAll(async () => {
  world = await startWorld({ backend: false });
});
afterAll(() => world.close());

const endpoints = (): Promise<Row[]> => world.admin.list(`${api}/serviceendpoints?$select=name,url,contract,authtype`);
const steps = (): Promise<Row[]> => world.admin.list(`${api}/sdkmessageprocessingsteps?$select=name,mode,stage&$filter=_eventhandler_value ne null`);

test("connect registers one webhook and one asynchronous step, however often it runs", async () => {
  await connectBackend(world.backendOptions);
  await connectBackend(world.backendOptions);
  expect(await endpoints()).toMatchObject([{ contract: 8, authtype: 5, url: `http://127.0.0.1:${world.backendOptions.port}/webhooks/dataverse` }]);
  expect(await steps()).toMatchObject([{ mode: 1, stage: 40 }]);
});

test("a moved endpoint is updated in place", async () => {
  await connectBackend({ ...world.backendOptions, env: { P2C_ENDPOINT_URL: "http://127.0.0.1:1" } });
  expect(await endpoints()).toMatchObject([{ url: "http://127.0.0.1:1/webhooks/dataverse" }]);
});

test("a missing setting is named with its remedy", async () => {
  const { code, output } = await runBackend(["serve"], { ...world.backendOptions, env: { P2C_DATAVERSE_URL: "" } });
  expect(code).not.toBe(0);
  expect(output).toContain("P2C_DATAVERSE_URL");
});
