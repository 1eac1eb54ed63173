import { css } from "@fluentui/react";
import * as React from "react";
import { zero } from "../shared/decimal";
import { type Plot, type PlotStep, stepAt, stepOn } from "./plot";
import { type Ui, useUi } from "./ui";

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;
/** Nearer to an end than this share, the word for today would run into a date. */
const edge = 0.25;
let lastId = 0;

/** The step line with a value for each day, read out as the pointer or the arrow keys move over it. */
export function PlotView({ plot, today, unit }: { plot: Plot; today: string; unit: string }): React.ReactElement {
  const { t, day, number, classes } = useUi();
  const [chosen, choose] = React.useState<number | undefined>(undefined);
  const last = plot.steps.length - 1;
  const index = Math.min(chosen ?? stepOn(plot, today), last);
  const step = plot.steps[index];
  if (!step) return <></>;

  const point = (event: React.PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const share = width > 0 ? (event.clientX - left) / width : 0;
    choose(stepAt(plot, getComputedStyle(event.currentTarget).direction === "rtl" ? 1 - share : share));
  };
  const press = (event: React.KeyboardEvent<HTMLElement>) => {
    const onwards = getComputedStyle(event.currentTarget).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const keys: Record<string, number> = { ArrowLeft: index - 1, ArrowRight: index - 1, ArrowDown: index - 1, ArrowUp: index + 1, Home: 0, End: last, [onwards]: index + 1 };
    const to = keys[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(Math.max(0, Math.min(last, to)));
  };
  const longest = Math.max(...plot.ticks.map(({ value }) => number(value).length));
  return (
    <>
      <Readout step={step} unit={unit} isToday={index === stepOn(plot, today)} />
      <div className={classes.plot} style={{ "--p2c-axis": `${longest + 1.5}ch` } as React.CSSProperties}>
        {plot.ticks.map(({ value, y }) => <span key={y} className={classes.tick} style={{ top: `calc(8px + (100% - 32px) * ${y.toFixed(4)})` }} aria-hidden="true">{number(value)}</span>)}
        <div
          className={classes.canvas} tabIndex={0} role="slider" aria-label={t("PlotDay")} aria-readonly="true" aria-orientation="horizontal"
          aria-valuemin={0} aria-valuemax={last} aria-valuenow={index} aria-valuetext={spoken(step, unit, { t, day, number })}
          onPointerMove={point} onPointerDown={point} onPointerLeave={() => { choose(undefined); }} onKeyDown={press}
        >
          <Drawing plot={plot} index={index} step={step} />
        </div>
        <div className={classes.dates} aria-hidden="true">
          <span>{plot.first === today ? t("Today") : day(plot.first)}</span>
          {plot.today !== undefined && plot.today > edge && plot.today < 1 - edge && <span className={classes.todayLabel} style={{ insetInlineStart: percent(plot.today) }}>{t("Today")}</span>}
          <span>{day(plot.last)}</span>
        </div>
      </div>
    </>
  );
}

/** Shapes alone, placed in shares of the drawing, so that nothing is measured and nothing is stretched. */
function Drawing({ plot, index, step }: { plot: Plot; index: number; step: PlotStep }): React.ReactElement {
  const { classes } = useUi();
  const [hatch] = React.useState(() => `p2c-hatch-${++lastId}`);
  const { steps, zero: zeroAt } = plot;
  const active = index === 0 ? step.start : (step.start + step.end) / 2;
  return (
    <svg className={classes.drawing} aria-hidden="true" focusable="false">
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line className={classes.hatch} x1="0" y1="0" x2="0" y2="6" /></pattern>
      </defs>
      {plot.ticks.map(({ y }) => <line key={y} className={classes.grid} x1="0" x2="100%" y1={percent(y)} y2={percent(y)} />)}
      {steps.map(({ date, value, start, end, y }) => {
        const [top, height] = value < zero ? [zeroAt, y - zeroAt] : [y, zeroAt - y];
        return <rect key={date} className={value < zero ? undefined : classes.area} fill={value < zero ? `url(#${hatch})` : undefined} x={percent(start)} y={percent(top)} width={percent(end - start)} height={percent(height)} />;
      })}
      <line className={classes.zeroLine} x1="0" x2="100%" y1={percent(zeroAt)} y2={percent(zeroAt)} />
      {plot.today !== undefined && <line className={classes.todayLine} x1={percent(plot.today)} x2={percent(plot.today)} y1="0" y2="100%" />}
      {steps.map(({ date, value, start, end, y }, i) => {
        const before = steps[i - 1];
        const look = css(classes.line, value < zero && classes.lineBelow);
        return (
          <React.Fragment key={date}>
            {before && before.y !== y && <line className={look} x1={percent(start)} x2={percent(start)} y1={percent(before.y)} y2={percent(y)} />}
            <line className={look} x1={percent(start)} x2={percent(end)} y1={percent(y)} y2={percent(y)} />
          </React.Fragment>
        );
      })}
      <line className={classes.activeLine} x1={percent(active)} x2={percent(active)} y1={percent(Math.min(step.y, zeroAt))} y2={percent(Math.max(step.y, zeroAt))} />
      <circle className={classes.activeDot} cx={percent(active)} cy={percent(step.y)} r="4" />
    </svg>
  );
}

/** The day's values, where the eye expects them; the slider says the same to screen readers. */
function Readout({ step, unit, isToday }: { step: PlotStep; unit: string; isToday: boolean }): React.ReactElement {
  const { t, day, number, classes } = useUi();
  return (
    <div className={classes.readout} aria-hidden="true">
      <span className={classes.muted}>{day(step.date)}{isToday && ` · ${t("Today")}`}</span>
      <bdi className={css(classes.strong, step.value < zero && classes.minus)}>{[number(step.value), unit].filter(Boolean).join(" ")}</bdi>
      {step.receipts !== undefined && step.receipts !== zero && <span className={classes.muted}>{t("ExpectedIn")} {number(step.receipts)}</span>}
      {step.issues !== undefined && step.issues !== zero && <span className={classes.muted}>{t("ExpectedOut")} {number(step.issues)}</span>}
    </div>
  );
}

function spoken({ date, value, receipts, issues }: PlotStep, unit: string, { t, day, number }: Pick<Ui, "t" | "day" | "number">): string {
  const moves = [[t("ExpectedIn"), receipts], [t("ExpectedOut"), issues]] as const;
  return [`${day(date)}: ${number(value)} ${unit}`.trim(), ...moves.flatMap(([label, quantity]) => (quantity === undefined || quantity === zero ? [] : [`${label} ${number(quantity)}`]))].join(", ");
}
