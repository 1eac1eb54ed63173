import { ClientCertificateCredential, ClientSecretCredential, DefaultAzureCredential } from "@azure/identity";
import { DataverseClient } from "../connectors/dataverse/client";
import { ProfiledHttpClient } from "../connectors/dataverse/profiledHttp";
import { HttpClient } from "../connectors/http/client";
import { StaticTokenCredential, type TokenCredential } from "../connectors/http/credential";
import { ScmClient } from "../connectors/scm/client";
import type { Config, SignIn } from "./config";

export interface Services {
  dataverse: DataverseClient;
  scm: ScmClient;
  /** Signs in to Microsoft Entra. */
  credential: TokenCredential;
}

/** Clients of both systems as configured. */
export function connectServices(config: Config): Services {
  const credential = credentialOf(config.signIn);
  // Dataverse serves a user at most 52 requests at once; a worker needs one per request it works on, and one to sweep.
  const concurrency = Math.min(config.concurrency * 2 + 2, 40);
  const sales = { side: "sales" as const, baseUrl: config.dataverseUrl, credential, timeoutMs: config.dataverseTimeoutMs, concurrency };
  return {
    credential,
    dataverse: new DataverseClient(config.columnProfile === "p2c" ? new HttpClient(sales) : new ProfiledHttpClient(sales, config.columnProfile)),
    scm: new ScmClient(new HttpClient({ side: "scm", baseUrl: config.scmUrl, credential, timeoutMs: config.scmTimeoutMs, concurrency: config.concurrency })),
  };
}

function credentialOf(signIn: SignIn): TokenCredential {
  switch (signIn.kind) {
    case "static":
      return new StaticTokenCredential(signIn.token);
    case "secret":
      return new ClientSecretCredential(signIn.tenantId, signIn.clientId, signIn.secret);
    case "certificate":
      return new ClientCertificateCredential(signIn.tenantId, signIn.clientId, signIn.path);
    case "default":
      return new DefaultAzureCredential();
  }
}
