import * as React from "react";
import { Button } from "../shared/Button";
import { toneClass } from "../shared/baseStyles";
import { AgeingOfCurrency } from "./Ageing";
import { InvoiceRow } from "./InvoiceRow";
import type { Situation } from "./InvoiceOverviewControl";
import { ageingOf } from "./ageing";
import type { Invoice } from "./invoices";
import { ordered, orders } from "./order";
import { errorClasses } from "./styles";
import { useUi } from "./ui";
import { type Order, counted } from "./words";

export interface InvoiceOverviewProps {
  invoices: readonly Invoice[];
  situation: Situation;
  /** The server's words, for support. */
  errorMessage: string;
  /** Columns that the view lacks though it was asked for them. */
  missing: readonly string[];
  /** What stands in the property of the paid states in place of a value; blank when all is well. */
  badStates: string;
  /** Invoices there are, as far as the data-set tells. */
  total: number;
  hasMore: boolean;
  showAgeing: boolean;
  /** Where the lines are; undefined where invoices do not expand. */
  lines: { table: string; lookup: string } | undefined;
  /** ISO code of a currency; blank while not known. */
  codeOf: (currencyId: string) => string;
  onMore: () => void;
  onAgain: () => void;
  onOpen: (invoiceId: string) => void;
}

/** The card, drawn from its props alone. */
export function InvoiceOverviewCard(props: InvoiceOverviewProps): React.ReactElement {
  const { situation, missing, badStates } = props;
  const { t, classes } = useUi();
  return (
    <div className={classes.card} role="group" aria-label={t("Title")} aria-busy={situation === "loading"}>
      {situation === "loading" && <p className={classes.hint}>{t("Loading")}</p>}
      {situation === "unsaved" && <p className={classes.hint}>{t("Unsaved")}</p>}
      {situation === "error" && <ReadError {...props} />}
      {situation === "known" && <Known {...props} />}
      {situation === "known" && missing.length > 0 && <p className={classes.hint}>{t("MissingColumns", missing.join(", "))}</p>}
      {badStates && <p className={classes.hint}>{t("BadStates", badStates)}</p>}
    </div>
  );
}

function ReadError({ errorMessage, missing, onAgain }: InvoiceOverviewProps): React.ReactElement {
  const { t, classes, colours } = useUi();
  const error = errorClasses(colours);
  return (
    <>
      <div className={`${error.panel} ${toneClass(colours.warning)}`} role="alert">
        <strong>{t("ReadFailed")}</strong> {t("ReadFailed_Do")}
        {missing.length > 0 && <p className={error.panelMore}>{t("ReadFailed_Columns", missing.join(", "))}</p>}
        {errorMessage && <p className={error.panelMore}><bdi>{errorMessage}</bdi></p>}
      </div>
      <p className={classes.notice}><Button className={classes.button} onClick={onAgain}>{t("TryAgain")}</Button></p>
    </>
  );
}

function Known(props: InvoiceOverviewProps): React.ReactElement {
  const { invoices, total, hasMore, showAgeing, lines, codeOf } = props;
  const { t, classes } = useUi();
  const [order, setOrder] = React.useState<Order>("view");
  const ageings = ageingOf(invoices);
  const severalCurrencies = new Set(invoices.map(({ currencyId, currencyName }) => currencyId || currencyName)).size > 1;
  const open = invoices.filter(({ isOpen }) => isOpen).length;
  const withoutAmount = ageings.reduce((sum, ageing) => sum + ageing.withoutAmount, 0);
  if (invoices.length === 0) return <p className={classes.hint}>{t("Empty")}</p>;
  return (
    <>
      <p className={classes.count}>{[counted("Invoices", total, t), open > 0 ? counted("Open", open, t) : t("NothingOpen")].join(" · ")}</p>
      {ageings.map((ageing) => (
        <AgeingOfCurrency key={ageing.currencyId || ageing.currencyName} ageing={ageing} named={severalCurrencies} code={codeOf(ageing.currencyId)} withBar={showAgeing} />
      ))}
      {withoutAmount > 0 && <p className={classes.hint}>{counted("NoAmount", withoutAmount, t)}</p>}
      {hasMore && <p className={classes.hint} role="status">{t("OfLoaded", invoices.length)}</p>}
      {invoices.length > 1 && (
        <label className={classes.sort}>
          <span>{t("Order")}</span>
          <select className={classes.select} value={order} onChange={({ currentTarget }) => { setOrder(orders.find((one) => one === currentTarget.value) ?? "view"); }}>
            {orders.map((one) => <option key={one} value={one}>{t(`Order_${one}`)}</option>)}
          </select>
        </label>
      )}
      <ul className={classes.list}>
        {ordered(invoices, order).map((invoice) => (
          <InvoiceRow key={invoice.id} invoice={invoice} lines={lines} code={severalCurrencies ? codeOf(invoice.currencyId) || invoice.currencyName : ""} onOpen={props.onOpen} />
        ))}
      </ul>
      {hasMore && <p className={classes.notice}><Button className={classes.button} onClick={props.onMore}>{t("LoadMore")}</Button></p>}
      <p className={classes.help}>{t("Help")}</p>
    </>
  );
}
