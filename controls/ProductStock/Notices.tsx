import { DefaultButton, css } from "@fluentui/react";
import * as React from "react";
import { toneClass } from "../shared/baseStyles";
import { knownText } from "../shared/errorWords";
import type { StockProblem, StockView } from "../shared/stock/machine";
import type { Tone } from "../shared/theme";
import { relativeTime } from "../shared/time";
import { useUi } from "./ui";
import type { ProblemKind, T } from "./words";

/** Problems that asking again may have solved. */
const passing: readonly ProblemKind[] = ["offline", "forbidden", "missingColumn", "throttled", "failed"];

/** What stands between the user and fresh numbers, and what is being done about it. */
export function Notices({ view, checkAgain }: { view: StockView; checkAgain: () => void }): React.ReactElement {
  const { t, lcid, classes, colours, now, language } = useUi();
  const { problem, refused, failure, request, notice } = view;
  const words = failure && (knownText(failure.code, failure.params, lcid) ?? { whatHappened: t("FailureUnknown"), whatToDo: "" });
  return (
    <>
      {problem && <ProblemPanel problem={problem} />}
      {problem && passing.includes(problem.kind) && (
        <p className={classes.notice}><DefaultButton className={classes.button} disabled={view.loading} allowDisabledFocus onClick={checkAgain}>{t("CheckAgain")}</DefaultButton></p>
      )}
      {refused && <ProblemPanel problem={refused} isNew />}
      {words && <Panel tone={colours.warning} lines={[words.whatHappened, words.whatToDo]} technical={failure?.code ?? ""} isNew />}
      {request?.nextAttemptOn && <p className={classes.notice}>{t("NextAttempt", relativeTime(request.nextAttemptOn, now, language))}</p>}
      {notice === "alreadyOpen" && <p className={classes.notice}>{t("AlreadyOpen")}</p>}
      {notice === "watchTrouble" && <p className={classes.notice}>{t("WatchTrouble")}</p>}
      {notice === "watchStopped" && (
        <p className={classes.notice}>{t("WatchStopped")} <DefaultButton className={classes.button} onClick={checkAgain}>{t("CheckAgain")}</DefaultButton></p>
      )}
    </>
  );
}

/** What is being done right now, for the line beside the button and for screen readers. */
export function progressOf({ asking, request, refreshed }: StockView, t: T): string {
  if (asking) return t("Asking");
  if (request) return t(request.running ? "Running" : "Waiting");
  return refreshed ? t("Refreshed") : "";
}

function ProblemPanel({ problem, isNew = false }: { problem: StockProblem; isNew?: boolean }): React.ReactElement {
  const { t, colours } = useUi();
  return <Panel tone={colours.warning} lines={[t(`Problem_${problem.kind}`), t(`Problem_${problem.kind}_Do`)]} technical={problem.technical} isNew={isNew} />;
}

function Panel({ tone, lines, technical, isNew }: { tone: Tone; lines: readonly string[]; technical: string; isNew: boolean }): React.ReactElement {
  const { t, classes } = useUi();
  return (
    <div className={css(classes.panel, toneClass(tone))}>
      <div role={isNew ? "alert" : undefined}>{lines.map((line) => line && <p key={line} className={classes.panelLine}>{line}</p>)}</div>
      {technical && <details className={classes.details}><summary>{t("TechnicalDetails")}</summary><pre>{technical}</pre></details>}
    </div>
  );
}
