import { ensureChromium } from "./chromium";
import { run } from "./run";

/**
 * The whole check: a browser, the build, types, lint, and every test.
 * Arguments go to jest and skip the rest: `npm test -- backend/core`.
 */
async function main(): Promise<void> {
  const chosen = process.argv.slice(2);
  const browser = await ensureChromium();
  await run("npm", ["run", "-s", "build"]);
  if (chosen.length === 0) {
    await run("npm", ["run", "-s", "model", "--", "--check"]);
    await run("npm", ["run", "-s", "typecheck"]);
    await run("npm", ["run", "-s", "lint"]);
  }
  await run("npx", ["--no-install", "jest", "--maxWorkers=2", ...chosen], { CHROME_PATH: browser });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
