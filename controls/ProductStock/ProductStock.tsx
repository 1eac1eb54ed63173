import * as React from "react";
import { StockBar } from "../shared/stock/StockBar";
import { stockIn } from "../shared/stock/choice";
import type { Measure } from "../shared/stock/stock";
import type { StockOutput } from "../shared/stock/useStock";
import { Headline } from "./Headline";
import { Places } from "./Places";
import { Projection } from "./Projection";
import type { ShownProduct } from "./product";
import { useUi } from "./ui";
import type { NoNumbers } from "./words";

export interface ProductStockProps {
  product: ShownProduct;
  measure: Measure;
  showProjected: boolean;
  /** Company that the property asks for, or blank. */
  fixedCompany: string;
  maxAgeMinutes: number;
  output: StockOutput;
}

/** The card, drawn from its props alone. */
export function ProductStockCard({ product, measure, showProjected, fixedCompany, maxAgeMinutes, output }: ProductStockProps): React.ReactElement {
  const ui = useUi();
  const { t, classes } = ui;
  if (product.kind === "none") return <div className={classes.card} role="group" aria-label={t("Title")}><p className={classes.hint}>{t(`None_${product.why}`)}</p></div>;
  const { view } = output;
  const stock = stockIn(view.stock, product.id, output.company);
  const why = stock || !view.ready ? undefined : reasonOf(product.id, output);
  // Of what SCM does not have there is nothing to refresh.
  const readable = why !== "notThere" && why !== "notFromScm";
  return (
    <div className={classes.card} role="group" aria-label={t("Title")} aria-busy={view.loading}>
      {stock && <Headline stock={stock} measure={measure} />}
      {why && <p className={classes.hint}>{t(`Without_${why}`, fixedCompany)}</p>}
      {(readable || view.problem) && <StockBar stock={output} ui={ui} maxAgeMinutes={maxAgeMinutes} />}
      {stock && <Places stock={stock} />}
      {stock && showProjected && <Projection days={stock.projected} unit={stock.unit} />}
    </div>
  );
}

/** Why there are no numbers; undefined when they have merely not been read yet. */
function reasonOf(id: string, { view }: StockOutput): NoNumbers | undefined {
  const found = view.stock.get(id);
  if (!found) return "notThere";
  if (found.companies.length > 0) return "otherCompany";
  return !found.fromScm ? "notFromScm" : found.notStocked ? "notStocked" : undefined;
}
