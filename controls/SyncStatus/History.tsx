import * as React from "react";
import type { Attempt } from "../../model/history";
import { Icon, type IconName } from "../shared/Icon";
import { Moment } from "./Moment";
import { knownText } from "../shared/errorWords";
import { listClasses } from "./styles";
import { useUi } from "./ui";
import { type Direction, fieldCount, outcomeText } from "./words";

const icons: Record<Attempt["outcome"], IconName> = { created: "check", updated: "check", unchanged: "check", failed: "warning", waiting: "clock", excluded: "excluded" };

const directions: Record<NonNullable<Attempt["to"]>, Direction> = { scm: "ToScm", sales: "FromScm" };

/** The last attempts, newest first. */
export function History({ attempts, direction }: { attempts: readonly Attempt[]; direction: Direction | undefined }): React.ReactElement {
  const { t, lcid, classes, colours } = useUi();
  const list = listClasses(colours);
  const colour = (outcome: Attempt["outcome"]) => (outcome === "failed" ? colours.danger : outcome === "waiting" ? colours.info : outcome === "excluded" ? colours.neutral : colours.success).text;
  return (
    <div className={classes.section} role="group" aria-label={t("History")}>
      <div className={classes.sectionTitle} aria-hidden="true">{t("History")}</div>
      <ol className={list.timeline}>
        {attempts.map((attempt, index) => {
          const why = attempt.errorCode ? knownText(attempt.errorCode, attempt.errorParams ?? {}, lcid)?.whatHappened : undefined;
          return (
            <li key={`${attempt.on} ${index}`} className={list.attempt}>
              <span className={list.attemptIcon} style={{ color: colour(attempt.outcome) }}><Icon name={icons[attempt.outcome]} /></span>
              <div>
                {outcomeText(attempt.outcome, attempt.to ? directions[attempt.to] : direction, t)}
                {typeof attempt.fields === "number" && attempt.fields > 0 && ` · ${fieldCount(attempt.fields, t)}`}
              </div>
              {why && <div>{why}</div>}
              <div className={classes.muted}>
                <Moment at={new Date(attempt.on)} />
                {` · ${attempt.by ? t("HistoryBy", attempt.by) : t("HistoryAutomatic")}`}
              </div>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
