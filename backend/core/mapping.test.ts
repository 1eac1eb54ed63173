import fc from "fast-check";
import { parse } from "lossless-json";
import { accountsTemplate } from "../templates/accounts";
import { changedFields, comparable } from "./diff";
import { sourceFingerprint } from "./fingerprint";
import { mapRecord, type Mapped } from "./mapping";
import { planWrite } from "./plan";
import { toJson } from "../connectors/http/json";

const map = (row: Record<string, unknown>): Mapped => mapRecord(accountsTemplate, row, new Set());
const good = { accountnumber: "A-1", name: "Contoso" };
const value = (mapped: Mapped, target: string) => mapped.fields.find(({ row }) => row.target === target)?.value;
const codes = (row: Record<string, unknown>) => map({ ...good, ...row }).issues.map(({ code }) => code);

test("defaults, lookups and constants of an almost empty account", () => {
  const mapped = map({ ...good, transactioncurrencyid: { isocurrencycode: "EUR" }, p2c_customergroup: " " });
  expect(mapped.issues).toEqual([]);
  expect(["CustomerGroupId", "SiteId", "WarehouseId", "LanguageId", "SalesCurrencyCode", "PartyNumber", "AddressCountryRegionISOCode", "IsExternallyMaintained"].map((target) => value(mapped, target)))
    .toEqual(["10", "1", "13", "en-us", "EUR", "A-1", "US", "Yes"]);
});

test("a delivery address appears only when address 2 has something in it", () => {
  expect(value(map(good), "DeliveryAddressCountryRegionISOCode")).toBeUndefined();
  expect(value(map({ ...good, address2_city: "Lyon" }), "DeliveryAddressCountryRegionISOCode")).toBe("US");
});

test.each([
  ["France", "FR"], ["FRANCE", "FR"], ["  états-unis ", "US"], ["Etats Unis", "US"], ["USA", "US"], ["U.S.A.", "US"], ["UK", "GB"], ["Great Britain", "GB"],
  ["Holland", "NL"], ["the Netherlands", "NL"], ["Allemagne", "DE"], ["de", "DE"], ["Cote d’Ivoire", "CI"], ["St. Lucia", "LC"], ["Bosnia and Herzegovina", "BA"],
])("country %j is %s", (name, code) => {
  expect(value(map({ ...good, address1_country: name }), "AddressCountryRegionISOCode")).toBe(code);
});

test.each(["Frankreichh", "Congo", "Korea", "XX", "?"])("country %j is not guessed at", (name) => {
  expect(map({ ...good, address1_country: name }).issues).toMatchObject([{ code: "value-not-mapped", params: { value: name, field: "Address 1: Country/Region", field_1036: "Adresse 1 : pays/région" } }]);
});

test("a blank under column security is left out, since it may only be hidden from the backend's user", () => {
  const secured = new Set(["telephone1", "transactioncurrencyid"]);
  const row = { ...good, telephone1: null, fax: null, transactioncurrencyid: null };
  expect(value(mapRecord(accountsTemplate, row, secured), "PrimaryContactPhone")).toBeUndefined();
  expect(value(mapRecord(accountsTemplate, row, secured), "PrimaryContactFax")).toBe("");
  expect(value(mapRecord(accountsTemplate, { ...row, telephone1: "1" }, secured), "PrimaryContactPhone")).toBe("1");
});

test("everything that is wrong is told at once", () => {
  expect(codes({ accountnumber: "A/1", name: "x".repeat(101), address1_country: "Nowhere" })).toEqual(["key-character", "value-too-long", "value-not-mapped"]);
  expect(codes({ accountnumber: "  ", name: null })).toEqual(["key-missing", "value-missing"]);
});

test.each(["/", "<", ">", "*", "%", "&", ":", "\\", "?", "+", "#", "\n", "\u0000"])("an account number with %j is refused before anything is sent", (character) => {
  expect(codes({ accountnumber: `A${character}1` })).toEqual(["key-character"]);
});

