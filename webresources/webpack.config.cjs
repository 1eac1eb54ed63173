"use strict";
const path = require("node:path");

/** Form scripts and command functions: one file each, their exports under the global `P2C.<name>`, which they share. */
module.exports = {
  mode: "production",
  target: ["web", "es2019"],
  context: __dirname,
  entry: {
    ...Object.fromEntries(["account", "contact", "product", "quote", "quotedetail", "salesorder", "salesorderdetail", "invoice", "invoicedetail"].map((table) => [table, `./src/forms/${table}.ts`])),
    commands: "./src/commands/index.ts",
  },
  output: {
    path: path.resolve(__dirname, "..", "out", "webresources", "scripts"),
    filename: "[name].js",
    library: { name: ["P2C", "[name]"], type: "window" },
    clean: true,
  },
  resolve: { extensions: [".ts", ".js"] },
  module: {
    rules: [{ test: /\.ts$/, loader: "swc-loader", options: { jsc: { parser: { syntax: "typescript" }, target: "es2019" } } }],
  },
  performance: { hints: false },
};
