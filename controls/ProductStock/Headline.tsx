import { css } from "@fluentui/react";
import * as React from "react";
import { zero } from "../shared/decimal";
import { type CompanyStock, type Measure, measured } from "../shared/stock/stock";
import { useUi } from "./ui";

/** "12 ea available of 16 on hand". */
export function Headline({ stock, measure }: { stock: CompanyStock; measure: Measure }): React.ReactElement {
  const { t, number, classes } = useUi();
  const value = measured(stock.total, measure);
  const other = measure === "ordered" ? stock.total.physical + stock.total.ordered : measure === "physical" ? stock.total.reserved : stock.total.physical;
  // The sentence is filled but for its first number, which is set in its place: languages put it where they want.
  const [before = "", after = ""] = t(`Head_${measure}`, "{0}", number(other)).split("{0}");
  return (
    <>
      <p className={classes.head}>
        {before}
        <span className={css(classes.figure, value < zero && classes.minus)}>{number(value)}{stock.unit && <>{" "}<bdi>{stock.unit}</bdi></>}</span>
        {after}
      </p>
      {!stock.unit && <p className={css(classes.head, classes.small)}>{t("UnitUnknown")}</p>}
    </>
  );
}
