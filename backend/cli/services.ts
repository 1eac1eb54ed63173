import { ClientCertificateCredential, ClientSecretCredential, DefaultAzureCredential } from "@azure/identity";
import { DataverseClient } from "../connectors/dataverse/client";
import { HttpClient } from "../connectors/http/client";
import { StaticTokenCredential, type TokenCredential } from "../connectors/http/credential";
import { ScmClient } from "../connectors/scm/client";
import type { Config, SignIn } from "./config";

export interface Services {
  dataverse: DataverseClient;
  scm: ScmClient;
}

/** Clients of both systems as configured. */
export function connectServices(config: Config): Services {
  const credential = credentialOf(config.signIn);
  // Dataverse serves a user at most 52 requests at once; a worker needs one per request it works on, and one to sweep.
  const concurrency = Math.min(config.concurrency * 2 + 2, 40);
  return {
    dataverse: new DataverseClient(new HttpClient({ side: "sales", baseUrl: config.dataverseUrl, credential, timeoutMs: config.dataverseTimeoutMs, concurrency })),
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
