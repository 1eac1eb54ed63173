import type { Lcid } from "../../model/errorText";
import { SyncStatus, syncState } from "../../model/generated/schema";
import type { RecordError } from "../core/errors";
import type { JsonObject } from "../connectors/http/json";

const c = syncState.columns;

/** State columns of a document some of whose lines could not be written; the fingerprint is taken back, so that the next run tries again. */
export function lineAttention(error: RecordError, lcid: Lcid): JsonObject {
  return {
    [c.status]: SyncStatus.NeedsAttention, [c.errorCode]: error.code, [c.errorParams]: JSON.stringify(error.params).slice(0, 4000),
    [c.whatHappened]: error.userMessage(lcid).slice(0, 2000), [c.whatToDo]: error.remedy(lcid).slice(0, 2000), [c.whoCanFix]: error.whoCanFix,
    [c.technicalDetails]: error.technicalDetails.slice(0, 10_000), [c.sourceFingerprint]: null,
  };
}
