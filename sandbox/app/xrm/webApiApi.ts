import { send, webApiHeaders, webApiPath } from "../api/http";
import { batchBody, parseBatch } from "../api/batch";
import { toHttp, type ExecuteRequest } from "../api/execute";
import type { Host } from "../host";
import { withMissing } from "./notImitated";

/** `Xrm.WebApi`, with `online` and `offline` as on the web client. */
export function makeWebApi(host: Host) {
  const { webApi } = host;
  const entitySetOf = async (table: string) => (await host.platform.table(table)).entitySet;
  const common = {
    createRecord: webApi.createRecord.bind(webApi),
    updateRecord: webApi.updateRecord.bind(webApi),
    deleteRecord: webApi.deleteRecord.bind(webApi),
    retrieveRecord: webApi.retrieveRecord.bind(webApi),
    retrieveMultipleRecords: webApi.retrieveMultipleRecords.bind(webApi),
  };
  const online = {
    ...common,
    execute: async (request: ExecuteRequest): Promise<Response> => {
      const { method, url, body } = await toHttp(request, entitySetOf);
      const headers = { ...webApiHeaders, ...(body === undefined ? {} : { "content-type": "application/json; charset=utf-8" }) };
      const answer = await send(method, webApiPath + url, body, headers);
      return new Response(answer.status === 204 ? null : answer.text, { status: answer.status, headers: answer.headers });
    },
    /** Requests in an inner array are one change set: all or nothing. */
    executeMultiple: async (requests: (ExecuteRequest | ExecuteRequest[])[]): Promise<Response[]> => {
      const parts = await Promise.all(requests.map((r) =>
        Array.isArray(r) ? Promise.all(r.map((inner) => toHttp(inner, entitySetOf))) : toHttp(r, entitySetOf)));
      const boundary = `batch_${crypto.randomUUID()}`;
      const answer = await send("POST", `${webApiPath}$batch`, batchBody(parts, boundary, crypto.randomUUID()), {
        ...webApiHeaders, "content-type": `multipart/mixed; boundary="${boundary}"`,
      });
      return parseBatch(answer.text).map(({ status, headers, body }) => new Response(status === 204 ? null : body, { status, headers }));
    },
  };
  return withMissing("Xrm.WebApi", { ...common, online, offline: common, execute: online.execute, executeMultiple: online.executeMultiple, isAvailableOffline: () => false }, []);
}
