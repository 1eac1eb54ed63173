import js from "@eslint/js";
import tseslint from "typescript-eslint";
import powerApps from "@microsoft/eslint-plugin-power-apps";
import react from "eslint-plugin-react";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";

/** Browser code gets the Power Apps solution checker's rules; the rest the typed recommended set. */
const typedProject = (project) => ({ parserOptions: { project, tsconfigRootDir: import.meta.dirname } });
const browserFiles = ["controls/**/*.{ts,tsx}", "webresources/src/**/*.ts"];
const nodeFiles = ["backend/**/*.ts", "sandbox/**/*.{ts,tsx}", "solution/**/*.ts", "tools/**/*.ts", "model/**/*.ts"];
/** Files that may not import what matches any of the patterns; tests may. */
const importing = (files, group) => ({
  files: files.map((folder) => `${folder}/*.{ts,tsx}`), ignores: ["**/*.test.{ts,tsx}"],
  rules: { "no-restricted-imports": ["error", { patterns: [{ group, message: "This arrow runs the other way; see docs/decisions.md." }] }] },
});
const testFiles = ["test/**/*.{ts,tsx}", "**/*.test.{ts,tsx}"];

export default tseslint.config(
  { ignores: ["out/**", "dist/**", "artifacts/**", "**/generated/**"] },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [...tseslint.configs.recommendedTypeChecked],
    rules: {
      "no-restricted-syntax": ["error", { selector: "ExportDefaultDeclaration", message: "Named exports only." }],
      "@typescript-eslint/unbound-method": ["error", { ignoreStatic: true }],
      "@typescript-eslint/no-explicit-any": "error",
    },
  },
  { files: ["controls/**/*.{ts,tsx}"], ignores: testFiles, languageOptions: typedProject("./tsconfig.controls.json") },
  { files: ["webresources/src/**/*.ts"], ignores: testFiles, languageOptions: typedProject("./webresources/tsconfig.json") },
  { files: nodeFiles, ignores: testFiles, languageOptions: { ...typedProject("./tsconfig.node.json"), globals: globals.node } },
  { files: testFiles, languageOptions: { ...typedProject("./tsconfig.test.json"), globals: { ...globals.jest, ...globals.node } } },
  {
    files: browserFiles,
    plugins: { "@microsoft/power-apps": powerApps, react, "react-hooks": reactHooks },
    languageOptions: { globals: globals.browser },
    settings: { ...powerApps.configs.paCheckerHosted.settings, react: { version: "16.14" } },
    rules: {
      ...powerApps.configs.paCheckerHosted.rules,
      "react/jsx-key": "error",
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
    },
  },
  // Arrows run one way: browser code and backend → model, worker → core and connectors; nothing of the product → sandbox.
  importing(["controls/**", "webresources/**"], ["**/backend/**", "**/sandbox/**", "**/solution/**", "node:*"]),
  importing(["model/**"], ["**/backend/**", "**/sandbox/**", "**/solution/**", "**/controls/**", "node:*"]),
  importing(["backend/**"], ["**/sandbox/**", "**/solution/**", "**/controls/**", "**/webresources/**"]),
  importing(["backend/core/**"], ["**/sandbox/**", "**/connectors/**", "**/worker/**", "**/endpoint/**", "**/cli/**", "node:fs*", "node:http*", "node:net"]),
  importing(["sandbox/dataverse/**", "sandbox/scm/**", "sandbox/app/**", "sandbox/http/**"], ["**/backend/**", "**/controls/**", "**/webresources/**"]),
  { files: testFiles, rules: { "@typescript-eslint/unbound-method": "off" } },
  { files: ["**/*.{js,cjs,mjs}"], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
);
