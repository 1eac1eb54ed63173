import type { Lcid } from "../../model/errorText";
import { profileNames, type ProfileName } from "../../model/profile";
import type { CompanyRules } from "../core/company";
import { parseSchedule } from "../runs/schedule";
import type { StockSettings } from "../onhand/services";
import { templates } from "../templates/all";
import { readStockConfig } from "./stockConfig";

/** How the backend signs in. */
export type SignIn =
  | { kind: "static"; token: string }
  | { kind: "secret"; tenantId: string; clientId: string; secret: string }
  | { kind: "certificate"; tenantId: string; clientId: string; path: string }
  | { kind: "default" };

export interface Config {
  dataverseUrl: string;
  scmUrl: string;
  signIn: SignIn;
  webhookSecrets: string[];
  /** Public address of the endpoint; needed by `connect` only. */
  endpointUrl: string | undefined;
  host: string;
  port: number;
  companies: CompanyRules;
  lcid: Lcid;
  leaseMs: number;
  sweepMs: number;
  concurrency: number;
  maxAttempts: number;
  dataverseTimeoutMs: number;
  scmTimeoutMs: number;
  /** Rows written by one request to SCM in a run. */
  scmBatchSize: number;
  /** Intervals by template as written, e.g. `accounts=15m`; "" runs nothing by itself. */
  schedule: string;
  /** How stock is brought. */
  stock: StockSettings;
  /** Whose columns the standard tables have: ours, or those of Microsoft's own solution. */
  columnProfile: ProfileName;
  /** Path of the override file. */
  overridesPath: string | undefined;
}

