import { css } from "@fluentui/react";
import * as React from "react";
import { Icon } from "../shared/Icon";
import { Moment } from "./Moment";
import type { Snapshot } from "./snapshot";
import { useUi } from "./ui";
import { columnLabel, type Direction, fieldCount, outcomeText, type T } from "./words";

/** Names shown before "and n more". */
const namesShown = 8;

export interface FactsProps {
  snapshot: Snapshot;
  /** Opens the record in SCM. */
  onOpen: (url: string) => void;
}

/** The facts of a record's sync as a definition list; only those that are known. */
export function Facts({ snapshot: s, onOpen }: FactsProps): React.ReactElement {
  const { t, classes } = useUi();
  const next = s.open ? s.open.nextAttemptOn : s.status === "Waiting" ? s.nextAttemptOn : undefined;
  const attempts = s.open?.attempts || (s.status === "Waiting" ? s.attempts : 0);
  return (
    <dl className={classes.facts}>
      <Fact term={t("LastSynced")}>{s.lastSyncedOn ? <Moment at={s.lastSyncedOn} /> : t("NeverSynced")}</Fact>
      {s.status === "Waiting" && s.open?.since && <Fact term={t("WaitingSince")}><Moment at={s.open.since} /></Fact>}
      {next && (
        <Fact term={t("NextAttempt")}>
          <Moment at={next} ahead />
          {attempts > 0 && ` · ${t("Attempt", attempts + 1)}`}
        </Fact>
      )}
      {s.scmKey && (
        <Fact term={t("ScmNumber")}>
          {s.scmUrl ? (
            <a className={classes.scmLink} href={s.scmUrl} target="_blank" rel="noreferrer" title={t("OpensScm")}
              onClick={(e) => { e.preventDefault(); onOpen(s.scmUrl); }}>
              {s.scmKey}<Icon name="out" /><span className={classes.aside}>{` (${t("OpensScm")})`}</span>
            </a>
          ) : s.scmKey}
        </Fact>
      )}
      {s.company && <Fact term={t("Company")}>{s.company}</Fact>}
      {s.direction && <Fact term={t("Direction")}>{t(`Direction_${s.direction}`)}</Fact>}
      {s.result && s.result.outcome !== "failed" && (
        <Fact term={t("LastResult")} wide={s.result.outcome !== "created" && s.result.written.length > 0}>{resultText(s.result, s.direction, t)}</Fact>
      )}
      {s.changed.length > 0 && (
        <Fact term={t("ChangedColumns")} wide>
          {nameList(s.changed.map((column) => columnLabel(column, t)), t)}
          {s.modifiedOn && <div className={classes.muted}>{t("LastSaved")} <Moment at={s.modifiedOn} /></div>}
        </Fact>
      )}
    </dl>
  );
}

/** What the last sync did, in words. Which fields is worth telling of a change; of a new record it is all of them. */
export function resultText(result: NonNullable<Snapshot["result"]>, direction: Direction | undefined, t: T): string {
  const count = result.written.length;
  const written = count === 0 ? "" : result.outcome === "created" ? fieldCount(count, t) : t("FieldsWritten", fieldCount(count, t), nameList(result.written.map((name) => columnLabel(name, t)), t));
  const outcome = result.outcome === "updated" && written ? written : [outcomeText(result.outcome, direction, t), written].filter(Boolean).join(" · ");
  return result.partly ? `${outcome} · ${t("Partly")}` : outcome;
}

function nameList(names: readonly string[], t: T): string {
  const shown = names.slice(0, namesShown).join(", ");
  return names.length > namesShown ? t("AndMore", shown, names.length - namesShown) : shown;
}

function Fact({ term, wide = false, children }: { term: string; wide?: boolean; children: React.ReactNode }): React.ReactElement {
  const { classes } = useUi();
  return (
    <div className={css(classes.fact, wide && classes.factWide)}>
      <dt className={classes.term}>{term}</dt>
      <dd className={classes.value}>{children}</dd>
    </div>
  );
}
