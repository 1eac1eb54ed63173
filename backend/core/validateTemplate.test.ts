import { templates } from "../templates/all";
import { accountsTemplate } from "../templates/accounts";
import { filterText, unmet } from "./filter";
import type { Template } from "./templateTypes";
import { validateTemplate, validateTemplates } from "./validateTemplate";

test("the eight templates are sound, and each comes after those it needs", () => {
  expect(templates).toHaveLength(8);
  expect(validateTemplates(templates)).toEqual([]);
});

const broken = (change: Partial<Template>): Template => ({ ...accountsTemplate, ...change });
const base = { type: "string", grades: ["I"] } as const;

test.each<[string, Template, string, string]>([
  ["an unknown value map", broken({ rows: [...accountsTemplate.rows, { ...base, target: "X", from: { kind: "valueMap", column: "a", map: "nope" } }] }), "X", "nope"],
  ["a field filled twice", broken({ rows: [...accountsTemplate.rows, { ...base, target: "CreditLimit", from: { kind: "constant", value: "1" } }] }), "CreditLimit", "CreditLimit"],
  ["a missing key", broken({ rows: accountsTemplate.rows.filter(({ target }) => target !== "CustomerAccount") }), "CustomerAccount", "CustomerAccount"],
  ["a blank column", broken({ rows: [...accountsTemplate.rows, { ...base, target: "X", from: { kind: "copy", column: " " } }] }), "X", " "],
  ["a line's directive on a header", broken({ rows: [...accountsTemplate.rows, { ...base, target: "X", from: { kind: "lineNumber" } }] }), "X", "lineNumber"],
  ["a type SCM lacks", broken({ rows: [...accountsTemplate.rows, { ...base, type: "boolean", target: "X", from: { kind: "constant", value: "1" } }] }), "X", "boolean"],
  ["a constant that is too long", broken({ rows: [...accountsTemplate.rows, { ...base, target: "X", maxLength: 2, from: { kind: "constant", value: "abc" } }] }), "X", "abc"],
  ["a filter that compares with nothing", broken({ filter: [{ column: "a", is: "eq" }] }), "filter", "a"],
])("%s is told with template, row, value and remedy", (_what, template, where, value) => {
  const problems = validateTemplate(template);
  expect(problems).toMatchObject([{ template: template.name, where, value }]);
  expect(problems[0]?.remedy).not.toBe("");
});

test("a need that nobody fulfils, and one that comes later", () => {
  expect(validateTemplates([broken({ needs: ["Nobody"] })])).toMatchObject([{ where: "needs", value: "Nobody" }]);
  const later = broken({ name: "Later", order: 99 });
  expect(validateTemplates([broken({ needs: ["Later"] }), later])).toMatchObject([{ where: "needs", value: "Later" }]);
});

test("a filter is the same expression for either side and in memory", () => {
  const filter = [{ column: "Status", is: "ne", value: { enumType: "SalesOrderProcessingStatus", member: "Active" } }, { column: "Number", is: "filled" }] as const;
  expect(filterText(filter, "scm")).toBe("Status ne Microsoft.Dynamics.DataEntities.SalesOrderProcessingStatus'Active' and Number ne ''");
  expect(filterText([{ column: "a", is: "eq", value: "O'Neil" }, { column: "b", is: "blank" }, { column: "c", is: "eq", value: true }], "sales")).toBe("a eq 'O''Neil' and b eq null and c eq true");
  expect(unmet(filter, { Status: "Confirmed", Number: "1" })).toBeUndefined();
  expect(unmet(filter, { Status: "active", Number: "1" })).toBe(filter[0]);
  expect(unmet(filter, { Status: "Confirmed", Number: "" })).toBe(filter[1]);
});
