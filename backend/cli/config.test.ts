import { companyOf } from "../core/company";
import { ConfigError, readConfig } from "./config";

const good = { P2C_DATAVERSE_URL: "https://contoso.crm.dynamics.com", P2C_SCM_URL: "http://127.0.0.1:5081", P2C_STATIC_TOKEN: "t", P2C_DEFAULT_COMPANY: "USMF" };

test("a small configuration has sensible rest", () => {
  expect(readConfig(good)).toMatchObject({
    dataverseUrl: "https://contoso.crm.dynamics.com/", host: "127.0.0.1", leaseMs: 30_000, sweepMs: 15_000, concurrency: 4, maxAttempts: 20, lcid: 1033,
    companies: { fallback: "usmf" }, signIn: { kind: "static" },
  });
  expect(readConfig({ ...good, P2C_STATIC_TOKEN: "" }).signIn).toEqual({ kind: "default" });
});

test.each([
  ["P2C_DATAVERSE_URL", ""], ["P2C_DATAVERSE_URL", "http://contoso.crm.dynamics.com"], ["P2C_SCM_URL", "contoso"], ["P2C_SCM_URL", "https://x.example.com/?cmp=usmf"],
  ["P2C_PORT", "80a"], ["P2C_PORT", "70000"], ["P2C_LEASE_SECONDS", "0"], ["P2C_LANGUAGE", "1031"], ["P2C_DEFAULT_COMPANY", "too long"],
  ["P2C_COMPANY_MAP", "{"], ["P2C_COMPANY_MAP", '{"Contoso France": 7}'], ["P2C_WEBHOOK_SECRETS", "short"], ["P2C_COLUMN_PROFILE", "msdyn"],
])("%s=%j is refused by name", (name, value) => {
  expect(() => readConfig({ ...good, [name]: value })).toThrow(ConfigError);
  expect(() => readConfig({ ...good, [name]: value })).toThrow(new RegExp(name));
});

test("all that is wrong is told at once, and no secret with it", () => {
  const wrong = () => readConfig({ P2C_CLIENT_SECRET: "hush-hush", P2C_WEBHOOK_SECRETS: "shh", P2C_PORT: "x" });
  expect(wrong).toThrow(/P2C_DATAVERSE_URL[\s\S]*P2C_SCM_URL[\s\S]*P2C_TENANT_ID[\s\S]*P2C_CLIENT_ID[\s\S]*P2C_WEBHOOK_SECRETS[\s\S]*P2C_PORT/);
  expect(wrong).not.toThrow(/hush-hush|shh/);
});

test("company by business unit id, then name, then default", () => {
  const { companies } = readConfig({ ...good, P2C_COMPANY_MAP: '{"Contoso France":"FRRT","0F8FAD5B-D9CB-469F-A165-70867728950E":"demf"}' });
  expect(companyOf(companies, { id: "0f8fad5b-d9cb-469f-a165-70867728950e", name: "Contoso France" })).toBe("demf");
  expect(companyOf(companies, { id: "x", name: "contoso france" })).toBe("frrt");
  expect(companyOf(companies, { id: "x", name: "Other" })).toBe("usmf");
  expect(() => companyOf({ ...companies, fallback: undefined }, { id: "x", name: "Other" })).toThrow(/company-missing/);
});

test("stock is read from SCM unless told otherwise, and its schedule stands beside those of templates", () => {
  const { stock, schedule } = readConfig({ ...good, P2C_SCHEDULE: "accounts=15m, On-hand=2h" });
  expect(stock).toMatchObject({ quantities: "scm", days: "scm", daysOnSchedule: false, itemNumbers: "product", keepNamesMs: 3_600_000, interval: 7_200_000, visibility: undefined });
  expect(schedule).toBe("accounts=15m");
  const addIn = { ...good, P2C_ATP: "inventory-visibility", P2C_IV_URL: "https://iv.example.com", P2C_IV_ENVIRONMENT_ID: "env", P2C_IV_MEASURES: '{"promise":"iv.available"}' };
  expect(readConfig(addIn).stock.visibility).toMatchObject({
    url: "https://iv.example.com/", environmentId: "env", tokenUrl: "https://securityservice.operations365.dynamics.com/token", measures: { physical: "fno.physicalinvent", promise: "iv.available" },
  });
});

test.each([
  ["P2C_ATP", "iv"], ["P2C_ONHAND_SOURCE", "none"], ["P2C_ITEM_NUMBERS", "item"], ["P2C_ATP_ON_SCHEDULE", "true"], ["P2C_SCHEDULE", "on-hand=5s"], ["P2C_SCHEDULE", "on-hand=1h,on-hand=2h"],
  ["P2C_IV_MEASURES", '{"promise":"available"}'], ["P2C_IV_MEASURES", '{"promised":"iv.available"}'], ["P2C_IV_MEASURES", "{}"], ["P2C_IV_URL", "http://iv.example.com"], ["P2C_IV_ENVIRONMENT_ID", ""],
])("for stock, %s=%j is refused by name", (name, value) => {
  const addIn = name.startsWith("P2C_IV") ? { P2C_ATP: "inventory-visibility", P2C_IV_URL: "https://iv.example.com", P2C_IV_ENVIRONMENT_ID: "env", P2C_IV_MEASURES: '{"promise":"iv.available"}' } : {};
  const wrong = () => readConfig({ ...good, ...addIn, [name]: value });
  expect(wrong).toThrow(ConfigError);
  expect(wrong).toThrow(new RegExp(name));
});
