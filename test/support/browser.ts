import { mkdirSync, readFileSync } from "node:fs";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { userCookie } from "../../sandbox/http/users";
import { findChromium } from "../../tools/chromium";

/** The installed browser. `npm test` has made sure there is one. */
export async function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("No Chromium, Chrome or Edge found; run `npm test`, which installs one.");
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
}

export interface VisitOptions {
  language?: 1033 | 1036;
  width?: number;
  user?: "sandbox-sales" | "sandbox-admin";
  theme?: "light" | "dark" | "contrast";
}

/** A browser context that acts as a user in a language. Uncaught page errors are kept in `problems`. */
export async function visitor(browser: Browser, url: string, options: VisitOptions = {}): Promise<{ context: BrowserContext; page: Page; problems: string[] }> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1366, height: 900 },
    locale: options.language === 1036 ? "fr-FR" : "en-US",
    reducedMotion: "reduce",
  });
  await context.addCookies([
    { name: userCookie, value: options.user ?? "sandbox-sales", url },
    { name: "SandboxLanguage", value: String(options.language ?? 1033), url },
    ...(options.theme ? [{ name: "SandboxTheme", value: options.theme, url }] : []),
  ]);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  return { context, page, problems };
}

const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

interface Violation { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }

/** Accessibility findings of axe-core inside a selector, as readable lines. */
export async function axeFindings(page: Page, selector: string): Promise<string[]> {
  // The page's content security policy forbids injected script tags; evaluating through the debugger does not pass it.
  await page.evaluate(axeSource);
  const violations = await page.evaluate(
    async (within) => (await (window as unknown as { axe: { run(s: string): Promise<{ violations: unknown[] }> } }).axe.run(within)).violations, selector) as Violation[];
  return violations.flatMap((v) => v.nodes.map((node) => `${v.id} (${v.impact}): ${node.html.slice(0, 200)} – ${node.failureSummary}`));
}

/** Keeps a screenshot under artifacts/ for people to look at. */
export async function shot(page: Page, name: string): Promise<void> {
  mkdirSync("artifacts/screenshots", { recursive: true });
  await page.screenshot({ path: `artifacts/screenshots/${name}.png` });
}
