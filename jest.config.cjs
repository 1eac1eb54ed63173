"use strict";
// Three projects: `unit` (pure code, beside its source), `dom` (controls and web resources in jsdom),
// `integration` (real servers on loopback, and Chromium).
const transform = {
  "^.+\\.tsx?$": ["@swc/jest", { jsc: { parser: { syntax: "typescript", tsx: true }, target: "es2022" }, module: { type: "commonjs" } }],
};
const common = {
  transform,
  moduleNameMapper: { "\\.(css|svg)$": "<rootDir>/test/support/empty.cjs" },
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/out/"],
};
/** @type {import("jest").Config} */
module.exports = {
  projects: [
    { ...common, displayName: "unit", testEnvironment: "node",
      testMatch: ["<rootDir>/{model,backend,sandbox,solution,tools}/**/*.test.ts"] },
    { ...common, displayName: "dom", testEnvironment: "jsdom",
      testMatch: ["<rootDir>/{controls,webresources}/**/*.test.{ts,tsx}"] },
    { ...common, displayName: "integration", testEnvironment: "node",
      testMatch: ["<rootDir>/test/**/*.test.ts"] },
  ],
  testTimeout: 60000,
};
