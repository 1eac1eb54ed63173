import * as React from "react";
import { useDocumentVisible } from "../shared/hooks";
import { joinRecordChannel } from "../shared/recordChannel";
import { webApiFailure } from "../shared/webApiError";
import { type OrderDates, datedTable, datesOf } from "./dates";
import type { DatesService } from "./service";
import type { DatesProblem } from "./words";

export interface DatesInput {
  /** Id of the order; blank when there is nothing to ask for. */
  id: string;
  /** The bound value: when it changes, so may the dates. */
  value: number | null;
  service: DatesService;
  visible: boolean;
  /** Aborted when the control is destroyed. */
  ended: AbortSignal;
}

export interface DatesView {
  loading: boolean;
  dates: OrderDates | undefined;
  problem: DatesProblem | undefined;
}

/** Reads the dates of an order when it is first seen, when its status changes, and after a sync; never while hidden. */
export function useOrderDates({ id, value, service, visible, ended }: DatesInput): DatesView & { again: () => void } {
  const inView = useDocumentVisible() && visible;
  const [view, setView] = React.useState<DatesView & { id: string }>({ id: "", loading: false, dates: undefined, problem: undefined });
  const [asked, setAsked] = React.useState(0);
  const again = React.useCallback(() => { setAsked((n) => n + 1); }, []);
  /** What the view was read for; the same is not read twice. */
  const readFor = React.useRef("");

  React.useEffect(() => {
    if (id === "" || ended.aborted) return undefined;
    const channel = joinRecordChannel(datedTable, id, ({ type }) => { if (type === "finished") again(); });
    window.addEventListener("online", again);
    const stop = () => { channel.close(); window.removeEventListener("online", again); };
    ended.addEventListener("abort", stop);
    return () => { stop(); ended.removeEventListener("abort", stop); };
  }, [id, again, ended]);

  React.useEffect(() => {
    const wanted = `${id} ${value ?? ""} ${asked}`;
    if (id === "" || !inView || ended.aborted || readFor.current === wanted) return;
    readFor.current = wanted;
    // An answer counts as long as nothing newer was asked for, also when the control has been hidden meanwhile.
    const show = (change: Partial<DatesView>) => {
      if (readFor.current === wanted && !ended.aborted) setView((before) => ({ id, loading: false, dates: before.id === id ? before.dates : undefined, problem: undefined, ...change }));
    };
    if (!service.isOnline()) { show({ problem: "offline" }); return; }
    show({ loading: true });
    service.load(id).then((row) => { show({ dates: datesOf(row) }); }, (error: unknown) => { show({ problem: problemOf(error) }); });
  }, [id, value, asked, inView, service, ended]);

  React.useEffect(() => () => { readFor.current = ""; }, []);

  return view.id === id ? { ...view, again } : { loading: false, dates: undefined, problem: undefined, again };
}

function problemOf(error: unknown): DatesProblem {
  const { kind } = webApiFailure(error);
  return kind === "other" || kind === "duplicate" ? "failed" : kind;
}
