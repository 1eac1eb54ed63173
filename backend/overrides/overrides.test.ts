import { readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { RefusalError } from "../core/errors";
import type { AnyTemplate } from "../core/templateTypes";
import { standardSettings } from "../templates/settings";
import { missingColumns } from "./checkColumns";
import { loadOverrides, readOverrides } from "./load";
import { OverrideError } from "./problem";
import schema from "./schema.json";

const companies = { fallback: "usmf", byBusinessUnit: new Map<string, string>() };
const valid = (name: string) => loadOverrides(join(__dirname, "valid", name), companies);

function linesOf(load: () => unknown): readonly string[] {
  try {
    load();
  } catch (error) {
    if (error instanceof OverrideError) return error.lines.map((line) => line.replaceAll(`${join(__dirname, "invalid")}${sep}`, ""));
    throw error;
  }
  return [];
}

test("every fixture under valid/ is accepted", () => {
  for (const name of readdirSync(join(__dirname, "valid"))) expect(linesOf(() => valid(name))).toEqual([]);
});

test("rows, maps, defaults, filter, schedule and companies take the place of the standard's", () => {
  const { templates, companies: rules, schedule } = valid("full.json");
  const accounts = templates.find(({ name }) => name.startsWith("Accounts")) as AnyTemplate;
  const row = (target: string) => accounts.rows.find((one) => one.target === target);
  expect(row("CustomerGroupId")?.from).toMatchObject({ kind: "defaultWhenBlank", value: "30" });
  expect(row("SiteId")?.from).toEqual({ kind: "constant", value: "2" });
  expect(row("PaymentTerms")).toMatchObject({ type: "code", label: { 1033: "Payment Terms", 1036: "Payment Terms" } });
  expect(row("SalesMemo")?.from).toEqual({ kind: "copy", column: "description" });
  expect(row("PrimaryContactFax")).toBeUndefined();
  expect(accounts.filter).toEqual([{ column: "statecode", is: "eq", value: 0 }]);
  expect(accounts.valueMaps["countries"]?.get("atlantis")).toBe("AT");
  expect(accounts.valueMaps["countries"]?.get("france")).toBe("FR");
  expect(rules.fallback).toBe("frrt");
  expect(rules.byBusinessUnit.get("contoso france")).toBe("frrt");
  expect([...schedule]).toEqual([["Accounts (Sales to Fin and Ops) - Direct", 900_000], ["Sales Quotes (Sales to Fin and Ops) - Direct", undefined]]);
});

test.each([
  ["unknown-template.json", [/^unknown-template\.json:3 \$\.templates\.customers: There is no template of this name \(found "customers"\)\. Use one of products, accounts, /]],
  ["unknown-target.json", [
    /:8 \$\.templates\.accounts\.removeRows\[0\]: No row has the target 'Nothing' \(found "Nothing"\)\. Use one of CustomerAccount, /,
    /:5 \$\.templates\.accounts\.defaults\.CustomerGroup: No row has the target 'CustomerGroup' \(found "CustomerGroup"\)\. Use one of /,
  ]],
  ["unknown-map.json", [/:5 \$\.templates\.accounts\.rows\[0\]: PaymentTerms: There is no value map of this name \(found "terms"\)\. Add the value map 'terms', or name one of: countries/]],
  ["wrong-kinds.json", [
    /:3 \$\.companies\.default: Is not written as it must be \(found "toolong"\)\. Write the id of a legal entity/,
    /:11 \$\.templates\.accounts\.rows\[0\]\.type: Must be one of "string", .* \(found "text"\)\. Choose the type/,
    /:13 \$\.templates\.accounts\.rows\[0\]\.from\.kind: 'kind' must be one of "copy", .* \(found "copie"\)\. Write where the value comes from/,
    /:17 \$\.templates\.accounts\.rows\[1\]: 'from' is missing\. Write where the value comes from/,
    /:24 \$\.extra: 'extra' is not known here \(found 1\)\. Remove it, or use one of \$schema, settings, companies, templates\./,
  ]],
  ["no-key.json", [/:3 \$\.templates\.accounts: CustomerAccount: No row fills the key \(found "CustomerAccount"\)\. Add a row with target 'CustomerAccount'\./]],
  ["no-default.json", [
    /SalesCurrencyCode: The row 'SalesCurrencyCode' takes no default, because its value is made by 'lookup' \(found "EUR"\)\. Replace the whole row under 'rows'\./,
    /SalesMemo: The row 'SalesMemo' takes no default, because its value is made by 'computed'/,
  ]],
  ["no-json.json", [/^no-json\.json:3 \$: is no JSON \(found "}"\)\. Correct the text before this place/]],
  ["repeated.json", [/^repeated\.json:3 \$\.companies: This member stands here twice, and only one would count\. Remove one of them\./]],
  ["twice.json", [/\$\.templates\["Accounts \(Sales to Fin and Ops\) - Direct"\]: This template is named twice/]],
])("%s is refused with every place, value and remedy", (name, expected) => {
  const lines = linesOf(() => loadOverrides(join(__dirname, "invalid", name), companies));
  expect(lines).toHaveLength(expected.length);
  expected.forEach((pattern, index) => expect(lines[index]).toMatch(pattern));
});

test("every fixture under invalid/ is refused", () => {
  for (const name of readdirSync(join(__dirname, "invalid"))) expect(linesOf(() => loadOverrides(join(__dirname, "invalid", name), companies))).not.toEqual([]);
});

test("an interval that the pattern lets pass is still bounded", () => {
  expect(linesOf(() => readOverrides("x.json", '{"templates":{"accounts":{"schedule":"99d"}}}', companies))).toEqual([
    'x.json:1 $.templates.accounts.schedule: The interval is out of bounds (found "99d"). Write one minute to 31 days, e.g. "15m", "2h" or "1d".',
  ]);
});

test("a file that cannot be read says what to set", () => {
  expect(linesOf(() => loadOverrides("/nowhere/overrides.json", companies))).toEqual([expect.stringMatching(/cannot be read.*Set P2C_OVERRIDES to a file/) as string]);
});

test("odd member names do no harm", () => {
  expect(linesOf(() => readOverrides("x.json", '{"__proto__":{"templates":1},"constructor":2}', companies))).toHaveLength(2);
});

test("the schema lists the settings that there are", () => {
  expect(Object.keys(schema.$defs.settings.properties).sort()).toEqual(Object.keys(standardSettings).sort());
});

test("columns that a system does not know are named with the template's place; one request each when all is well", async () => {
  const { changed } = valid("full.json");
  const asked: string[] = [];
  const answer = (bad: string) => (path: string) => {
    asked.push(path);
    return new RegExp(`[=,]${bad}(&|,)`).test(path) ? Promise.reject(new RefusalError("sales-refused", 400, "", {})) : Promise.resolve(undefined);
  };
  const systems = (salesBad: string, scmBad: string) => ({ dataverse: { get: answer(salesBad) }, scm: { first: answer(scmBad) } }) as unknown as Parameters<typeof missingColumns>[1];
  const accounts = changed.slice(0, 1);
  expect(await missingColumns(accounts, systems("none", "none"), { correlationId: "c" })).toEqual([]);
  expect(asked).toHaveLength(2);
  expect(await missingColumns(accounts, systems("paymenttermscode", "PaymentTerms"), { correlationId: "c" })).toMatchObject([
    { path: ["templates", "accounts"], value: "paymenttermscode", problem: "The table account has no column 'paymenttermscode'" },
    { path: ["templates", "accounts"], value: "PaymentTerms", problem: "The entity CustomersV3 has no property 'PaymentTerms'" },
  ]);
});