test("money reaches the wire with every digit", () => {
  const row = parse('{"accountnumber":"A-1","name":"Contoso","creditlimit":922337203685477.5807}') as Record<string, unknown>;
  const plan = planWrite("usmf", map(row).fields, undefined);
  expect(plan.kind === "create" && toJson(plan.body)).toContain('"CreditLimit":922337203685477.5807');
});

/** Ways in which SCM echoes a value that it holds unchanged. */
function echo(type: string, text: string): fc.Arbitrary<unknown> {
  if (type === "decimal" || type === "integer") {
    const zero = text === "" ? "0" : text;
    return fc.constantFrom(parse(zero), parse(`${zero}${zero.includes(".") ? "00" : ".00"}`), ...(text === "" ? [null] : []));
  }
  if (text === "") return fc.constantFrom("", null, undefined);
  return type === "string" ? fc.constantFrom(text, `${text} `, text.replace(/\n/g, "\r\n")) : fc.constantFrom(text, text.toUpperCase(), text.toLowerCase());
}

const line = fc.stringMatching(/^[A-Za-zé0-9 .'-]{0,10}$/);
const accountRow = fc.record({
  accountnumber: fc.stringMatching(/^[A-Z0-9]{1,20}$/), name: fc.stringMatching(/^[A-Za-z][A-Za-zé0-9 .'-]{0,40}$/), description: fc.stringMatching(/^[a-z \r\n]{0,20}$/),
  creditlimit: fc.option(fc.stringMatching(/^\d{1,12}\.\d{1,4}$/).map((text) => parse(text.replace(/^0+(?=\d)/, "")))), numberofemployees: fc.option(fc.nat()),
  telephone1: fc.option(line), address1_city: line, address1_country: fc.constantFrom("France", "", "UK"), address2_city: fc.option(line), p2c_customergroup: fc.constantFrom(null, "20", "30"),
});

test("a row that SCM echoes in its own way has no differences", () => {
  fc.assert(fc.property(accountRow.chain((row) => {
    const mapped = map(row);
    const echoes = fc.tuple(...mapped.fields.map(({ row: { type, target }, value: text }) => echo(type, text).map((seen) => [target, seen] as const)));
    return echoes.map((entries) => ({ mapped, target: Object.fromEntries(entries) }));
  }), ({ mapped, target }) => {
    expect(changedFields(mapped.fields, target)).toEqual([]);
  }));
});

test("any one field that differs is found, and is all that is written", () => {
  fc.assert(fc.property(accountRow, fc.nat(), (row, pick) => {
    const mapped = map(row);
    const writable = mapped.fields.filter((field) => field.row.write !== "create");
    const chosen = writable[pick % writable.length];
    const target = Object.fromEntries(mapped.fields.map((field) => [field.row.target, field === chosen ? (["decimal", "integer"].includes(field.row.type) ? "999999999999999" : "~other~") : field.value]));
    const plan = planWrite("usmf", mapped.fields, target);
    expect(plan).toMatchObject({ kind: "update", fields: [chosen?.row.target] });
  }));
});

test("the fingerprint depends on the values and on nothing else", () => {
  fc.assert(fc.property(accountRow, (row) => {
    const print = sourceFingerprint("usmf", map(row));
    expect(sourceFingerprint("usmf", map({ ...row, modifiedon: "2024-01-01T00:00:00Z", name: ` ${row.name} ` }))).toBe(print);
    expect(sourceFingerprint("frrt", map(row))).not.toBe(print);
    expect(sourceFingerprint("usmf", map({ ...row, name: `${row.name.trim()}x` }))).not.toBe(print);
  }));
  expect(sourceFingerprint("usmf", map({ ...good, address1_country: "Nowhere" }))).not.toBe(sourceFingerprint("usmf", map({ ...good, address1_country: "Elsewhere" })));
});

test("SCM's empty date is blank", () => {
  expect(comparable("date", "1900-01-01T12:00:00Z")).toBe(comparable("date", null));
});
