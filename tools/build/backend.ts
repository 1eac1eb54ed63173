import { at } from "./paths";
import { runWebpack, swcRule } from "./webpack";

/** Bundles the backend with its dependencies into one file: `node dist/backend/main.js`. */
export async function buildBackend(): Promise<void> {
  await runWebpack({
    mode: "production",
    target: "node20",
    context: at(),
    entry: { main: "./backend/cli/main.ts" },
    output: { path: at("dist", "backend"), filename: "[name].js", clean: true },
    resolve: { extensions: [".ts", ".js", ".json"] },
    // One file: what is imported on demand is bundled too, not split off.
    module: { rules: [swcRule("es2022")], parser: { javascript: { dynamicImportMode: "eager" } } },
    // Names in stack traces and in error classes are for people; the size of a server file matters to nobody.
    optimization: { minimize: false },
    performance: { hints: false },
  });
}
