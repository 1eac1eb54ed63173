import { readFileSync } from "node:fs";
import path from "node:path";
import { sourceColumns } from "../../model/generated/sourceColumns";
import { sourceColumnsOf } from "../core/sourceColumns";
import { countryKey } from "../core/valueMap";
import { accountsTemplate } from "./accounts";
import { countryNames } from "./countries";
import { accountsPage } from "./docs";

test("forms compare the very columns that the template reads", () => {
  expect(sourceColumns["account"]).toEqual(sourceColumnsOf(accountsTemplate));
});

test("the page in docs is the template's", () => {
  expect(readFileSync(path.resolve(__dirname, "../../docs/templates/accounts.md"), "utf8")).toBe(accountsPage());
});

test("no country name stands for two countries, and there are as many as ISO 3166-1 has", () => {
  const meanings = new Map<string, string>();
  for (const [code, names] of Object.entries(countryNames)) {
    for (const key of new Set([code, ...names].map(countryKey))) {
      expect([key, meanings.get(key)]).toEqual([key, undefined]);
      meanings.set(key, code);
    }
  }
  expect(Object.keys(countryNames)).toHaveLength(249);
});
