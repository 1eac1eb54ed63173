import { readFileSync } from "node:fs";
import path from "node:path";
import { sourceColumns } from "../../model/generated/sourceColumns";
import { sourceColumnsOf } from "../core/sourceColumns";
import { countryKey } from "../core/valueMap";
import { accountsTemplate } from "./accounts";
import { countryNames } from "./countries";
import { formColumnsByTable, templates } from "./all";
import { templatePages } from "./docs";

test("forms compare the very columns that the template reads", () => {
  expect(sourceColumns["account"]).toEqual(sourceColumnsOf(accountsTemplate));
  expect(sourceColumns).toEqual(formColumnsByTable(templates));
});

test.each(Object.keys(templatePages()))("docs/templates/%s is made from its template", (file) => {
  expect(readFileSync(path.resolve(__dirname, "../../docs/templates", file), "utf8")).toBe(templatePages()[file]);
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
