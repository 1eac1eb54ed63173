import { randomUUID } from "node:crypto";
import { RequestKind, RequestStatus } from "../../model/generated/schema";
import { newRecordRequest } from "../../model/request";
import { DataverseClient } from "../connectors/dataverse/client";
import { SecuredColumns } from "../connectors/dataverse/securedColumns";
import { HttpClient } from "../connectors/http/client";
import { StaticTokenCredential } from "../connectors/http/credential";
import { ScmClient } from "../connectors/scm/client";
import { Processor, type ProcessorOptions } from "../worker/processor";
import { RequestStore } from "../worker/requests";
import { TestDataverse } from "./dataverse";
import { TestScm } from "./scm";

/** Dataverse and SCM stand-ins with a processor between them. */
export interface TestWorld {
  dataverse: TestDataverse;
  scm: TestScm;
  services: { dataverse: DataverseClient; scm: ScmClient };
  processor(options?: Partial<ProcessorOptions> & { holder?: string }): Processor;
  addAccount(row: Record<string, unknown>): string;
  addRequest(accountId: string, row?: Record<string, unknown>): string;
  request(id: string): Record<string, unknown>;
  state(accountId: string): Record<string, unknown> | undefined;
  close(): Promise<void>;
}

const asker = "11111111-1111-4111-8111-111111111111";
const owner = "22222222-2222-4222-8222-222222222222";

/** Starts a world; `leaseMs` 30 s unless told. */
export async function startTestWorld(): Promise<TestWorld> {
  const dataverse = new TestDataverse();
  const scm = new TestScm();
  await Promise.all([dataverse.server.start(), scm.server.start()]);
  const credential = new StaticTokenCredential("token");
  const services = {
    dataverse: new DataverseClient(new HttpClient({ side: "sales", baseUrl: dataverse.server.url, credential, timeoutMs: 5_000, concurrency: 20, retries: 1 })),
    scm: new ScmClient(new HttpClient({ side: "scm", baseUrl: scm.server.url, credential, timeoutMs: 5_000, concurrency: 20, retries: 1 })),
  };
  return {
    dataverse, scm, services,
    processor({ holder = "test", ...options } = {}) {
      const leaseMs = options.leaseMs ?? 30_000;
      return new Processor({
        ...services, requests: new RequestStore(services.dataverse, holder, leaseMs), secured: new SecuredColumns(services.dataverse),
        companies: { fallback: "usmf", byBusinessUnit: new Map() }, scmUrl: "https://scm.example.com/", lcid: 1033, leaseMs, maxAttempts: 20, log: () => undefined, ...options,
      });
    },
    addAccount(row) {
      const id = randomUUID();
      dataverse.put("accounts", id, { _ownerid_value: owner, transactioncurrencyid: { isocurrencycode: "USD" }, _transactioncurrencyid_value: owner, _owningbusinessunit_value: owner, ...row });
      return id;
    },
    addRequest(accountId, row = {}) {
      const id = randomUUID();
      const created = newRecordRequest("account", accountId, "An account");
      dataverse.put("p2c_syncrequests", id, {
        ...created, p2c_kind: RequestKind.Record, p2c_status: RequestStatus.Pending, _createdby_value: asker,
        "_createdby_value@OData.Community.Display.V1.FormattedValue": "Sam Sales", ...row,
      });
      return id;
    },
    request: (id) => dataverse.rows("p2c_syncrequests").get(id) ?? {},
    state: (accountId) => [...dataverse.rows("p2c_syncstates").values()].find((row) => row["p2c_recordid"] === accountId),
    async close() {
      await Promise.all([dataverse.server.stop(), scm.server.stop()]);
    },
  };
}

export { asker, owner };
