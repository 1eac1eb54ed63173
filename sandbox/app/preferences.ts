import type { SandboxUser } from "../http/contract";
import { userCookie } from "../http/users";

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
}

export const defaultPreferences: Preferences = { user: "sandbox-sales", language: 1033, theme: "light" };

/** Reads the choices from a Cookie header; what is absent or unknown is left out. */
export function preferencesFromCookies(header: string | undefined): Partial<Preferences> {
  const cookies = new Map((header ?? "").split(";").map((part) => {
    const [name = "", ...value] = part.trim().split("=");
    return [name, value.join("=")] as const;
  }));
  return known({
    user: cookies.get(userCookie), language: Number(cookies.get("SandboxLanguage")), theme: cookies.get("SandboxTheme"),
  });
}

/**
 * Reads the body of `POST /_platform/user`.
 * @returns the change, or what is wrong with it: field, value and remedy
 */
export function readPreferenceChange(body: unknown): Partial<Preferences> | { error: string } {
  if (body === null || typeof body !== "object") return { error: "The body must be a JSON object with user, language or theme." };
  const given = body as Record<string, unknown>;
  const allowed: Record<string, readonly unknown[]> = { user: users, language: languages, theme: themes };
  for (const [field, value] of Object.entries(given)) {
    const values = allowed[field];
    if (!values) return { error: `Unknown field '${field}'. Use user, language or theme.` };
    if (!values.includes(value)) return { error: `'${String(value)}' is no ${field}. Use one of ${values.join(", ")}.` };
  }
  return known(given);
}

function known(given: { user?: unknown; language?: unknown; theme?: unknown }): Partial<Preferences> {
  const user = users.find((u) => u === given.user);
  const language = languages.find((l) => l === given.language);
  const theme = themes.find((t) => t === given.theme);
  return { ...(user && { user }), ...(language && { language }), ...(theme && { theme }) };
}
