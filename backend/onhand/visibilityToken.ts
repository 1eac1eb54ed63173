import { integerOf, parseObject, textOf } from "../connectors/http/json";
import type { TokenCredential } from "../connectors/http/credential";
import { systemTime, type TimeSource } from "../connectors/http/time";

/** Where and for what Inventory Visibility gives tokens (Microsoft Learn, "Inventory Visibility public APIs", Authentication). */
export interface VisibilityTokenOptions {
  /** Signs in to Microsoft Entra, as for the other systems. */
  credential: TokenCredential;
  /** Address of the security service's token endpoint. */
  tokenUrl: string;
  /** Id of the finance and operations environment. */
  environmentId: string;
  timeoutMs: number;
  time?: TimeSource;
}

/** Application of Inventory Visibility in Microsoft Entra; the same in every tenant. */
const entraScope = "0cdb527f-a8d1-4bf8-9436-b352c68682b2/.default";
const serviceScope = "https://inventoryservice.operations365.dynamics.com/.default";
/** A token is renewed so long before it ends, milliseconds. */
const earlyMs = 120_000;

/** The security service gives no token. By its name the HTTP client knows it for a failed sign-in. */
export class VisibilityCredentialError extends Error {
  override name = "VisibilityCredentialError";
}

/** Exchanges a token of Microsoft Entra for one of Inventory Visibility, and keeps it until shortly before its end. */
export class VisibilityCredential implements TokenCredential {
  private readonly time: TimeSource;
  private kept: { token: string; until: number } | undefined;
  private asking: Promise<string> | undefined;

  constructor(private readonly options: VisibilityTokenOptions) {
    this.time = options.time ?? systemTime;
  }

  /** @throws VisibilityCredentialError when the service refuses; what fetch throws when it cannot be reached */
  async getToken(): Promise<{ token: string } | null> {
    if (this.kept && this.time.monotonic() < this.kept.until) return { token: this.kept.token };
    this.asking ??= this.exchange().finally(() => (this.asking = undefined));
    return { token: await this.asking };
  }

  private async exchange(): Promise<string> {
    const { credential, tokenUrl, environmentId } = this.options;
    const own = await credential.getToken(entraScope);
    if (!own) throw new VisibilityCredentialError(`No token for ${entraScope}`);
    const body = JSON.stringify({
      grant_type: "client_credentials", client_assertion_type: "aad_app", client_assertion: own.token,
      scope: serviceScope, context: environmentId, context_type: "finops-env",
    });
    const startedAt = this.time.monotonic();
    const response = await this.post(new URL(tokenUrl), body, true);
    const answer = parseObject(await response.text());
    const token = textOf(answer?.["access_token"]);
    // Nothing of the answer is told: it may hold what nobody is to read.
    if (!response.ok || !token) throw new VisibilityCredentialError(`HTTP ${response.status} from ${new URL(tokenUrl).origin}, without a token`);
    const seconds = integerOf(answer?.["expires_in"]) ?? 0;
    this.kept = { token, until: startedAt + Math.max(0, seconds * 1000 - earlyMs) };
    return token;
  }

  private async post(url: URL, body: string, mayRedirect: boolean): Promise<Response> {
    const response = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json", "Api-Version": "1.0" }, body, redirect: "manual", signal: AbortSignal.timeout(this.options.timeoutMs) });
    const location = response.headers.get("location");
    if (!mayRedirect || location === null || (response.status !== 307 && response.status !== 308)) return response;
    const next = new URL(location, url);
    // The service sends callers on to the one of their region; what is signed goes nowhere else.
    if (next.protocol !== url.protocol || domainOf(next) !== domainOf(url)) throw new VisibilityCredentialError(`Redirected to ${next.origin}`);
    return this.post(next, body, false);
  }
}

const domainOf = ({ hostname }: URL): string => (/^[\d.]+$|:/.test(hostname) ? hostname : hostname.split(".").slice(-2).join("."));
