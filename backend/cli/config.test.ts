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
