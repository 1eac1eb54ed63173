import * as React from "react";
import { ProcessingStatus } from "../../model/generated/schema";
import type { HostRecord } from "../shared/record";
import { type DesignLanguage, coloursOf } from "../shared/theme";
import { OrderProgressCard } from "./OrderProgress";
import { datedTable } from "./dates";
import type { DatesService } from "./service";
import { type Step, StepsError, parseEnds, parseSteps, progressOf } from "./steps";
import { classesOf } from "./styles";
import { useOrderDates } from "./useOrderDates";
import type { StatusName, T } from "./words";

export interface OrderProgressControlProps {
  record: HostRecord;
  /** The choice's value; null while it has none. */
  value: number | null;
  /** Labels of the choice in the user's language; empty on hosts that do not hand them out. */
  options: readonly { Value: number; Label: string }[];
  /** The value as the host words it. */
  worded: string;
  /** Whether column security lets the user read the status. */
  readable: boolean;
  steps: string | null;
  endedValues: string | null;
  showDates: boolean;
  compact: boolean;
  visible: boolean;
  service: DatesService;
  ended: AbortSignal;
  t: T;
  design: DesignLanguage | undefined;
  onOpenInvoice: (id: string) => void;
}

/** Joins the bound value, the dates, words and colours with the card. */
export function OrderProgressControl(props: OrderProgressControlProps): React.ReactElement {
  const { record, value, readable, design, t } = props;
  const dated = props.showDates && readable && !props.compact && record.kind === "record" && record.table === datedTable;
  const dates = useOrderDates({ id: dated ? record.id : "", value, service: props.service, visible: props.visible, ended: props.ended });
  const colours = React.useMemo(() => coloursOf(design), [design]);
  const classes = React.useMemo(() => classesOf(colours), [colours]);
  const read = React.useMemo(() => readSteps(props.steps, props.endedValues), [props.steps, props.endedValues]);
  return (
    <OrderProgressCard
      steps={read.steps}
      progress={readable ? progressOf(value, read.steps, read.ends) : undefined}
      bad={read.bad}
      labelOf={(one) => labelOf(one, props)}
      value={value}
      unsaved={record.kind === "unsaved"}
      compact={props.compact}
      dates={dates}
      t={t}
      classes={classes}
      colours={colours}
      onOpenInvoice={props.onOpenInvoice}
    />
  );
}

function readSteps(steps: string | null, ends: string | null): { steps: readonly Step[]; ends: readonly number[]; bad?: { property: string; text: string } } {
  let property = "steps";
  try {
    const read = parseSteps(steps);
    property = "endedValues";
    return { steps: read, ends: parseEnds(ends) };
  } catch (error) {
    if (!(error instanceof StepsError)) throw error;
    return { steps: parseSteps(""), ends: parseEnds(""), bad: { property, text: error.params.text } };
  }
}

/** What people call a value: the choice's label, else the host's word for the present value, else the shipped name. */
function labelOf(value: number, { options, value: present, worded, t }: OrderProgressControlProps): string {
  const label = options.find((option) => option.Value === value)?.Label || (value === present ? worded : "");
  if (label) return label;
  const shipped = (Object.keys(ProcessingStatus) as StatusName[]).find((name) => ProcessingStatus[name] === value);
  return shipped ? t(`Status_${shipped}`) : String(value);
}
