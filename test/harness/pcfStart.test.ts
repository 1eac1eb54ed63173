import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { launch, shot } from "../support/browser";
import { until } from "../support/world";

// Microsoft's own test harness, as `pcf-scripts start` runs it, shows the built controls. It has one port, so one control at a time.
const url = "http://localhost:8181/";
let browser: Browser;
let harness: ChildProcess | undefined;

beforeAll(async () => {
  browser = await launch();
});
afterEach(async () => {
  if (!harness || harness.exitCode !== null || harness.signalCode !== null) return;
  const ended = once(harness, "exit");
  harness.kill("SIGKILL");
  await ended;
});
afterAll(() => browser.close());

async function opened(control: string): Promise<{ page: Page; errors: string[] }> {
  harness = spawn(process.execPath, ["node_modules/pcf-start/bin/pcf-start.js", "--codePath", `out/controls/${control}`], { stdio: "ignore" });
  await until(() => fetch(url).then((r) => r.ok, () => false), (up) => up, 30);
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
  return { page, errors };
}

// The harness knows no record, no rows of ours and no Web API: each control says so in words. It loads whichever of the
// languages it lists last.
test.each([
  ["SyncStatus", /does not tell the control which record|n’indique pas au contrôle quel enregistrement/],
  ["OrderProgress", /steps property|propriété steps/],
  ["ProductStock", /which product to show|quel produit montrer/],
  ["LineAvailability", /endedValues/],
  ["InvoiceOverview", /3 invoices|3 factures/],
])("%s renders in pcf-start without an error", async (control, says) => {
  const { page, errors } = await opened(control);
  await page.getByText(says).first().waitFor({ timeout: 20_000 });
  expect(errors).toEqual([]);
  await shot(page, `pcf-start-${control}`);
});
