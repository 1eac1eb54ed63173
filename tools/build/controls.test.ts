import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { checkControl } from "./controls";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "control-"));
  jest.spyOn(console, "log").mockImplementation(() => undefined);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  jest.restoreAllMocks();
});

function built(bundle: string): void {
  writeFileSync(path.join(folder, "bundle.js"), bundle);
  writeFileSync(path.join(folder, "ControlManifest.xml"), '<manifest><control namespace="Acme" constructor="Stock" version="1.0.0"><resources><platform-library name="Fluent" version="8.121.1"/></resources></control></manifest>');
}

test("a control is named by prefix, namespace and constructor", () => {
  built("x=FluentUIReactv81211");
  expect(checkControl(folder, "p2c").name).toBe("p2c_Acme.Stock");
});

test("a bundle over the ceiling fails with its size", () => {
  built(`FluentUIReactv81211${randomBytes(31 * 1024).toString("base64")}`);
  expect(() => checkControl(folder, "p2c")).toThrow(/p2c_Acme\.Stock: bundle\.js is \d+ bytes gzipped, more than 30720/);
});

test("a bundle that carries its own Fluent fails", () => {
  built("var fluent = bundled");
  expect(() => checkControl(folder, "p2c")).toThrow(/does not use FluentUIReactv81211/);
});
