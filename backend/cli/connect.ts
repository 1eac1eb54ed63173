import { randomUUID } from "node:crypto";
import { syncRequest } from "../../model/generated/schema";
import type { CallContext, DataverseClient } from "../connectors/dataverse/client";
import { integerOf, textOf, type JsonObject } from "../connectors/http/json";
import { urlLiteral } from "../core/keys";
import { secretHeader } from "../endpoint/webhook";
import { ConfigError, type Config } from "./config";

const endpointName = "Prospect-to-cash Sales backend";
const stepName = `${endpointName}: sync request created`;

/** Values of the registration (page "Register a webhook"): a webhook that carries its key in a header, JSON, UTF-8. */
const webhook = { contract: 8, authtype: 5, connectionmode: 1, messageformat: 2, messagecharset: 1 } as const;
/** After the operation, asynchronously, so that a slow backend never holds up a user; finished jobs are removed. */
const step = { mode: 1, stage: 40, rank: 1, supporteddeployment: 0, asyncautodelete: true } as const;

/**
 * Registers webhook and step in Dataverse, or brings the registration up to date. Safe to repeat.
 * @param say receives one line per thing done
 */
export async function connect(config: Config, dataverse: DataverseClient, say: (line: string) => void): Promise<void> {
  const secret = config.webhookSecrets[0];
  const problems = [
    ...(config.endpointUrl ? [] : ["P2C_ENDPOINT_URL is not set. Set it to the public address of this backend, e.g. https://p2c.contoso.com."]),
    ...(secret ? [] : ["P2C_WEBHOOK_SECRETS is not set. Set it to random text, e.g. from `openssl rand -hex 32`; the first value is registered."]),
  ];
  if (!config.endpointUrl || !secret) throw new ConfigError(problems);
  const call = { correlationId: randomUUID() };
  const endpointId = await ensureEndpoint(dataverse, webhookAddress(config.endpointUrl), secret, call, say);
  await ensureStep(dataverse, endpointId, call, say);
}

/** The address Dataverse calls; the configured one may name the backend or the webhook itself. */
export function webhookAddress(endpointUrl: string): string {
  const bare = endpointUrl.replace(/\/+$/, "");
  return bare.endsWith("/webhooks/dataverse") ? bare : `${bare}/webhooks/dataverse`;
}

async function ensureEndpoint(dataverse: DataverseClient, url: string, secret: string, call: CallContext, say: (line: string) => void): Promise<string> {
  const found = await dataverse.first(`serviceendpoints?$select=serviceendpointid,url,contract,authtype&$filter=name eq ${urlLiteral(endpointName)}&$orderby=createdon asc`, call);
  const authvalue = `<settings><setting name="${secretHeader}" value="${xml(secret)}" /></settings>`;
  const id = textOf(found?.["serviceendpointid"]);
  if (!found || id === undefined) {
    const made = await dataverse.create("serviceendpoints", { name: endpointName, url, authvalue, ...webhook }, call, "serviceendpointid");
    say(`Webhook registered: ${url}`);
    return textOf(made["serviceendpointid"]) ?? "";
  }
  // Dataverse never shows a stored secret, so whether it changed cannot be told; setting it again changes nothing else.
  const changed = textOf(found["url"]) !== url || integerOf(found["contract"]) !== webhook.contract || integerOf(found["authtype"]) !== webhook.authtype;
  await dataverse.update(`serviceendpoints(${id})`, { url, authvalue, ...webhook }, "*", call, "serviceendpointid");
  say(changed ? `Webhook moved from ${textOf(found["url"]) ?? "nowhere"} to ${url}; secret set` : `Webhook unchanged: ${url}; secret set again`);
  return id;
}

async function ensureStep(dataverse: DataverseClient, endpointId: string, call: CallContext, say: (line: string) => void): Promise<void> {
  const { messageId, filterId } = await createMessage(dataverse, call);
  const found = await dataverse.first(
    `sdkmessageprocessingsteps?$select=sdkmessageprocessingstepid,mode,stage,statecode&$filter=_eventhandler_value eq ${endpointId} and _sdkmessageid_value eq ${messageId} and _sdkmessagefilterid_value eq ${filterId}`, call);
  const id = textOf(found?.["sdkmessageprocessingstepid"]);
  if (!found || id === undefined) {
    await dataverse.create("sdkmessageprocessingsteps", {
      name: stepName, ...step,
      "sdkmessageid@odata.bind": `/sdkmessages(${messageId})`,
      "sdkmessagefilterid@odata.bind": `/sdkmessagefilters(${filterId})`,
      "eventhandler_serviceendpoint@odata.bind": `/serviceendpoints(${endpointId})`,
    }, call, "sdkmessageprocessingstepid");
    say(`Step registered: Create of ${syncRequest.logicalName}, asynchronous`);
    return;
  }
  const changes: JsonObject = {
    ...(integerOf(found["mode"]) === step.mode && integerOf(found["stage"]) === step.stage ? {} : step),
    // Somebody may have switched it off.
    ...(integerOf(found["statecode"]) ? { statecode: 0, statuscode: 1 } : {}),
  };
  if (Object.keys(changes).length === 0) return say(`Step unchanged: Create of ${syncRequest.logicalName}, asynchronous`);
  await dataverse.update(`sdkmessageprocessingsteps(${id})`, changes, "*", call, "sdkmessageprocessingstepid");
  say(`Step brought up to date: Create of ${syncRequest.logicalName}, asynchronous`);
}

async function createMessage(dataverse: DataverseClient, call: CallContext): Promise<{ messageId: string; filterId: string }> {
  const message = await dataverse.first("sdkmessages?$select=sdkmessageid&$filter=name eq 'Create'", call);
  const messageId = textOf(message?.["sdkmessageid"]);
  const filter = messageId && (await dataverse.first(
    `sdkmessagefilters?$select=sdkmessagefilterid&$filter=_sdkmessageid_value eq ${messageId} and primaryobjecttypecode eq '${syncRequest.logicalName}'`, call));
  const filterId = filter ? textOf(filter["sdkmessagefilterid"]) : undefined;
  if (!messageId || !filterId) {
    throw new ConfigError([`The table ${syncRequest.logicalName} is not in this Dataverse. Import the solution ProspectToCashSales first, then run connect again.`]);
  }
  return { messageId, filterId };
}

function xml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
