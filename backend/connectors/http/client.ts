import { ConnectionError, SyncError } from "../../core/errors";
import type { TokenCredential } from "./credential";
import { Limiter } from "./limiter";
import { retryAfterMs, systemTime, type TimeSource } from "./time";

export interface HttpClientOptions {
  /** Which system this is; error codes begin with it. */
  side: "sales" | "scm";
  /** Address that paths are relative to, with a slash at its end. */
  baseUrl: string;
  credential: TokenCredential;
  /** Milliseconds one attempt may take, answer read to its end. */
  timeoutMs: number;
  /** Requests in flight at once. */
  concurrency: number;
  /** Attempts after the first, for what may be repeated. Default 3. */
  retries?: number;
  /** Longest wait inside one call, milliseconds; a service that asks for more is reported as busy at once. Default 15 s. */
  longestWaitMs?: number;
  time?: TimeSource;
}

export type ConnectionState = "not known yet" | "reachable" | "not reachable" | "refuses the sign-in";

export interface HttpRequest {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Relative to the base, or an absolute address of the same origin (a nextLink). */
  path: string;
  headers?: Record<string, string>;
  body?: string;
  /** Sent as `x-ms-client-request-id`, so that both sides' logs can be joined. */
  correlationId: string;
  signal?: AbortSignal | undefined;
  /** May be sent again when it is unknown whether it was carried out. Default: GET only. */
  repeatable?: boolean;
  /** Milliseconds on top of the usual time-out, for one request that carries the work of many. */
  extraTimeoutMs?: number;
  /**
   * How long this request may wait for a busy service (429, Retry-After) altogether, milliseconds. Without it the client's
   * own bounds hold, which suit a person who waits; a run has time.
   */
  patienceMs?: number | undefined;
}

export interface HttpResponse {
  status: number;
  headers: Headers;
  text: string;
}

/** undici's codes for a connection that never came about: the request was certainly not carried out. */
const neverSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);
const worthRepeating = new Set([408, 500, 502, 503, 504]);

/**
 * HTTP to one service: token, time-out, bounded retries with back-off and jitter, and one pause for everybody when the
 * service asks for it (429, Retry-After).
 */
export class HttpClient {
  readonly baseUrl: URL;
  private readonly limiter: Limiter;
  private readonly time: TimeSource;
  private readonly scope: string;
  private readonly longestWaitMs: number;
  private pausedUntil = 0;
  private lastState: ConnectionState = "not known yet";
  private serverTime: { date: number; at: number } | undefined;

  constructor(private readonly options: HttpClientOptions) {
    this.baseUrl = new URL(options.baseUrl);
    this.scope = `${this.baseUrl.origin}/.default`;
    this.limiter = new Limiter(options.concurrency);
    this.time = options.time ?? systemTime;
    this.longestWaitMs = options.longestWaitMs ?? 15_000;
  }

  /** How the last attempt went, for people who look after the backend. */
  get state(): ConnectionState {
    return this.lastState;
  }

  /** Time of the service by its last `Date` header, milliseconds since the epoch; this machine's before the first answer. */
  serverNow(): number {
    return this.serverTime ? this.serverTime.date + (this.time.monotonic() - this.serverTime.at) : this.time.now();
  }

  /**
   * Sends a request and returns whatever the service answers, except what concerns the connection itself.
   * @throws ConnectionError not reachable, too slow, busy (429; 502, 503, 504 to the end)
   * @throws SyncError `…-signin-failed` for 401 or when no token can be had
   */
  async send(request: HttpRequest): Promise<HttpResponse> {
    const url = this.sameOrigin(request.path);
    const repeatable = request.repeatable ?? request.method === "GET";
    const until = this.time.monotonic() + (request.patienceMs ?? 0);
    for (let attempt = 0; ; attempt++) {
      const patient = this.time.monotonic() < until;
      const longestWait = patient ? until - this.time.monotonic() : this.longestWaitMs;
      const last = attempt >= (this.options.retries ?? 3);
      try {
        const response = await this.limiter.run(async () => {
          await this.waitWhilePaused(longestWait, request.signal);
          return this.attempt(url, request);
        });
        const error = this.judge(response, repeatable && !last);
        if (!error) return response;
        // A refusal for being too many says nothing about the request itself, so it does not use up an attempt.
        if (patient && response.status === 429) attempt--;
        else if (last || !(repeatable || response.status === 429)) throw error;
        if (error.retryAfterMs !== undefined) continue;
      } catch (error) {
        if (!(error instanceof ConnectionError) || last || (error.ambiguous && !repeatable) || this.remainingPause() > longestWait) throw error;
      }
      await this.time.sleep(Math.min(250 * 2 ** attempt, 4_000) * (0.5 + this.time.random()), request.signal);
    }
  }

  /** An address is followed only on the configured origin: a service cannot send the token elsewhere. */
  private sameOrigin(path: string): URL {
    const url = new URL(path, this.baseUrl);
    if (url.origin !== this.baseUrl.origin) {
      throw this.error("refused", `The service named an address of another origin: ${url.origin}`);
    }
    return url;
  }

