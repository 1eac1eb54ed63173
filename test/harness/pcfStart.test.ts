import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { launch, shot } from "../support/browser";
import { until } from "../support/world";

// Microsoft's own test harness, as `pcf-scripts start` runs it, shows the built control.
const url = "http://localhost:8181/";
let harness: ChildProcess;
let browser: Browser;

beforeAll(async () => {
  harness = spawn(process.execPath, ["node_modules/pcf-start/bin/pcf-start.js", "--codePath", "out/controls/SyncStatus"], { stdio: "ignore" });
  browser = await launch();
  await until(() => fetch(url).then((r) => r.ok, () => false), (up) => up, 30);
});
afterAll(async () => {
  await browser.close();
  harness.kill();
});

test("SyncStatus renders in pcf-start without an error", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("dialog", (dialog) => void dialog.dismiss());
  // The harness page loads React from a public host; the installed copy is the same.
  await page.route("https://unpkg.com/**", (route) => {
    const match = /unpkg\.com\/(react(?:-dom)?)@[^/]+\/(umd\/.+)$/.exec(route.request().url());
    return match ? route.fulfill({ contentType: "text/javascript", body: readFileSync(require.resolve(`${match[1]}/${match[2]}`), "utf8") }) : route.abort();
  });
  await page.goto(url);
  // The harness knows no record: the control says so in words. It loads whichever of the languages it lists last.
  await page.getByText(/does not tell the control which record|n’indique pas au contrôle quel enregistrement/).waitFor({ timeout: 20_000 });
  expect(errors).toEqual([]);
  await shot(page, "pcf-start-sync-status");
});
