import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Configuration } from "webpack";
import { solution } from "../../model/generated/schema";
import { pack } from "../../solution/pack/pack";
import { type BuiltControl, buildControls } from "./controls";
import { at } from "./paths";
import { runWebpack } from "./webpack";

/** Builds controls and web resources, stages the unpacked solution in `dist/solution`, and packs both zips. */
export async function buildSolution(): Promise<void> {
  const controls = buildControls(solution.prefix);
  await runWebpack(createRequire(__filename)("../../webresources/webpack.config.cjs") as Configuration);
  stage(controls);
  for (const managed of [false, true]) {
    const zip = at("dist", `${solution.uniqueName}${managed ? "_managed" : ""}.zip`);
    const bytes = pack(at("dist", "solution"), { managed });
    writeFileSync(zip, bytes);
    console.log(`  ${path.relative(at(), zip)}: ${bytes.length} bytes`);
  }
}

/** Copies source and built files into one folder that our packer and `pac solution pack` both take. */
function stage(controls: readonly BuiltControl[]): void {
  const target = at("dist", "solution");
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  cpSync(at("solution", "src"), target, { recursive: true });
  for (const { name, folder } of controls) {
    cpSync(folder, path.join(target, "Controls", name), {
      recursive: true,
      // webpack leaves it beside the bundle; the manifest does not list it, so it is no part of the control.
      filter: (file) => !file.endsWith("bundle.js.LICENSE.txt"),
    });
  }
  const webResources = path.join(target, "WebResources", `${solution.prefix}_`);
  cpSync(at("out", "webresources", "scripts"), path.join(webResources, "scripts"), { recursive: true });
  const strings = at("webresources", "strings");
  for (const name of readdirSync(strings)) cpSync(path.join(strings, name), path.join(webResources, "strings", name));
}
