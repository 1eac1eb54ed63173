import { buildBackend } from "./build/backend";
import { buildSandbox } from "./build/sandbox";
import { buildSolution } from "./build/solution";

/** Parts of the build, in order. */
const parts: Record<string, () => Promise<void>> = { solution: buildSolution, backend: buildBackend, sandbox: buildSandbox };

/**
 * `npm run build [-- --only solution|backend|sandbox]`: everything into `dist`. Stops at the first part that fails.
 * @throws Error when `--only` names no part
 */
async function main(args: readonly string[]): Promise<void> {
  const index = args.indexOf("--only");
  const only = index < 0 ? undefined : (args[index + 1] ?? "");
  if (only !== undefined && !(only in parts)) throw new Error(`--only ${only}: no such part. Use one of ${Object.keys(parts).join(", ")}.`);
  for (const [name, build] of Object.entries(parts)) {
    if (only !== undefined && only !== name) continue;
    const start = performance.now();
    console.log(`${name} …`);
    await build();
    console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
