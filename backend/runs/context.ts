import type { Lcid } from "../../model/errorText";
import type { CompanyRules } from "../core/company";
import type { AnyTemplate } from "../core/templateTypes";
import type { CallContext, DataverseClient } from "../connectors/dataverse/client";
import type { SecuredColumns } from "../connectors/dataverse/securedColumns";
import type { ScmClient } from "../connectors/scm/client";
import type { Log } from "../worker/log";
import type { Tally } from "./tally";

/** How a run looks at records. */
export interface RunMode {
  /** Compare with the other side even where nothing changed since the last sync. */
  verify: boolean;
  /** Try again what is parked although nothing changed. */
  retryFailed: boolean;
  /** Leave alone whatever failed and did not change since: looking a second time then writes nothing. */
  leaveFailed?: true;
  /** Read and compare only. */
  dryRun: boolean;
}

/** Both systems and what is configured; the same for every run. */
export interface RunServices {
  dataverse: DataverseClient;
  scm: ScmClient;
  secured: SecuredColumns;
  /** Address of SCM's pages, for links. */
  scmUrl: string;
  lcid: Lcid;
  /** Groups of records worked on at once. */
  concurrency: number;
  /** Rows written by one request to SCM. */
  batchSize: number;
  /** All templates, for what a record needs first. */
  templates: readonly AnyTemplate[];
  log: Log;
}

/** One run of one template task. */
export interface RunContext<T extends AnyTemplate = AnyTemplate> extends RunServices {
  template: T;
  companies: CompanyRules;
  mode: RunMode;
  tally: Tally;
  fence: number;
  call: CallContext;
  /** Throws when this instance may no longer write. */
  guard: () => Promise<void>;
  /** Told the version a record has after the run itself wrote to it. */
  ownWrite: (recordId: string, etag: string) => void;
}
