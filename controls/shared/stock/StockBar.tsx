import { css } from "@fluentui/react";
import * as React from "react";
import type { Lcid } from "../../../model/errorText";
import { Button } from "../Button";
import { Icon } from "../Icon";
import { toneClass } from "../baseStyles";
import { knownText } from "../errorWords";
import type { Colours } from "../theme";
import { relativeTime } from "../time";
import type { StockProblem, StockProblemKind, StockView } from "./machine";
import { type StockClasses, stockClassesOf } from "./styles";
import type { StockOutput } from "./useStock";
import type { StockT } from "./words";

/** What the bar needs to draw itself. */
export interface StockUi {
  t: StockT;
  lcid: Lcid;
  /** BCP 47 tag of the language the texts are in. */
  language: string;
  colours: Colours;
  /** Milliseconds since 1970, renewed while the control is in view. */
  now: number;
  /** Date and time by the user's settings. */
  exact: (at: Date) => string;
}

export interface StockBarProps {
  stock: StockOutput;
  ui: StockUi;
  maxAgeMinutes: number;
}

/** A request that nothing picks up for this long (milliseconds) is worth a word. */
const pickedUpWithin = 60_000;
/** Problems of which the server's own words help the administrator. */
const technical: readonly StockProblemKind[] = ["failed", "notStarted", "missingColumn", "forbidden", "forbiddenToAsk", "notFound"];

/** How old the numbers are, whose, and from where; fresh ones on request; and what stands in the way. */
export function StockBar({ stock, ui, maxAgeMinutes }: StockBarProps): React.ReactElement {
  const { view, refresh } = stock;
  const { t, colours, now } = ui;
  const classes = React.useMemo(() => stockClassesOf(colours), [colours]);
  const busy = view.asking || view.request !== undefined;
  const blocked = view.refused?.kind === "forbiddenToAsk" || view.problem?.kind === "forbidden";
  return (
    <div className={classes.bar}>
      <div className={classes.line}>
        <div className={classes.facts}>
          <AgeText stock={stock} ui={ui} maxAgeMinutes={maxAgeMinutes} classes={classes} />
          {stock.companies.length > 1 && (
            <select className={classes.select} aria-label={t("Stock_Company")} value={stock.company} onChange={(event) => { stock.chooseCompany(event.currentTarget.value); }}>
              {stock.companies.map(({ company }) => <option key={company} value={company}>{company.toUpperCase()}</option>)}
            </select>
          )}
        </div>
        {refresh && (
          <Button className={classes.button} off={busy || blocked} onClick={refresh}>{t("Stock_Refresh")}</Button>
        )}
      </div>
      {/* Always there, so that screen readers notice what comes into it. */}
      <div role="status" className={classes.course}>{course(view, ui) && <>{busy && <Icon name="sync" className={classes.turning} />}<span>{course(view, ui)}</span></>}</div>
      {view.request && isLeft(view, now) && <p className={classes.notice}>{t("Stock_NotPickedUp")}</p>}
      {view.notice === "watchTrouble" && <p className={classes.notice}>{t("Stock_WatchTrouble")}</p>}
      {view.notice === "watchStopped" && <Notice text={t("Stock_WatchStopped")} stock={stock} t={t} classes={classes} />}
      {view.failure && <Panel text={failureText(view, ui)} colours={colours} classes={classes} t={t} />}
      {view.refused && <Panel text={t(`Stock_Problem_${view.refused.kind}`)} problem={view.refused} colours={colours} classes={classes} t={t} />}
      {view.problem && (
        <Panel text={t(`Stock_Problem_${view.problem.kind}`)} problem={view.problem} colours={colours} classes={classes} t={t}>
          <Button className={classes.button} off={view.loading} onClick={stock.checkAgain}>{t("Stock_CheckAgain")}</Button>
        </Panel>
      )}
    </div>
  );
}

/** "As of 5 minutes ago · Supply Chain Management · USMF", with the exact time on hover and for screen readers. */
function AgeText({ stock, ui, maxAgeMinutes, classes }: StockBarProps & { classes: StockClasses }): React.ReactElement {
  const { t, now, language, exact, colours } = ui;
  const { age, view, company } = stock;
  if (!age) return <span className={classes.muted}>{t(view.loading && !view.ready ? "Stock_Loading" : "Stock_None")}</span>;
  const at = age.asOf;
  const exactly = at && exact(at);
  return (
    <>
      <span className={classes.muted}>
        {at ? <time dateTime={at.toISOString()} title={exactly}>{t("Stock_AsOf", relativeTime(at, now, language))}<span className={classes.aside}>{` (${exactly ?? ""})`}</span></time> : t("Stock_AgeUnknown")}
        {` · ${t(`Stock_Source_${age.source}`)} · ${company.toUpperCase()}`}
      </span>
      {stock.isStaleAt(now) && <span className={css(classes.stale, toneClass(colours.warning))}><Icon name="clock" />{t("Stock_Stale", maxAgeMinutes)}</span>}
    </>
  );
}

function Notice({ text, stock, t, classes }: { text: string; stock: StockOutput; t: StockT; classes: StockClasses }): React.ReactElement {
  return <p className={classes.notice}>{text} <Button className={classes.button} onClick={stock.checkAgain}>{t("Stock_CheckAgain")}</Button></p>;
}

interface PanelProps {
  text: string;
  problem?: StockProblem;
  colours: Colours;
  classes: StockClasses;
  t: StockT;
  children?: React.ReactNode;
}

function Panel({ text, problem, colours, classes, t, children }: PanelProps): React.ReactElement {
  return (
    <div className={css(classes.panel, toneClass(colours.warning))}>
      <Icon name="warning" className={classes.panelIcon} />
      <div className={classes.panelText}>
        <p className={classes.panelRow} role="alert">{text}</p>
        {problem?.technical && technical.includes(problem.kind) && <details className={classes.technical}><summary>{t("Stock_TechnicalDetails")}</summary>{problem.technical}</details>}
        {children && <p className={classes.panelRow}>{children}</p>}
      </div>
    </div>
  );
}

/** What is going on with fresh numbers, in one sentence; blank when nothing is. */
function course({ asking, request, notice, refreshed }: StockView, { t, now, language }: StockUi): string {
  if (asking) return t("Stock_Asking");
  if (!request) return refreshed ? t("Stock_Refreshed") : "";
  if (request.running) return t("Stock_Running");
  if (request.nextAttemptOn) return t("Stock_NextAttempt", relativeTime(request.nextAttemptOn, now, language, true));
  return t(notice === "alreadyOpen" ? "Stock_AlreadyOpen" : "Stock_Waiting");
}

/** Counted from when work was due: from the click, or from the announced next attempt. */
function isLeft({ request }: StockView, now: number): boolean {
  if (!request || request.running) return false;
  const due = request.nextAttemptOn ?? (request.attempts === 0 ? request.since : undefined);
  return due !== undefined && now - due.getTime() > pickedUpWithin;
}

function failureText({ failure }: StockView, { t, lcid }: StockUi): string {
  if (!failure) return "";
  const words = knownText(failure.code, failure.params, lcid);
  const why = words ? `${words.whatHappened} ${words.whatToDo}` : t("Stock_Failure_Unknown", failure.code || "?");
  return `${t(failure.partly ? "Stock_Partly" : "Stock_Failure")} ${why}`;
}
