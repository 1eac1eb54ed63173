import { RequestStatus, RunOutcome, RunTrigger } from "../../model/generated/schema";
import type { RequestResult } from "../../model/request";
import type { CompanyRules } from "../core/company";
import { ClaimLostError, RequestError, SyncError } from "../core/errors";
import { mayUse } from "../connectors/dataverse/access";
import type { CallContext, DataverseClient } from "../connectors/dataverse/client";
import type { AnyTemplate } from "../core/templateTypes";
import type { RequestAnswer, RequestAnswerer } from "../worker/processor";
import type { RequestLease } from "../worker/requestLease";
import type { RequestRow } from "../worker/requests";
import type { Runner, RunReport } from "./runner";
import type { RunRow } from "./runStore";
import { findTemplate, shortName, shortNames } from "./templateNames";

/** Who may create run rows may start runs: administrators, and whom they give a role with it. */
const privilege = "prvCreatep2c_SyncRun";

export interface TemplateAnswersOptions {
  runner: Pick<Runner, "run">;
  dataverse: DataverseClient;
  templates: readonly AnyTemplate[];
  companies: CompanyRules;
}

/** A request as far as its answer depends on it. */
export type TemplateRequest = Pick<RequestRow, "template" | "openKey" | "askerId" | "askerName" | "dryRun" | "fence">;

/** Value of the open-request key of a template's request, so that two of them are one. @param name short name, e.g. `orders-out` */
export const templateKeyOf = (name: string): string => `template:${name}`;

/** Carries out requests of kind Template: one run of the template over what changed since the last, as the schedule does. */
export class TemplateAnswers implements RequestAnswerer {
  constructor(private readonly options: TemplateAnswersOptions) {}

  /**
   * @throws RequestError `template-unknown`, `request-key-mismatch`, `no-run-access`, or `template-running` when another
   * run of it is under way; ClaimLostError when this instance is stopped or has lost the request
   */
  async answer(request: TemplateRequest, lease: Pick<RequestLease, "assertHeld" | "progress">, call: CallContext): Promise<RequestAnswer> {
    const { templates, companies, runner } = this.options;
    const template = request.template.trim() === "" ? undefined : findTemplate(request.template, templates);
    if (!template) throw new RequestError("template-unknown", { params: { template: request.template, known: shortNames(templates).join(", ") } });
    const name = shortName(template, templates);
    // A flow may leave the key out; one that is given has to be this template's.
    if (request.openKey !== "" && request.openKey !== templateKeyOf(name)) throw new RequestError("request-key-mismatch", { params: { key: request.openKey } });
    await this.assertAllowed(request, call);
    lease.progress = "writing";
    await lease.assertHeld();
    const order = { template, trigger: RunTrigger.Request, companies, company: "", full: false, mode: { verify: false, retryFailed: false, dryRun: request.dryRun } };
    const report = await runner.run(order, call.signal ?? new AbortController().signal);
    lease.progress = "saving";
    return answerOf(report, template, request.fence);
  }

  private async assertAllowed({ askerId, askerName }: TemplateRequest, call: CallContext): Promise<void> {
    if (askerId !== "" && (await mayUse(this.options.dataverse, askerId, privilege, call))) return;
    throw new RequestError("no-run-access", { params: { asker: askerName, privilege } });
  }
}

function answerOf(report: RunReport, template: AnyTemplate, fence: number): RequestAnswer {
  switch (report.kind) {
    case "lost":
      throw new ClaimLostError("The run was given back");
    case "busy":
      // The first holder of this request may have begun it, and vanished with it; its lease runs out soon.
      if (fence > 1 && report.by?.trigger === RunTrigger.Request) throw new SyncError("run-interrupted");
      throw new RequestError("template-running", { params: { template: template.name, since: sinceOf(report.by) } });
    case "ran": {
      const { counts, failures, abandoned } = report.tally;
      const run: RequestResult["run"] = {
        template: template.name, inserted: counts.inserted, updated: counts.updated, unchanged: counts.unchanged,
        skipped: counts.skipped + counts.stillFailing + counts.notReached, failed: counts.failed, outcome: wordOf(report.outcome),
      };
      const error = abandoned ?? failures[0];
      const records: RequestResult["records"] = error ? [{ table: "", id: "", outcome: "failed", written: [], template: template.name, errorCode: error.code, errorParams: error.params }] : [];
      return { result: { records, run }, status: statusOf(report.outcome) };
    }
  }
}

const sinceOf = (run: RunRow | undefined): string => (run?.startedOn === undefined ? "?" : new Date(run.startedOn).toISOString());

function wordOf(outcome: RunOutcome): "Completed" | "Warning" | "Error" {
  return outcome === RunOutcome.Completed ? "Completed" : outcome === RunOutcome.Warning ? "Warning" : "Error";
}

function statusOf(outcome: RunOutcome): RequestStatus {
  return outcome === RunOutcome.Completed ? RequestStatus.Succeeded : outcome === RunOutcome.Warning ? RequestStatus.PartlySucceeded : RequestStatus.Failed;
}
