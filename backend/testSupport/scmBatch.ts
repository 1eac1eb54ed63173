import { TestServer, type Answer, type Call } from "./server";

type Row = Record<string, unknown>;

/** Customers of SCM behind `$batch` alone: filters by number, creates, changes, each in a change set of its own. */
export class TestScmBatch {
  readonly customers = new Map<string, Row>();
  /** Numbers whose write is refused. */
  readonly bad = new Set<string>();
  /** Numbers that make SCM refuse the whole request they come in. */
  readonly poison = new Set<string>();
  /** Some services stop at the first part that fails, whatever the caller prefers. */
  stopsAtFailure = false;
  /** Writes that were tried, number by number. */
  readonly writes: string[] = [];
  readonly server = new TestServer((call) => this.answer(call));
  private version = 1;

  put(number: string, row: Row): void {
    this.customers.set(number.toLowerCase(), { dataAreaId: "usmf", CustomerAccount: number, ...row, "@odata.etag": `W/"${this.version++}"` });
  }

  private answer(call: Call): Answer {
    const numbers = [...call.body.matchAll(/"CustomerAccount":"([^"]+)"/g)].map(([, number]) => number ?? "");
    if (numbers.some((number) => this.poison.has(number))) return { status: 400, body: { error: { code: "", message: "The request body is not readable." } } };
    const parts: string[] = [];
    for (const part of call.body.split(/--batch_[\w-]+(?:--)?\r\n/).filter((text) => text.trim() !== "")) {
      const inChangeSet = /multipart\/mixed/.test(part.slice(0, 60));
      const answer = this.one(part);
      const text = `Content-Type: application/http\r\n\r\nHTTP/1.1 ${answer.status} X\r\nContent-Type: application/json\r\n\r\n${answer.body === undefined ? "" : JSON.stringify(answer.body)}\r\n`;
      parts.push(inChangeSet && answer.status < 400 ? `Content-Type: multipart/mixed; boundary=set\r\n\r\n--set\r\n${text}--set--\r\n` : text);
      if (answer.status >= 400 && this.stopsAtFailure) break;
    }
    return { status: 200, headers: { "Content-Type": "multipart/mixed; boundary=all" }, body: `${parts.map((part) => `--all\r\n${part}`).join("")}--all--\r\n` };
  }

  private one(part: string): Answer {
    const [, method = "", url = ""] = /(GET|POST|PATCH) (\S+) HTTP/.exec(part) ?? [];
    const path = decodeURIComponent(url);
    if (method === "GET") return { status: 200, body: { value: [...path.matchAll(/CustomerAccount eq '([^']+)'/g)].flatMap(([, number]) => this.customers.get((number ?? "").toLowerCase()) ?? []) } };
    const body = JSON.parse(/\{[^]*\}/.exec(part)?.[0] ?? "{}") as Row;
    const named = body["CustomerAccount"];
    const number = typeof named === "string" ? named : (/CustomerAccount='([^']+)'/.exec(path)?.[1] ?? "");
    this.writes.push(number);
    if (this.bad.has(number)) return { status: 400, body: { error: { code: "", message: "An error has occurred.", innererror: { message: "Infolog: Error: This customer is refused." } } } };
    const found = this.customers.get(number.toLowerCase());
    if (method === "POST") {
      if (found) return { status: 400, body: { error: { code: "", message: "x", innererror: { message: "Cannot create a record in Customers. The record already exists." } } } };
      this.put(number, body);
      return { status: 201, body: this.customers.get(number.toLowerCase()) };
    }
    if (!found || !part.includes(`If-Match: ${String(found["@odata.etag"])}`)) return { status: 412, body: { error: { code: "", message: "The record has changed." } } };
    this.put(number, { ...found, ...body });
    return { status: 204 };
  }
}
