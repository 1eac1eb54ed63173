import { TestServer, type Answer, type Call } from "./server";

type Row = Record<string, unknown>;

/** Just enough of finance and operations OData: customers by company and number, ETags, refusals with an infolog. */
export class TestScm {
  readonly customers = new Map<string, Row>();
  readonly groups = new Set(["10", "20"]);
  readonly server = new TestServer((call) => this.answer(call));
  private version = 1;

  private answer(call: Call): Answer {
    const path = decodeURIComponent(call.path.split("?")[0] ?? "");
    const [, company, account] = /CustomersV3\(dataAreaId='([^']*)',CustomerAccount='([^']*)'\)/.exec(path) ?? [];
    const body = call.body === "" ? {} : (JSON.parse(call.body) as Row);
    if (call.method === "POST") {
      const key = keyOf(String(body["dataAreaId"]), String(body["CustomerAccount"]));
      if (this.customers.has(key)) return infolog("Cannot create a record in Customers. The record already exists.");
      return this.refusal(body) ?? { status: 201, body: this.put(key, { PrimaryContactFax: "", SalesMemo: "", CreditLimit: 0, ...body }) };
    }
    const key = keyOf(company ?? "", account ?? "");
    const found = this.customers.get(key);
    if (!found) return { status: 404, body: { error: { code: "", message: "Not found" } } };
    if (call.method === "GET") return { status: 200, body: found };
    if (call.headers["if-match"] !== found["@odata.etag"]) return { status: 412, body: { error: { code: "", message: "The record has changed." } } };
    const refused = this.refusal(body);
    if (refused) return refused;
    this.put(key, { ...found, ...body });
    return { status: 204 };
  }

  put(key: string, row: Row): Row {
    const stored = { ...row, "@odata.etag": `W/"${Buffer.from(`'${this.version++},5637144576'`).toString("base64")}"` };
    this.customers.set(key, stored);
    return stored;
  }

  private refusal(body: Row): Answer | undefined {
    const group = body["CustomerGroupId"];
    if (typeof group !== "string" || this.groups.has(group)) return undefined;
    return infolog(`Write failed for table row of type 'CustCustomerV3Entity'. Infolog: Warning: The value '${group}' in field 'Customer group' is not found in the related table 'Customer groups'.; Warning: validateField failed on field 'CustGroup.'`);
  }
}

export const keyOf = (company: string, account: string): string => `${company.toLowerCase()}/${account.toLowerCase()}`;

function infolog(message: string): Answer {
  return { status: 400, body: { error: { code: "", message: "An error has occurred.", innererror: { message, type: "Microsoft.Dynamics.Platform.Integration.Services.OData.AxODataWriteException" } } } };
}
