import { css } from "@fluentui/react";
import * as React from "react";
import { Icon } from "../shared/Icon";
import { Lines } from "./Lines";
import type { Invoice } from "./invoices";
import { useUi } from "./ui";
import { counted } from "./words";

export interface InvoiceRowProps {
  invoice: Invoice;
  /** Where the lines are; undefined where invoices do not expand. */
  lines: { table: string; lookup: string } | undefined;
  /** The currency, where the amount's text does not tell it; else blank. */
  code: string;
  onOpen: (invoiceId: string) => void;
}

let lastId = 0;

/** One invoice; its lines are asked for when it is expanded for the first time. */
export function InvoiceRow({ invoice, lines, code, onOpen }: InvoiceRowProps): React.ReactElement {
  const { t, classes, money } = useUi();
  const [expanded, setExpanded] = React.useState(false);
  const [wasExpanded, setWasExpanded] = React.useState(false);
  const [domId] = React.useState(() => `p2c-invoice-${++lastId}`);
  const number = invoice.number || t("Unnumbered");
  const amount = invoice.totalText || (invoice.total === undefined ? "" : money(invoice.total, invoice.currencyId, invoice.currencyName));
  const isLate = invoice.isOpen && invoice.daysOverdue !== undefined && invoice.daysOverdue > 0;
  return (
    <li className={classes.row}>
      <div className={classes.rowHead}>
        {lines && (
          <button type="button" className={classes.expander} aria-expanded={expanded} aria-controls={domId} aria-label={t("Lines", number)} onClick={() => { setExpanded(!expanded); setWasExpanded(true); }}>
            <Icon name="chevron" className={expanded ? classes.opened : classes.closed} />
          </button>
        )}
        <div className={classes.rowBody}>
          <div className={classes.rowLine}>
            <button type="button" className={classes.number} title={t("OpensInvoice")} onClick={() => { onOpen(invoice.id); }}><bdi>{number}</bdi></button>
            <span className={css(classes.amount, classes.figures)}>{amount ? <bdi>{code ? `${amount} ${code}` : amount}</bdi> : <span className={classes.muted}>{t("AmountUnknown")}</span>}</span>
          </div>
          <div className={css(classes.rowLine, classes.rowMore)}>
            <span>
              {invoice.onText && `${t("InvoicedOn", invoice.onText)} · `}
              {invoice.dueText ? (invoice.isOpen && invoice.daysOverdue === 0 ? t("DueToday") : t("DueOn", invoice.dueText)) : t("NoDueDate")}
              {isLate && <>{" · "}<span className={classes.late}>{counted("Overdue", invoice.daysOverdue ?? 0, t)}</span></>}
            </span>
            <span className={classes.state}><bdi>{invoice.stateText || t("StateUnknown", invoice.state || "–")}</bdi></span>
          </div>
        </div>
      </div>
      {lines && <div id={domId} hidden={!expanded} className={classes.lines}>{wasExpanded && <Lines {...lines} invoiceId={invoice.id} name={number} />}</div>}
    </li>
  );
}
