import { css } from "@fluentui/react";
import * as React from "react";
import type { ProjectedDay } from "../../model/onHand";
import { zero } from "../shared/decimal";
import { PlotView } from "./Plot";
import { dayOf } from "./days";
import { type Plot, type PlotStep, type PlotSummary, plotOf, summaryOf } from "./plot";
import { useUi } from "./ui";

/** What can be promised by day: a sentence, and a plot or a table of it. */
export function Projection({ days, unit }: { days: readonly ProjectedDay[]; unit: string }): React.ReactElement | null {
  const { t, now, classes } = useUi();
  const today = dayOf(now);
  const plot = React.useMemo(() => plotOf(days, today), [days, today]);
  const [asTable, setAsTable] = React.useState(false);
  const summary = plot && summaryOf(plot, today);
  if (!plot || !summary) return null;
  return (
    <div className={classes.section}>
      <div className={classes.sectionHead}>
        <h3 className={classes.sectionTitle}>{t("ByDay")}</h3>
        <button type="button" className={classes.switch} onClick={() => { setAsTable(!asTable); }}>{t(asTable ? "ShowAsPlot" : "ShowAsTable")}</button>
      </div>
      <Summary summary={summary} unit={unit} />
      {asTable ? <DaysTable plot={plot} today={today} /> : <PlotView plot={plot} today={today} unit={unit} />}
    </div>
  );
}

/** The plot in words, for everybody. */
function Summary({ summary, unit }: { summary: PlotSummary; unit: string }): React.ReactElement {
  const { t, day, number, classes } = useUi();
  const { today, below, low, last } = summary;
  const quantity = (step: PlotStep) => [number(step.value), unit].filter(Boolean).join(" ");
  const sentences = [
    t("Sum_today", quantity(today)),
    below && t("Sum_below", day(below.date)),
    low && t("Sum_low", quantity(low), day(low.date)),
    last && last !== low && t("Sum_last", quantity(last), day(last.date)),
    !low && !last && t("Sum_flat"),
  ];
  return <p className={classes.summary}>{sentences.filter(Boolean).join(" ")}</p>;
}

function DaysTable({ plot, today }: { plot: Plot; today: string }): React.ReactElement {
  const { t, day, number, classes } = useUi();
  const moves = plot.steps.some(({ receipts, issues }) => receipts !== undefined || issues !== undefined);
  const cell = (value: bigint | undefined) => <td className={css(classes.number, value !== undefined && value < zero && classes.minus)}>{value === undefined ? "–" : number(value)}</td>;
  return (
    <div className={classes.scroll} tabIndex={0} role="group" aria-label={t("ByDay")}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col" className={classes.place}>{t("Day")}</th>
            <th scope="col" className={classes.number}>{t("CanBePromised")}</th>
            {moves && <><th scope="col" className={classes.number}>{t("ExpectedIn")}</th><th scope="col" className={classes.number}>{t("ExpectedOut")}</th></>}
          </tr>
        </thead>
        <tbody>
          {plot.steps.map((step) => (
            <tr key={step.date}>
              <th scope="row" className={classes.place}>{day(step.date)}{step.date === today && <>{" "}<span className={classes.code}>{t("Today")}</span></>}</th>
              {cell(step.value)}
              {moves && <>{cell(step.receipts)}{cell(step.issues)}</>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
