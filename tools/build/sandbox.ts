import type { Configuration } from "webpack";
import { at } from "./paths";
import { runWebpack, swcRule } from "./webpack";

/** Globals under which a model-driven app gives React and Fluent 8 to virtual controls. */
const globals = { react: "Reactv16", "react-dom": "ReactDOM", fluent: "FluentUIReactv81211" };

function common(): Configuration {
  return {
    mode: "production",
    target: ["web", "es2022"],
    context: at(),
    resolve: { extensions: [".tsx", ".ts", ".js"] },
    module: { rules: [swcRule("es2022")] },
    performance: { hints: false },
  };
}

/** `@fluentui/react/lib/Button` and the like are members of the same global. */
function fluentByPath({ request }: { request?: string }): Promise<string | undefined> {
  return Promise.resolve(request?.startsWith("@fluentui/react/lib/") ? globals.fluent : undefined);
}

/**
 * Builds the browser side of the sandbox's form host to `dist/sandbox/app.js`, and Fluent 8 as the global the platform
 * gives it under to `dist/sandbox/fluent.js`, so that app and controls share one copy.
 */
export async function buildSandbox(): Promise<void> {
  const { react, "react-dom": reactDom, fluent } = globals;
  const output = { path: at("dist", "sandbox") };
  await runWebpack({
    ...common(),
    entry: { fluent: "@fluentui/react" },
    output: { ...output, filename: "[name].js", library: { name: fluent, type: "window" } },
    externals: { react, "react-dom": reactDom },
  });
  await runWebpack({
    ...common(),
    entry: { app: "./sandbox/app/main.tsx" },
    output: { ...output, filename: "[name].js" },
    externals: [{ react, "react-dom": reactDom, "@fluentui/react": fluent }, fluentByPath],
  });
}