  private async attempt(url: URL, request: HttpRequest): Promise<HttpResponse> {
    const token = await this.token();
    const signal = AbortSignal.any([AbortSignal.timeout(this.options.timeoutMs + (request.extraTimeoutMs ?? 0)), ...(request.signal ? [request.signal] : [])]);
    try {
      const response = await fetch(url, {
        method: request.method,
        headers: { Authorization: `Bearer ${token}`, "x-ms-client-request-id": request.correlationId, ...request.headers },
        body: request.body ?? null,
        // A redirect here means a sign-in page or a wrong address; following it would hide that.
        redirect: "manual",
        signal,
      });
      const text = await response.text();
      this.lastState = response.status === 401 ? "refuses the sign-in" : response.status >= 502 ? "not reachable" : "reachable";
      this.noteTime(response.headers.get("date"));
      return { status: response.status, headers: response.headers, text };
    } catch (error) {
      request.signal?.throwIfAborted();
      this.lastState = "not reachable";
      throw this.unreachable(url, error);
    }
  }

  private async token(): Promise<string> {
    try {
      const token = await this.options.credential.getToken(this.scope);
      if (token) return token.token;
    } catch (error) {
      const { name, message: text } = described(error);
      if (/Authentication|Credential/.test(name)) throw this.error("signin-failed", `${name}: ${text}`);
      throw new ConnectionError(`${this.options.side}-unreachable`, { technicalDetails: `No token for ${this.scope}: ${text}`, cause: error });
    }
    throw this.error("signin-failed", `No token for ${this.scope}`);
  }

  /** @returns an error when the answer concerns the connection; undefined when it is the caller's to read */
  private judge(response: HttpResponse, mayRepeat: boolean): ConnectionError | undefined {
    const { side } = this.options;
    const detail = `HTTP ${response.status}: ${response.text.slice(0, 1000)}`;
    if (response.status === 401) throw this.error("signin-failed", detail);
    if (response.status >= 300 && response.status < 400 && response.status !== 304) {
      throw this.error("signin-failed", `Redirected to ${(response.headers.get("location") ?? "an unnamed address").slice(0, 200)}`);
    }
    const asked = retryAfterMs(response.headers.get("retry-after"), this.serverNow());
    if (response.status === 429 || (response.status === 503 && asked !== undefined)) {
      // Without a wish of the service, a second: enough to let its window move on.
      const wait = asked ?? 1_000;
      this.pausedUntil = Math.max(this.pausedUntil, this.time.monotonic() + wait);
      return new ConnectionError(`${side}-busy`, { technicalDetails: detail, retryAfterMs: wait, ambiguous: response.status !== 429 });
    }
    if (!worthRepeating.has(response.status)) return undefined;
    // A 500 can be a plain refusal (finance and operations), so at the end the caller reads it.
    if (response.status === 500 && !mayRepeat) return undefined;
    return new ConnectionError(`${side}-unreachable`, { technicalDetails: detail, ambiguous: true });
  }

  private remainingPause(): number {
    return this.pausedUntil - this.time.monotonic();
  }

  private async waitWhilePaused(longestMs: number, signal: AbortSignal | undefined): Promise<void> {
    for (let wait = this.remainingPause(); wait > 0; wait = this.remainingPause()) {
      if (wait > longestMs) {
        throw new ConnectionError(`${this.options.side}-busy`, { technicalDetails: `Asked to wait ${Math.ceil(wait / 1000)} s`, retryAfterMs: Math.ceil(wait) });
      }
      // Spread out a little, so that all who waited do not come back in the same instant.
      await this.time.sleep(wait + this.time.random() * Math.min(500, wait / 4), signal);
    }
  }

  private noteTime(header: string | null): void {
    const date = header === null ? NaN : Date.parse(header);
    if (!Number.isNaN(date)) this.serverTime = { date, at: this.time.monotonic() };
  }

  private unreachable(url: URL, error: unknown): ConnectionError {
    // fetch says "fetch failed" and keeps what happened in the cause.
    const { name, code, message } = described(described(error).cause ?? error);
    const text = `${name} ${code} ${message}`;
    return new ConnectionError(`${this.options.side}-unreachable`, {
      technicalDetails: `${url.origin}: ${text}`, ambiguous: !neverSent.has(code), cause: error,
    });
  }

  private error(kind: "signin-failed" | "refused", technicalDetails: string): SyncError {
    return new SyncError(`${this.options.side}-${kind}`, { technicalDetails, params: { message: technicalDetails } });
  }
}

/** What an error tells, whichever realm it was made in. */
function described(error: unknown): { name: string; code: string; message: string; cause: unknown } {
  const { name, code, message, cause } = (error ?? {}) as { name?: unknown; code?: unknown; message?: unknown; cause?: unknown };
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  return { name: text(name), code: text(code), message: text(message), cause };
}
