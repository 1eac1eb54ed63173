import { StaticTokenCredential } from "../connectors/http/credential";
import { HttpClient } from "../connectors/http/client";
import { TestServer, type Answer } from "./server";

/** One request inside a `$batch`. */
export interface BatchPart {
  method: string;
  /** Decoded. */
  path: string;
  body: string;
}

/** A server that takes `$batch` requests apart and answers each part; other requests are answered as parts too. */
export class BatchServer {
  /** Parts of all batches so far, and requests outside of batches. */
  readonly parts: BatchPart[] = [];
  readonly server: TestServer;

  /** @param stopsAtFailure whether a batch ends with the first part that fails, whatever the caller prefers */
  constructor(private readonly answer: (part: BatchPart) => Answer, private readonly stopsAtFailure = false) {
    this.server = new TestServer((call) => (call.path.includes("$batch") ? this.batch(call.body) : this.one({ method: call.method, path: decodeURIComponent(call.path), body: call.body })));
  }

  /** A client of this server that does not repeat. */
  http(side: "sales" | "scm"): HttpClient {
    return new HttpClient({ side, baseUrl: this.server.url, credential: new StaticTokenCredential("token"), timeoutMs: 5_000, concurrency: 4, retries: 0 });
  }

  private one(part: BatchPart): Answer {
    this.parts.push(part);
    return this.answer(part);
  }

  private batch(body: string): Answer {
    const texts: string[] = [];
    for (const item of body.split(/--batch_[\w-]+(?:--)?\r\n/).filter((text) => text.trim() !== "")) {
      const [, method = "", path = ""] = /(GET|POST|PATCH|DELETE) (\S+) HTTP/.exec(item) ?? [];
      const answer = this.one({ method, path: decodeURIComponent(path), body: /\{[^]*\}/.exec(item)?.[0] ?? "" });
      const text = `Content-Type: application/http\r\n\r\nHTTP/1.1 ${answer.status} X\r\nContent-Type: application/json\r\n\r\n${answer.body === undefined ? "" : typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body)}\r\n`;
      const inChangeSet = /multipart\/mixed/.test(item.slice(0, 60)) && answer.status < 400;
      texts.push(inChangeSet ? `Content-Type: multipart/mixed; boundary=set\r\n\r\n--set\r\n${text}--set--\r\n` : text);
      if (answer.status >= 400 && this.stopsAtFailure) break;
    }
    return { status: 200, headers: { "Content-Type": "multipart/mixed; boundary=all" }, body: `${texts.map((text) => `--all\r\n${text}`).join("")}--all--\r\n` };
  }
}
