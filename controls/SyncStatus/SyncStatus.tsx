import { css } from "@fluentui/react";
import * as React from "react";
import type { ConflictSide } from "../../model/generated/schema";
import { Button } from "../shared/Button";
import { Actions } from "./Actions";
import { Comparison } from "./Comparison";
import { Conflict } from "./Conflict";
import { ErrorPanel } from "./ErrorPanel";
import { Facts, resultText } from "./Facts";
import { History } from "./History";
import { Moment } from "./Moment";
import { StatusPill } from "./StatusPill";
import type { ComparisonView } from "./comparison";
import type { Problem, SyncView } from "./machine";
import { type Snapshot, wordsOf } from "./snapshot";
import { useUi } from "./ui";
import { type ProblemKind, type T, hintOf } from "./words";

export interface SyncStatusProps {
  view: SyncView;
  /** Whether there is a button at all. */
  offerSync: boolean;
  showHistory: boolean;
  showTechnicalDetails: boolean;
  compact: boolean;
  onOpen: (url: string) => void;
  onSync: (resolve?: ConflictSide) => void;
  onCheckAgain: () => void;
  comparison: ComparisonView;
  onCompare: () => void;
}

/** A request that nothing picks up for this long (milliseconds) is worth a word. */
const pickedUpWithin = 60_000;
/** Problems that asking again may have solved. */
const passing: readonly ProblemKind[] = ["offline", "forbidden", "missingColumn", "throttled", "failed"];

/** Refusals after which the button may be pressed again. */
const repeatable: readonly ProblemKind[] = ["throttled", "notStarted", "comparing", "offline", "notReady"];

/** Nothing went wrong: there is only nothing to show here. */
const expected: readonly ProblemKind[] = ["unsaved", "unknownRecord", "unsupported", "secured"];

/** The card, drawn from its props alone. */
export function SyncStatusCard(props: SyncStatusProps): React.ReactElement {
  const { view, compact } = props;
  const { t, classes } = useUi();
  const { snapshot } = view;
  return (
    <div className={css(classes.card, compact && classes.cardCompact)} role="group" aria-label={t("Title")} aria-busy={view.loading}>
      {snapshot ? <Known {...props} snapshot={snapshot} /> : view.loading && <div className={classes.muted}>{t("Loading")}</div>}
      {view.problem && <ProblemPanel problem={view.problem} {...props} />}
      <div role="status" className={classes.aside}>{snapshot && view.followed ? spoken(snapshot, t) : ""}</div>
    </div>
  );
}

function Known(props: SyncStatusProps & { snapshot: Snapshot }): React.ReactElement {
  const { view, snapshot, compact, showHistory, offerSync } = props;
  const { t, classes } = useUi();
  const header = React.useRef<HTMLDivElement>(null);
  const hint = hintOf(snapshot.status, t);
  const refusal = view.refused && !repeatable.includes(view.refused.kind) ? view.refused : undefined;
  const blocked = refusal ? t(`Problem_${refusal.kind}`) : view.problem ? t(`Problem_${view.problem.kind}`) : undefined;
  const comparing = props.comparison.phase === "running";
  // The choice goes away once it is made; the keyboard focus stays in the card, on the one button that remains.
  const choose = (side: ConflictSide) => {
    header.current?.querySelector("button")?.focus();
    props.onSync(side);
  };
  return (
    <>
      <div className={classes.header} ref={header}>
        <div className={classes.headline}>
          <StatusPill snapshot={snapshot} />
          {snapshot.open?.step && <span className={classes.muted}>{t(`Step_${snapshot.open.step}`)}</span>}
          {compact && !snapshot.open && snapshot.lastSyncedOn && <span className={classes.muted}><Moment at={snapshot.lastSyncedOn} /></span>}
        </div>
        {offerSync && <Actions status={snapshot.status} busy={view.creating || snapshot.open !== undefined || comparing} blocked={blocked} onSync={() => { props.onSync(); }} />}
      </div>
      {!compact && hint && <p className={classes.hint}>{hint}</p>}
      {!compact && snapshot.cannotCompare && <p className={classes.hint}>{t("CannotCompare")}</p>}
      {view.refused && <ProblemPanel problem={view.refused} isNew {...props} />}
      <Notices {...props} />
      <SyncErrorPanel {...props} />
      {!compact && snapshot.conflict.length > 0 && <Conflict fields={snapshot.conflict} onChoose={offerSync && !view.creating && !comparing && blocked === undefined ? choose : undefined} />}
      {!compact && <Facts snapshot={snapshot} onOpen={props.onOpen} />}
      {!compact && offerSync && <Comparison view={props.comparison} disabled={view.creating || snapshot.open !== undefined || blocked !== undefined} onCompare={props.onCompare} />}
      {!compact && showHistory && snapshot.history.length > 0 && <History attempts={snapshot.history} direction={snapshot.direction} />}
    </>
  );
}

