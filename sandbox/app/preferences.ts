import type { SandboxUser } from "../http/contract";
import { userCookie } from "../http/users";
import { changeConditions, conditionsFrom, usualConditions, type Conditions } from "./conditions";

export const themes = ["light", "dark", "contrast"] as const;
export type ThemeName = (typeof themes)[number];
export const languages = [1033, 1036] as const;
export type HostLanguage = (typeof languages)[number];
export const users: readonly SandboxUser[] = ["sandbox-admin", "sandbox-sales", "sandbox-sync"];

/** What a visitor may choose in the user menu; kept in cookies. */
export interface Preferences {
  user: SandboxUser;
  language: HostLanguage;
  theme: ThemeName;
  conditions: Conditions;
}

export const defaultPreferences: Preferences = { user: "sandbox-sales", language: 1033, theme: "light", conditions: usualConditions };

/** Reads the choices from a Cookie header; what is absent or unknown is left out. */
export function preferencesFromCookies(header: string | undefined): Partial<Preferences> {
  const cookies = new Map((header ?? "").split(";").map((part) => {
    const [name = "", ...value] = part.trim().split("=");
    return [name, value.join("=")] as const;
  }));
  const conditions = cookies.get("SandboxConditions");
  return {
    ...known({ user: cookies.get(userCookie), language: Number(cookies.get("SandboxLanguage")), theme: cookies.get("SandboxTheme") }),
    ...(conditions === undefined ? {} : { conditions: conditionsFrom(decodeURIComponent(conditions)) }),
  };
}

/** What begins a condition or another choice in the page's address. */
const addressPrefix = "sandbox-";

/**
 * Reads the choices in the page's address: `sandbox-user`, `sandbox-language`, `sandbox-theme` and the conditions, e.g. `sandbox-rtl=1`.
 * @returns what they change, or what is wrong with one: field, value and remedy
 */
export function preferencesFromAddress(query: Record<string, unknown>, before: Conditions): Partial<Preferences> | { error: string } {
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    (name.startsWith(addressPrefix) && typeof value === "string" ? [[name.slice(addressPrefix.length), value]] : []));
  const of = (names: readonly string[], wanted: boolean) => given.filter(([name]) => names.includes(name) === wanted);
  const own = ["user", "language", "theme"];
  const change = readPreferenceChange(Object.fromEntries(of(own, true).map(([name, value]) => [name, name === "language" ? Number(value) : value])));
  if ("error" in change) return change;
  const others = of(own, false);
  if (others.length === 0) return change;
  const conditions = changeConditions(before, others);
  return "error" in conditions ? conditions : { ...change, conditions };
}

/** The address without those choices, once they are made. */
export function withoutChoices(search: string): string {
  const query = new URLSearchParams(search);
  for (const name of [...query.keys()]) if (name.startsWith(addressPrefix)) query.delete(name);
  return query.toString();
}

/**
 * Reads the body of `POST /_platform/user`.
 * @returns the change, or what is wrong with it: field, value and remedy
 */
export function readPreferenceChange(body: unknown): Partial<Preferences> | { error: string } {
  if (body === null || typeof body !== "object") return { error: "The body must be a JSON object with user, language, theme or conditions." };
  const { conditions: text, ...given } = body as Record<string, unknown>;
  const conditions = text === undefined ? undefined : changeConditions(usualConditions, new URLSearchParams(typeof text === "string" ? text : ""));
  if (conditions && "error" in conditions) return conditions;
  const allowed: Record<string, readonly unknown[]> = { user: users, language: languages, theme: themes };
  for (const [field, value] of Object.entries(given)) {
    const values = allowed[field];
    if (!values) return { error: `Unknown field '${field}'. Use user, language, theme or conditions.` };
    if (!values.includes(value)) return { error: `'${String(value)}' is no ${field}. Use one of ${values.join(", ")}.` };
  }
  return { ...known(given), ...(conditions ? { conditions } : {}) };
}

function known(given: { user?: unknown; language?: unknown; theme?: unknown }): Partial<Preferences> {
  const user = users.find((u) => u === given.user);
  const language = languages.find((l) => l === given.language);
  const theme = themes.find((t) => t === given.theme);
  return { ...(user && { user }), ...(language && { language }), ...(theme && { theme }) };
}
