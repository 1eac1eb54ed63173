import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { at } from "./paths";

/** Largest a control may be, gzipped, with React and Fluent left to the platform. */
const ceiling = 30 * 1024;
/** Global under which the platform gives Fluent 8. */
const fluentGlobal = "FluentUIReactv81211";

/** A control built to `out/controls/<folder>`, and its name in a solution. */
export interface BuiltControl {
  name: string;
  folder: string;
}

function pcf(...args: string[]): void {
  const { status, error } = spawnSync(process.execPath, [at("tools", "pcf.cjs"), ...args], {
    cwd: at(),
    stdio: "inherit",
    env: { ...process.env, PP_TOOLS_TELEMETRY_OPTOUT: "1" },
  });
  if (status !== 0) throw new Error(`pcf-scripts ${args.join(" ")} failed${error ? `: ${error.message}` : "; what it printed says why"}.`);
}

/**
 * Builds all controls for production and checks what came out.
 * @param prefix customization prefix of the publisher
 */
export function buildControls(prefix: string): BuiltControl[] {
  pcf("refreshTypes");
  pcf("rebuild", "production");
  const out = at("out", "controls");
  return readdirSync(out)
    .filter((name) => statSync(path.join(out, name)).isDirectory())
    .sort()
    .map((name) => checkControl(path.join(out, name), prefix));
}

/**
 * Checks a built control: the name from its manifest, the size of its bundle, and that Fluent was not bundled.
 * @throws Error naming the control, what is wrong with it and what to do
 */
export function checkControl(folder: string, prefix: string): BuiltControl {
  const manifest = readFileSync(path.join(folder, "ControlManifest.xml"), "utf8");
  const attribute = (name: string) => new RegExp(`<control[^>]*\\s${name}="([^"]+)"`).exec(manifest)?.[1];
  const namespace = attribute("namespace");
  const constructor = attribute("constructor");
  if (!namespace || !constructor) throw new Error(`${folder}/ControlManifest.xml names no namespace or constructor.`);
  const name = `${prefix}_${namespace}.${constructor}`;

  const bundle = readFileSync(path.join(folder, "bundle.js"));
  const size = gzipSync(bundle, { level: 9 }).length;
  if (size > ceiling) {
    throw new Error(`${name}: bundle.js is ${size} bytes gzipped, more than ${ceiling}. Look for a library that the platform should give (react-dom, a second Fluent).`);
  }
  if (/<platform-library[^>]*name="Fluent"/.test(manifest) && !bundle.includes(fluentGlobal)) {
    throw new Error(`${name}: the manifest asks for Fluent, but bundle.js does not use ${fluentGlobal}: Fluent was bundled or is not used. Check its version and the imports.`);
  }
  console.log(`  ${name}: ${size} bytes gzipped`);
  return { name, folder };
}
