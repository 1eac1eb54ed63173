import { css } from "@fluentui/react";
import * as React from "react";
import { toneClass } from "../shared/baseStyles";
import type { Colours } from "../shared/theme";
import { Dates, captionsOf } from "./Dates";
import { Marker, type MarkerLook, groundVariable } from "./Marker";
import type { Progress, Step } from "./steps";
import type { Classes } from "./styles";
import type { useOrderDates } from "./useOrderDates";
import type { StepState, T } from "./words";

export interface OrderProgressProps {
  steps: readonly Step[];
  /** Undefined when column security hides the status. */
  progress: Progress | undefined;
  /** A property that could not be read; the standard steps are drawn instead. */
  bad: { property: string; text: string } | undefined;
  labelOf: (value: number) => string;
  value: number | null;
  unsaved: boolean;
  compact: boolean;
  dates: ReturnType<typeof useOrderDates>;
  t: T;
  classes: Classes;
  colours: Colours;
  onOpenInvoice: (id: string) => void;
}

/** The card, drawn from its props alone. */
export function OrderProgressCard(props: OrderProgressProps): React.ReactElement {
  const { progress, bad, unsaved, compact, t, classes, colours } = props;
  if (!progress) return <div className={classes.card} role="group" aria-label={t("Title")}><p className={classes.hint}>{t("Secured")}</p></div>;
  const hint = progress.kind === "none" ? t("NoStatus_Hint") : progress.kind === "ended" ? t("Ended_Hint") : progress.kind === "unknown" ? t("Unknown_Hint") : "";
  return (
    <div className={css(classes.card, compact && classes.cardCompact)} role="group" aria-label={t("Title")}>
      <div className={classes.frame} style={{ [groundVariable]: colours.ground } as React.CSSProperties}>
        <Header {...props} progress={progress} />
        {bad && <p className={classes.hint}>{t("BadSteps", bad.property, bad.text)}</p>}
        {hint && !compact && <p className={classes.hint}>{hint}</p>}
        {unsaved && !compact && <p className={classes.hint}>{t("Unsaved")}</p>}
        {compact ? <Row {...props} progress={progress} /> : <Stepper {...props} progress={progress} />}
        {!compact && <Dates {...props} />}
      </div>
    </div>
  );
}

type Known = OrderProgressProps & { progress: Progress };

/** The status in words, and how far that is. */
function Header({ progress, steps, value, labelOf, dates, compact, t, classes, colours }: Known): React.ReactElement {
  const label = progress.kind === "none" || value === null ? t("NoStatus") : progress.kind === "unknown" ? t("Unknown", labelOf(value)) : labelOf(value);
  const isLast = progress.kind === "at" && progress.index === steps.length - 1 && !progress.partial;
  const tone = progress.kind === "ended" ? colours.danger : progress.kind === "unknown" ? colours.warning : progress.kind === "none" ? colours.neutral : isLast ? colours.success : colours.info;
  const requested = dates.dates?.requested;
  return (
    <div className={classes.header}>
      <span className={css(classes.pill, classes.wordPill, toneClass(tone))}>{label}</span>
      {progress.kind === "at" && <span className={classes.muted}>{t("StepOf", progress.index + 1, steps.length)}</span>}
      {requested && !compact && <span className={classes.muted}>{t("Requested", requested.text)}</span>}
    </div>
  );
}

function stateOf(progress: Progress, index: number, count: number): StepState {
  if (progress.kind !== "at" || index > progress.index) return "open";
  if (index < progress.index) return "done";
  return progress.partial ? "partial" : index === count - 1 ? "last" : "current";
}

function Stepper(props: Known): React.ReactElement {
  const { progress, steps, value, labelOf, dates, t, classes } = props;
  const captions = captionsOf(dates.dates, t);
  return (
    <ol className={classes.steps}>
      {steps.map((step, index) => {
        const state = stateOf(progress, index, steps.length);
        const here = progress.kind === "at" && progress.index === index;
        const date = captions.get(step.value);
        return (
          <li key={step.value} className={css(classes.step, state === "done" && classes.passed)} aria-current={here ? "step" : undefined}>
            <Sign look={state} classes={classes} />
            <span className={css(classes.label, state !== "open" && classes.labelHere)} style={here ? undefined : { fontWeight: 400 }}>{labelOf(step.value)}</span>
            <span className={classes.aside}>{`. ${t(`State_${state}`)}`}</span>
            {state === "partial" && value !== null && <span className={css(classes.caption, classes.captionHere)}>{labelOf(value)}</span>}
            {date && <span className={classes.caption}>{date}</span>}
          </li>
        );
      })}
      {progress.kind === "ended" && value !== null && (
        <li className={classes.step} aria-current="step">
          <Sign look="ended" classes={classes} />
          <span className={css(classes.label, classes.labelHere)}>{labelOf(value)}</span>
        </li>
      )}
    </ol>
  );
}

/** The steps as a small row of signs, each with its words for screen readers. */
function Row({ progress, steps, value, labelOf, t, classes }: Known): React.ReactElement {
  return (
    <ol className={classes.row}>
      {steps.map((step, index) => {
        const state = stateOf(progress, index, steps.length);
        return (
          <li key={step.value} className={state === "open" ? undefined : classes.markerReached} title={labelOf(step.value)} aria-current={progress.kind === "at" && progress.index === index ? "step" : undefined}>
            <Marker look={state} />
            <span className={classes.aside}>{`${labelOf(step.value)}. ${t(`State_${state}`)}`}</span>
          </li>
        );
      })}
      {progress.kind === "ended" && value !== null && (
        <li className={classes.markerEnded} aria-current="step"><Marker look="ended" /><span className={classes.aside}>{labelOf(value)}</span></li>
      )}
    </ol>
  );
}

function Sign({ look, classes }: { look: MarkerLook; classes: Classes }): React.ReactElement {
  return <span className={css(classes.marker, look === "ended" ? classes.markerEnded : look !== "open" && classes.markerReached)}><Marker look={look} /></span>;
}