/** The configuration is wrong; all that is wrong is listed, each with its remedy. */
export class ConfigError extends Error {
  override name = "ConfigError";
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not complete:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration from environment variables (docs/backend.md).
 * @throws ConfigError naming each wrong variable, its value (never a secret's) and what to set
 */
export function readConfig(env: Environment): Config {
  const reader = new Reader(env);
  const config: Config = {
    dataverseUrl: reader.url("P2C_DATAVERSE_URL", "e.g. https://contoso.crm.dynamics.com"),
    scmUrl: reader.url("P2C_SCM_URL", "e.g. https://contoso.operations.dynamics.com"),
    signIn: reader.signIn(),
    webhookSecrets: reader.secrets("P2C_WEBHOOK_SECRETS"),
    endpointUrl: env["P2C_ENDPOINT_URL"] ? reader.url("P2C_ENDPOINT_URL", "the public address of this backend") : undefined,
    host: env["P2C_HOST"] || "127.0.0.1",
    port: reader.whole("P2C_PORT", 8080, 0, 65_535),
    companies: { fallback: reader.company("P2C_DEFAULT_COMPANY"), byBusinessUnit: reader.companyMap("P2C_COMPANY_MAP") },
    lcid: reader.language("P2C_LANGUAGE"),
    leaseMs: 1000 * reader.whole("P2C_LEASE_SECONDS", 30, 2, 600),
    sweepMs: 1000 * reader.whole("P2C_SWEEP_SECONDS", 15, 1, 86_400),
    concurrency: reader.whole("P2C_CONCURRENCY", 4, 1, 50),
    maxAttempts: reader.whole("P2C_MAX_ATTEMPTS", 20, 1, 1000),
    dataverseTimeoutMs: 1000 * reader.whole("P2C_DATAVERSE_TIMEOUT_SECONDS", 30, 1, 120),
    scmTimeoutMs: 1000 * reader.whole("P2C_SCM_TIMEOUT_SECONDS", 60, 1, 300),
    scmBatchSize: reader.whole("P2C_SCM_BATCH_SIZE", 125, 1, 1000),
    ...readStockConfig(reader),
    columnProfile: reader.profile("P2C_COLUMN_PROFILE"),
    overridesPath: env["P2C_OVERRIDES"]?.trim() || undefined,
  };
  parseSchedule(config.schedule, templates, "P2C_SCHEDULE", reader.problems);
  if (reader.problems.length > 0) throw new ConfigError(reader.problems);
  return config;
}

/** Reads variables and collects what is wrong with them. */
export class Reader {
  readonly problems: string[] = [];

  constructor(private readonly env: Environment) {}

  text(name: string): string {
    return this.env[name]?.trim() ?? "";
  }

  /** One of a few words; the first when the variable is not set. */
  oneOf<T extends string>(name: string, [first, ...others]: readonly [T, ...T[]]): T {
    const value = this.text(name) || first;
    const found = [first, ...others].find((word) => word === value);
    if (found === undefined) this.problems.push(`${name} is '${value}'. Set it to ${[first, ...others].join(" or ")}.`);
    return found ?? first;
  }

  url(name: string, example: string): string {
    const value = this.env[name]?.trim() ?? "";
    if (value === "") {
      this.problems.push(`${name} is not set. Set it to the address, ${example}.`);
      return "";
    }
    const url = URL.canParse(value) ? new URL(value) : undefined;
    const local = url !== undefined && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
    if (!url || url.username || url.search || url.hash || !(url.protocol === "https:" || (url.protocol === "http:" && local))) {
      this.problems.push(`${name} is '${url?.username ? "an address with a user name" : value}'. Set it to an https address without user name or query, ${example}.`);
      return "";
    }
    return url.href.endsWith("/") ? url.href : `${url.href}/`;
  }

  whole(name: string, fallback: number, least: number, most: number): number {
    const text = this.env[name]?.trim() ?? "";
    if (text === "") return fallback;
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      this.problems.push(`${name} is '${text}'. Set it to a whole number from ${least} to ${most}, or leave it out for ${fallback}.`);
      return fallback;
    }
    return value;
  }

  secrets(name: string): string[] {
    const secrets = (this.env[name] ?? "").split(",").map((secret) => secret.trim()).filter(Boolean);
    if (secrets.some((secret) => secret.length < 16)) {
      this.problems.push(`${name} holds a secret of fewer than 16 characters. Use random text of 32 or more, e.g. from \`openssl rand -hex 32\`.`);
    }
    // Anything else cannot stand in an HTTP header.
    if (secrets.some((secret) => !/^[\x21-\x7e]+$/.test(secret))) {
      this.problems.push(`${name} holds a secret with blanks or characters outside ASCII. Use letters and digits.`);
    }
    return secrets;
  }

  language(name: string): Lcid {
    const value = this.env[name]?.trim() || "1033";
    if (value === "1033" || value === "1036") return value === "1033" ? 1033 : 1036;
    this.problems.push(`${name} is '${value}'. Set it to 1033 (English) or 1036 (French).`);
    return 1033;
  }

  profile(name: string): ProfileName {
    const value = this.env[name]?.trim() || "p2c";
    const found = profileNames.find((profile) => profile === value);
    if (!found) this.problems.push(`${name} is '${value}'. Set it to ${profileNames.join(" or ")}.`);
    return found ?? "p2c";
  }

  company(name: string): string | undefined {
    const value = this.env[name]?.trim() ?? "";
    return value === "" ? undefined : this.checkedCompany(name, value);
  }

  companyMap(name: string): Map<string, string> {
    const text = this.env[name]?.trim() ?? "";
    if (text === "") return new Map();
    let map: unknown;
    try {
      map = JSON.parse(text);
    } catch {
      map = undefined;
    }
    if (map === null || typeof map !== "object" || Array.isArray(map)) {
      this.problems.push(`${name} is '${text.slice(0, 100)}'. Set it to JSON, business unit id or name to company: {"Contoso France":"frrt"}.`);
      return new Map();
    }
    return new Map(Object.entries(map).map(([unit, company]) => [unit.trim().toLowerCase(), this.checkedCompany(`${name}, entry '${unit}',`, company)]));
  }

  signIn(): SignIn {
    const get = (name: string) => this.env[name]?.trim() ?? "";
    const token = get("P2C_STATIC_TOKEN");
    if (token) return { kind: "static", token };
    const tenantId = get("P2C_TENANT_ID");
    const clientId = get("P2C_CLIENT_ID");
    const secret = get("P2C_CLIENT_SECRET");
    const path = get("P2C_CLIENT_CERTIFICATE_PATH");
    if (!secret && !path) return { kind: "default" };
    for (const [name, value] of [["P2C_TENANT_ID", tenantId], ["P2C_CLIENT_ID", clientId]] as const) {
      if (!value) this.problems.push(`${name} is not set. Set it to the id shown on the app registration in Microsoft Entra; a client secret or certificate needs it.`);
    }
    return path ? { kind: "certificate", tenantId, clientId, path } : { kind: "secret", tenantId, clientId, secret };
  }

  private checkedCompany(name: string, value: unknown): string {
    if (typeof value === "string" && /^[a-z0-9_]{1,4}$/i.test(value.trim())) return value.trim().toLowerCase();
    this.problems.push(`${name} is '${String(value).slice(0, 50)}'. Set it to the id of a legal entity, one to four letters or digits, e.g. usmf.`);
    return "";
  }
}
