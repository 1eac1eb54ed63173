/** How a webhook call identifies itself; numbers are values of `serviceendpoint.authtype`. */
const webhookKey = 4;
const httpHeader = 5;
const httpQueryString = 6;

/**
 * Adds a service endpoint's authentication to a call.
 * Source: Microsoft, "Register a web hook": WebhookKey is sent as `?code=…`, the other two as the listed settings.
 * @returns the URL to call and the headers to add
 */
export function authenticated(url: string, authType: number, authValue: string): { url: string; headers: Record<string, string> } {
  const target = new URL(url);
  const headers: Record<string, string> = {};
  if (authType === webhookKey && authValue !== "") target.searchParams.set("code", authValue);
  if (authType === httpQueryString) for (const [name, value] of settingsOf(authValue)) target.searchParams.set(name, value);
  if (authType === httpHeader) for (const [name, value] of settingsOf(authValue)) headers[name] = value;
  return { url: target.href, headers };
}

/** Pairs of `<settings><setting name="…" value="…" /></settings>`. */
export function settingsOf(xml: string): [string, string][] {
  return [...xml.matchAll(/<setting\s([^>]*?)\/?>/g)].flatMap((match): [string, string][] => {
    const name = attribute(match[1] ?? "", "name");
    const value = attribute(match[1] ?? "", "value");
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
}

function attribute(text: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(text);
  const value = match?.[1] ?? match?.[2];
  return value?.replace(/&(lt|gt|quot|apos|amp);/g, (_whole, entity: string) => ({ lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" })[entity] ?? "");
}
