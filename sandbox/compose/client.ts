import type { SandboxUser } from "../http/contract";

/** A call to one of the sandbox's servers that did not answer 2xx. */
export class SandboxCallError extends Error {
  constructor(method: string, url: string, readonly status: number, readonly body: string) {
    super(`${method} ${url} answered ${status}: ${body.slice(0, 500)}`);
    this.name = "SandboxCallError";
  }
}

/** Calls a sandbox server as one of its users, the way any client would: over HTTP. */
export class SandboxClient {
  constructor(readonly baseUrl: string, private readonly user: SandboxUser) {}

  /**
   * Sends a JSON request to a path (e.g. `/api/data/v9.2/accounts`).
   * @returns the parsed body, undefined when empty
   * @throws SandboxCallError on any answer but 2xx
   */
  async call<T = Record<string, unknown>>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    const url = `${this.baseUrl}${path}`;
    const response = await fetch(url, {
      method,
      headers: {
        authorization: `Bearer ${this.user}`,
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": typeof body === "string" ? "application/x-ndjson" : "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new SandboxCallError(method, url, response.status, text);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  /** GET of a path. */
  get<T = Record<string, unknown>>(path: string, headers?: Record<string, string>): Promise<T> {
    return this.call<T>("GET", path, undefined, headers);
  }

  /** Rows of a Web API or OData list. */
  async list<T = Record<string, unknown>>(path: string, headers?: Record<string, string>): Promise<T[]> {
    return (await this.get<{ value: T[] }>(path, headers)).value;
  }

  /** Sends rows to `/_sandbox/load`, in pieces that keep memory flat. */
  async load(rows: Iterable<object>): Promise<void> {
    let lines: string[] = [];
    const flush = async (): Promise<void> => {
      if (lines.length > 0) await this.call("POST", "/_sandbox/load", `${lines.join("\n")}\n`);
      lines = [];
    };
    for (const row of rows) {
      lines.push(JSON.stringify(row));
      if (lines.length === 5000) await flush();
    }
    await flush();
  }
}
