import type { IconName } from "../shared/Icon";
import type { Colours, Tone } from "../shared/theme";
import type { Translate } from "../shared/texts";

/** Statuses as shown: those of the choice, and two for what cannot be told. */
export type ShownStatus =
  | "NotLinked" | "Waiting" | "Syncing" | "InSync" | "Changed" | "NeedsAttention" | "Conflict" | "Paused" | "Excluded"
  | "Unknown" | "Unreadable";
export type Direction = "ToScm" | "FromScm" | "BothWays";
export type Who = "You" | "Administrator" | "ScmTeam" | "RetriesItself";
export type Step = "checking" | "reading" | "validating" | "writing" | "saving";
export type Outcome = "created" | "updated" | "unchanged" | "failed" | "waiting" | "excluded";
/** Outcomes that say where something was written. */
type WritingOutcome = "created" | "updated";

/** Why nothing (or nothing newer) can be shown, or why a click did nothing. */
export type ProblemKind =
  | "unsaved" | "unknownRecord" | "unsupported" | "secured" | "offline" | "forbidden" | "notFound" | "missingColumn" | "throttled" | "failed"
  | "forbiddenToSync" | "notStarted" | "comparing" | "notReady";

/** Keys of the resource files. */
export type TextKey =
  | `Status_${ShownStatus}` | `Hint_${HintedStatus}` | `Direction_${Direction}` | `Who_${Who}` | `Step_${Step}` | `Outcome_${Outcome}`
  | `Outcome_${WritingOutcome}_FromScm` | `Outcome_${WritingOutcome}_BothWays`
  | `Problem_${ProblemKind}` | `Problem_${ProblemKind}_Do` | `Column_${string}`
  | "Title" | "Loading" | "SyncNow" | "Retry" | "CheckAgain"
  | "LastSynced" | "NeverSynced" | "ScmNumber" | "OpensScm" | "Company" | "Direction" | "LastResult" | "NextAttempt" | "Attempt" | "WaitingSince"
  | "NotPickedUp" | "WatchStopped" | "WatchTrouble" | "AlreadyOpen"
  | "ChangedColumns" | "LastSaved" | "CannotCompare"
  | "History" | "HistoryBy" | "HistoryAutomatic" | "FieldsOne" | "FieldsMany" | "FieldsWritten" | "AndMore"
  | "WhatHappened" | "WhatToDo" | "WhoCanFix" | "TechnicalDetails" | "Copy" | "Copied" | "CopyFailed" | "CorrelationId" | "ErrorCode"
  | "Compare" | "CompareAgain" | "CompareTitle" | "CompareHint" | "Comparing" | "CompareDone" | "CompareDiffersOne" | "CompareDiffersMany" | "CompareEqual"
  | "CompareShowEqual" | "CompareHeader" | "CompareField" | "CompareWrite" | "CompareNothing" | "CompareNoFields" | "CompareStopped" | "CompareFailed"
  | "ConflictTitle" | "ConflictLine" | "ConflictSales" | "ConflictScm" | "ConflictLast" | "ConflictBlank" | "ConflictDeleted" | "KeepSales" | "KeepScm"
  | "Error_Unknown" | "Error_Unknown_Do" | "Partly" | "Yes" | "No";

/** Statuses whose word alone leaves a question open. */
type HintedStatus = "NotLinked" | "Conflict" | "Paused" | "Excluded" | "Unknown" | "Unreadable";
const hinted: readonly ShownStatus[] = ["NotLinked", "Conflict", "Paused", "Excluded", "Unknown", "Unreadable"] satisfies HintedStatus[];

export type T = Translate<TextKey>;

/** One sentence on what a status means; undefined where the word says it all. */
export function hintOf(status: ShownStatus, t: T): string | undefined {
  return hinted.includes(status) ? t(`Hint_${status as HintedStatus}`) : undefined;
}

const looks: Record<ShownStatus, readonly [IconName, keyof Colours & ("neutral" | "info" | "success" | "warning" | "danger")]> = {
  NotLinked: ["unlinked", "neutral"],
  Waiting: ["clock", "info"],
  Syncing: ["sync", "info"],
  InSync: ["check", "success"],
  Changed: ["pencil", "warning"],
  NeedsAttention: ["warning", "danger"],
  Conflict: ["conflict", "danger"],
  Paused: ["pause", "warning"],
  Excluded: ["excluded", "neutral"],
  Unknown: ["question", "neutral"],
  Unreadable: ["question", "neutral"],
};

/** Icon and tone of a status. */
export function lookOf(status: ShownStatus, colours: Colours): { icon: IconName; tone: Tone } {
  const [icon, tone] = looks[status];
  return { icon, tone: colours[tone] };
}

/** Name of a source column for people; a column this version has no word for shows its logical name. */
export function columnLabel(column: string, t: T): string {
  const bare = column.replace(/^_(.*)_value$/, "$1");
  const key: TextKey = `Column_${bare}`;
  const label = t(key);
  return label === "" || label === key ? bare : label;
}

/** What a sync did, and on which side as far as its direction tells. */
export function outcomeText(outcome: Outcome, direction: Direction | undefined, t: T): string {
  const isWriting = outcome === "created" || outcome === "updated";
  return isWriting && (direction === "FromScm" || direction === "BothWays") ? t(`Outcome_${outcome}_${direction}`) : t(`Outcome_${outcome}`);
}

/** "1 field", "3 fields". */
export function fieldCount(count: number, t: T): string {
  return t(count === 1 ? "FieldsOne" : "FieldsMany", count);
}
