import { css } from "@fluentui/react";
import * as React from "react";
import { Icon } from "../shared/Icon";
import type { Decimal } from "../shared/decimal";
import { type Ageing, widthsOf } from "./ageing";
import { useUi } from "./ui";
import { counted } from "./words";

export interface AgeingProps {
  ageing: Ageing;
  /** Whether the currency must be named, because there are several. */
  named: boolean;
  /** ISO code of the currency; blank while not known. */
  code: string;
  withBar: boolean;
}

/** What is open and overdue in one currency, and how old it is. The bar repeats the numbers beneath it. */
export function AgeingOfCurrency({ ageing, named, code, withBar }: AgeingProps): React.ReactElement {
  const { t, classes, money } = useUi();
  const { currencyId, currencyName, open, overdue, buckets } = ageing;
  const amount = (value: Decimal | undefined) => <bdi className={classes.figures}>{value === undefined ? t("AmountUnknown") : money(value, currencyId, currencyName)}</bdi>;
  const shown = buckets.filter(({ count }) => count > 0);
  const currency = currencyName ? (code ? `${currencyName} (${code})` : currencyName) : t("NoCurrency");
  return (
    <div className={classes.currency} role="group" aria-label={named ? t("InCurrency", currency) : t("Open")}>
      {named && <div className={classes.currencyName} aria-hidden="true"><bdi>{currency}</bdi></div>}
      <dl className={classes.stats}>
        <div className={classes.stat}>
          <dt className={classes.term}>{t("Open")}</dt>
          <dd className={classes.big}>{amount(open.amount)}</dd>
          <dd className={classes.below}>{counted("Invoices", open.count, t)}</dd>
        </div>
        <div className={classes.stat}>
          <dt className={classes.term}>{t("Overdue")}</dt>
          <dd className={css(classes.big, overdue.count > 0 && classes.late)}>{overdue.count > 0 && <Icon name="warning" />}{amount(overdue.amount)}</dd>
          <dd className={classes.below}>{overdue.count > 0 ? counted("Invoices", overdue.count, t) : t("NothingOverdue")}</dd>
        </div>
      </dl>
      {withBar && shown.length > 0 && (
        <>
          <div className={classes.bar} aria-hidden="true">
            {widthsOf(buckets).map(({ name, width }) => <span key={name} className={css(classes.part, classes[name])} style={{ flexGrow: Math.max(width, 1) }} />)}
          </div>
          <ul className={classes.legend} aria-label={t("Ageing")}>
            {shown.map((bucket) => (
              <li key={bucket.name} className={classes.legendItem}>
                <span className={css(classes.swatch, classes[bucket.name])} aria-hidden="true" />
                <span>
                  <span className={classes.term}>{t(`Bucket_${bucket.name}`)}</span>
                  <span className={classes.aside}>: </span>
                  <span className={classes.legendAmount}>{amount(bucket.amount)}</span>
                  <span className={classes.below}>{counted("Invoices", bucket.count, t)}</span>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
