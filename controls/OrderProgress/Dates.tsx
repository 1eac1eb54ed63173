import * as React from "react";
import { ProcessingStatus } from "../../model/generated/schema";
import { Button } from "../shared/Button";
import type { OrderProgressProps } from "./OrderProgress";
import type { OrderDates } from "./dates";
import type { DatesProblem, T } from "./words";

/** Invoices listed before "n more". */
const listed = 6;
/** Problems that asking again may have solved. */
const passing: readonly DatesProblem[] = ["forbidden", "missingColumn", "throttled", "failed"];

/** Dates that belong to a step, in words, by the step's value. */
export function captionsOf(dates: OrderDates | undefined, t: T): ReadonlyMap<number, string> {
  const { submitted, fulfilled, delivered, invoices } = dates ?? { submitted: undefined, fulfilled: undefined, delivered: undefined, invoices: [] };
  const shipped = fulfilled ? t("Fulfilled", fulfilled.text) : delivered && t("Delivered", delivered.text);
  const days = invoices.flatMap(({ on }) => on ?? []);
  const [first, last] = [days[0], days[days.length - 1]];
  const invoiced = first && last && (first.iso === last.iso ? t("Invoiced", first.text) : t("InvoicedBetween", first.text, last.text));
  const all: [number, string | undefined][] = [
    [ProcessingStatus.Active, submitted && t("Submitted", submitted.text)], [ProcessingStatus.Shipped, shipped], [ProcessingStatus.Invoiced, invoiced],
  ];
  return new Map(all.filter((one): one is [number, string] => one[1] !== undefined));
}

/** The order's invoices, or why no dates are there. */
export function Dates({ dates: view, t, classes, onOpenInvoice }: OrderProgressProps): React.ReactElement {
  const { dates, loading, problem, again } = view;
  const invoices = dates?.invoices ?? [];
  return (
    <>
      {loading && !dates && <p className={classes.notice} role="status">{t("LoadingDates")}</p>}
      {problem && (
        <p className={classes.notice}>
          {t(`Problem_${problem}`)}
          {passing.includes(problem) && <Button className={classes.button} onClick={again}>{t("TryAgain")}</Button>}
        </p>
      )}
      {invoices.length > 0 && (
        <div className={classes.invoices} role="group" aria-label={t("Invoices")}>
          <div className={classes.caption} aria-hidden="true">{t("Invoices")}</div>
          <ul className={classes.list}>
            {invoices.slice(0, listed).map(({ id, number, on }) => (
              <li key={id}>
                <button type="button" className={classes.link} title={t("InvoiceOpens")} onClick={() => { onOpenInvoice(id); }}><bdi>{number || t("Unnumbered")}</bdi></button>
                {on && <span className={classes.muted}>{` · ${on.text}`}</span>}
              </li>
            ))}
            {invoices.length > listed && <li className={classes.muted}>{t("InvoicesMore", invoices.length - listed)}</li>}
          </ul>
        </div>
      )}
    </>
  );
}
