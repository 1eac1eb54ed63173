import { css } from "@fluentui/react";
import * as React from "react";
import { toneClass } from "../shared/baseStyles";
import { zero } from "../shared/decimal";
import { type CompanyStock, type Measure, measured } from "../shared/stock/stock";
import type { StockOutput } from "../shared/stock/useStock";
import { relativeTime } from "../shared/time";
import { useUi } from "./ui";

export interface HeadlineProps {
  stock: CompanyStock;
  measure: Measure;
  output: StockOutput;
}

/** "12 ea available of 16 on hand", and below it whose numbers these are, how old, and where from. */
export function Headline({ stock, measure, output }: HeadlineProps): React.ReactElement {
  const { t, number, classes } = useUi();
  const value = measured(stock.total, measure);
  const other = measure === "ordered" ? stock.total.physical + stock.total.ordered : measure === "physical" ? stock.total.reserved : stock.total.physical;
  // The sentence is filled but for its first number, which is set in its place: languages put it where they want.
  const [before = "", after = ""] = t(`Head_${measure}`, "{0}", number(other)).split("{0}");
  return (
    <div className={classes.headline}>
      <p className={classes.head}>
        {before}
        <span className={css(classes.figure, value < zero && classes.minus)}>{number(value)}{stock.unit && <>{" "}<bdi>{stock.unit}</bdi></>}</span>
        {after}
      </p>
      {!stock.unit && <p className={css(classes.muted, classes.small)} style={{ margin: 0 }}>{t("UnitUnknown")}</p>}
      <Meta stock={stock} output={output} />
    </div>
  );
}

/** Between two facts; an element of its own, so that it stands between them in either direction of writing. */
const dot = <span aria-hidden="true">·</span>;

function Meta({ stock, output }: Omit<HeadlineProps, "measure">): React.ReactElement {
  const { t, now, language, exact, classes, colours } = useUi();
  const { companies, company, chooseCompany } = output;
  const { asOf } = stock;
  const exactly = asOf && exact(asOf);
  return (
    <div className={classes.meta}>
      {output.isStaleAt(now) && <span className={css(classes.pill, classes.stale, toneClass(colours.warning))}>{t("Stale")}</span>}
      {companies.length > 1 ? (
        <label>
          {t("Company")}
          <select className={classes.company} value={company} onChange={({ target }) => { chooseCompany(target.value); }}>
            {companies.map((one) => <option key={one.company} value={one.company}>{one.company}</option>)}
          </select>
        </label>
      ) : <span>{t("Company")} <bdi>{stock.company}</bdi></span>}
      {dot}
      <span>
        {asOf && exactly ? (
          <time dateTime={asOf.toISOString()} title={exactly}>{t("AsOf", relativeTime(asOf, now, language))}<span className={classes.aside}>{` (${exactly})`}</span></time>
        ) : t("AsOfUnknown")}
      </span>
      {dot}
      <span>{t(`Source_${stock.source}`)}</span>
    </div>
  );
}
