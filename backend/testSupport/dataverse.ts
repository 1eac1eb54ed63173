import { randomUUID } from "node:crypto";
import { TestServer, type Answer, type Call } from "./server";

type Row = Record<string, unknown>;
const api = "/api/data/v9.2/";

/** Just enough of the Web API's documented protocol for the worker: rows by id and by key, ETags, `$batch`, access rights. */
export class TestDataverse {
  readonly tables = new Map<string, Map<string, Row>>();
  /** Ids of users who may read nothing. */
  readonly blind = new Set<string>();
  /** Ids of users who may not own a sync state. */
  readonly unfitOwners = new Set<string>();
  readonly secured: string[] = [];
  readonly server = new TestServer((call) => this.answer(call));
  private version = 1000;

  static readonly organizationId = "7d2f1c4e-0000-4000-8000-000000000001";

  rows(set: string): Map<string, Row> {
    const rows = this.tables.get(set) ?? new Map<string, Row>();
    this.tables.set(set, rows);
    return rows;
  }

  put(set: string, id: string, row: Row): Row {
    const stored = { ...row, [idColumn(set)]: id, "@odata.etag": `W/"${this.version++}"` };
    this.rows(set).set(id, stored);
    return stored;
  }

  private answer(call: Call): Answer {
    const path = decodeURIComponent(call.path).replace(api, "");
    if (path === "$batch") return this.batch(call);
    if (path === "WhoAmI") return { status: 200, body: { OrganizationId: TestDataverse.organizationId } };
    if (path.startsWith("EntityDefinitions")) return { status: 200, body: { value: this.secured.map((LogicalName) => ({ LogicalName, IsSecured: true })) } };
    return this.single(call.method, path, call.headers, call.body);
  }

  private single(method: string, path: string, headers: Row, body: string): Answer {
    const access = /^systemusers\((.+?)\)\/Microsoft\.Dynamics\.CRM\.RetrievePrincipalAccess/.exec(path);
    if (access) return { status: 200, body: { AccessRights: this.blind.has(access[1] ?? "") ? "None" : "ReadAccess, WriteAccess, AppendAccess" } };
    const [, set = "", key] = /^(\w+)(?:\(([^)]*)\))?/.exec(path) ?? [];
    if (key === undefined) return { status: 200, body: { value: [...this.rows(set).values()].map((row) => this.expanded(set, row)) } };
    const found = this.find(set, key);
    if (method === "GET") return found ? { status: 200, body: this.expanded(set, found) } : notFound;
    const condition = headers["if-match"];
    if (headers["if-none-match"] === "*" && found) return { status: 412, body: { error: { code: "0x80040237", message: "A record with matching key values already exists." } } };
    if (condition === "*" && !found) return notFound;
    if (typeof condition === "string" && condition !== "*" && found?.["@odata.etag"] !== condition) {
      return { status: 412, body: { error: { code: "0x80060882", message: "The version of the existing record doesn't match the RowVersion property provided." } } };
    }
    const bound: Row = {};
    for (const [name, value] of Object.entries(JSON.parse(body) as Row)) {
      const lookup = /^(.+)@odata\.bind$/.exec(name)?.[1];
      if (lookup === undefined) bound[name] = value;
      else bound[`_${lookup.toLowerCase()}_value`] = this.bindTarget(String(value));
    }
    if ([...this.unfitOwners].some((owner) => bound["_ownerid_value"] === owner)) {
      return { status: 403, body: { error: { code: "0x80040220", message: "Principal user is missing prvReadp2c_syncstate privilege" } } };
    }
    const id = found ? idOf(set, found) : randomUUID();
    const row = this.put(set, id, { ...found, ...(found ? {} : keyColumns(key)), ...bound });
    return headers["prefer"] === "return=representation" ? { status: 200, body: row } : { status: 204 };
  }

  private find(set: string, key: string): Row | undefined {
    const columns = Object.entries(keyColumns(key));
    return columns.length === 0 ? this.rows(set).get(key) : [...this.rows(set).values()].find((row) => columns.every(([name, value]) => row[name] === value));
  }

  private bindTarget(path: string): string {
    const [, set = "", key = ""] = /^\/(\w+)\(([^)]*)\)$/.exec(decodeURIComponent(path)) ?? [];
    const found = this.find(set, key);
    return found ? idOf(set, found) : key;
  }

  private expanded(set: string, row: Row): Row {
    if (set !== "accounts") return row;
    const state = this.rows("p2c_syncstates").get(String(row["_p2c_syncstateid_value"]));
    return { ...row, p2c_SyncStateId: state ?? null };
  }

  private batch(call: Call): Answer {
    const boundary = /boundary="?([^";]+)/.exec(String(call.headers["content-type"]))?.[1] ?? "";
    const answers = call.body.split(`--${boundary}`).slice(1, -1).map((part) => this.part(part));
    const reply = "batchresponse_1";
    const body = `${answers.map((answer) => `--${reply}\r\n${answer}`).join("")}--${reply}--\r\n`;
    return { status: 200, headers: { "Content-Type": `multipart/mixed; boundary=${reply}` }, body };
  }

  private part(part: string): string {
    const nested = /boundary="?([^"\r\n]+)/.exec(part.split("\r\n\r\n")[0] ?? "")?.[1];
    if (nested === undefined) return http(this.request(part));
    // A change set: all or nothing.
    const before = new Map([...this.tables].map(([set, rows]) => [set, new Map(rows)]));
    const answers: Answer[] = [];
    for (const inner of part.split(`--${nested}`).slice(1, -1)) {
      const answer = this.request(inner);
      if (answer.status >= 400) {
        this.tables.clear();
        for (const [set, rows] of before) this.tables.set(set, rows);
        return http(answer);
      }
      answers.push(answer);
    }
    return `Content-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n${answers.map((answer) => `--changesetresponse_1\r\n${http(answer)}`).join("")}--changesetresponse_1--\r\n`;
  }

  private request(part: string): Answer {
    const [, head = "", ...rest] = part.split("\r\n\r\n");
    const [line = "", ...headerLines] = head.split("\r\n");
    const [method = "", path = ""] = line.split(" ");
    const headers = Object.fromEntries(headerLines.map((text) => [text.split(":")[0]?.toLowerCase() ?? "", text.slice(text.indexOf(":") + 1).trim()]));
    return this.single(method, decodeURIComponent(path).replace(api, ""), headers, rest.join("\r\n\r\n").trim());
  }
}

const notFound: Answer = { status: 404, body: { error: { code: "0x80040217", message: "Does Not Exist" } } };

function idColumn(set: string): string {
  return set === "accounts" ? "accountid" : `${set.replace(/s$/, "")}id`;
}

function idOf(set: string, row: Row): string {
  return row[idColumn(set)] as string;
}

function keyColumns(key: string): Row {
  return Object.fromEntries([...key.matchAll(/(\w+)='([^']*)'/g)].map(([, name, value]) => [name ?? "", value]));
}

function http({ status, body }: Answer): string {
  return `Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 ${status} X\r\nContent-Type: application/json\r\n\r\n${body === undefined ? "" : JSON.stringify(body)}\r\n`;
}