/** What is worth knowing about a request that takes its time. */
function Notices({ view, snapshot, onCheckAgain }: SyncStatusProps & { snapshot: Snapshot }): React.ReactElement {
  const { t, now, classes } = useUi();
  const { open } = snapshot;
  // Counted from when work was due: from the click, or from the announced next attempt.
  const due = open && (open.nextAttemptOn ?? (open.attempts === 0 ? open.since : undefined));
  const left = snapshot.status === "Waiting" && due !== undefined && now - due.getTime() > pickedUpWithin;
  return (
    <>
      {view.notice === "alreadyOpen" && <p className={classes.notice}>{t("AlreadyOpen")}</p>}
      {left && <p className={classes.notice}>{t("NotPickedUp")}</p>}
      {view.notice === "watchTrouble" && <p className={classes.notice}>{t("WatchTrouble")}</p>}
      {view.notice === "watchStopped" && (
        <p className={classes.notice}>{t("WatchStopped")} <Button className={classes.button} onClick={onCheckAgain}>{t("CheckAgain")}</Button></p>
      )}
    </>
  );
}

function SyncErrorPanel({ view, snapshot, compact, showTechnicalDetails }: SyncStatusProps & { snapshot: Snapshot }): React.ReactElement | null {
  const { t, lcid, colours } = useUi();
  const { error, status } = snapshot;
  // Of a first attempt under way nothing is known yet; what an earlier sync met is history.
  if (!error || status === "Syncing" || (snapshot.open && snapshot.open.attempts === 0)) return null;
  const words = wordsOf(error, lcid) ?? { whatHappened: t("Error_Unknown"), whatToDo: t("Error_Unknown_Do") };
  const technical = [
    error.code && `${t("ErrorCode")}: ${error.code}`,
    error.correlationId && `${t("CorrelationId")}: ${error.correlationId}`,
    error.technicalDetails,
  ].filter(Boolean).join("\n");
  return (
    <ErrorPanel
      key={`${snapshot.lastAttemptOn?.getTime() ?? 0}`}
      tone={status === "Waiting" ? colours.info : status === "Excluded" ? colours.neutral : status === "Paused" ? colours.warning : colours.danger}
      whatHappened={words.whatHappened}
      whatToDo={compact ? "" : words.whatToDo}
      who={compact ? undefined : t(`Who_${error.who ?? "Administrator"}`)}
      technical={showTechnicalDetails && !compact ? technical : ""}
      isNew={view.newFailure}
    />
  );
}

function ProblemPanel({ problem, isNew = false, showTechnicalDetails, compact, view, onCheckAgain }: SyncStatusProps & { problem: Problem; isNew?: boolean }): React.ReactElement {
  const { t, classes, colours } = useUi();
  const { kind } = problem;
  if (expected.includes(kind)) return <p className={classes.hint}>{t(`Problem_${kind}`)} {t(`Problem_${kind}_Do`)}</p>;
  return (
    <>
      <ErrorPanel
        tone={colours.warning}
        whatHappened={t(`Problem_${kind}`)}
        whatToDo={t(`Problem_${kind}_Do`)}
        technical={showTechnicalDetails && !compact ? problem.technical : ""}
        isNew={isNew}
      />
      {passing.includes(kind) && problem === view.problem && (
        <p className={classes.notice}><Button className={classes.button} off={view.loading} onClick={onCheckAgain}>{t("CheckAgain")}</Button></p>
      )}
    </>
  );
}

/** A followed sync's course for screen readers. */
function spoken(snapshot: Snapshot, t: T): string {
  const { open, result } = snapshot;
  const more = open?.step ? t(`Step_${open.step}`) : !open && result && result.outcome !== "failed" ? resultText(result, snapshot.direction, t) : "";
  return [t(`Status_${snapshot.status}`, snapshot.statusText), more].filter(Boolean).join(". ");
}
