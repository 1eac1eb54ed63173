import { DefaultButton } from "@fluentui/react";
import * as React from "react";
import { stockIn } from "../shared/stock/choice";
import type { CompanyStock, Measure } from "../shared/stock/stock";
import type { StockOutput } from "../shared/stock/useStock";
import { Headline } from "./Headline";
import { Notices, progressOf } from "./Notices";
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
  output: StockOutput;
}

/** The card, drawn from its props alone. */
export function ProductStockCard(props: ProductStockProps): React.ReactElement {
  const { product, output } = props;
  const { t, classes } = useUi();
  if (product.kind === "none") return <div className={classes.card} role="group" aria-label={t("Title")}><p className={classes.hint}>{t(`None_${product.why}`)}</p></div>;
  const { view, company, checkAgain } = output;
  const stock = stockIn(view.stock, product.id, company);
  return (
    <div className={classes.card} role="group" aria-label={t("Title")} aria-busy={view.loading}>
      <div className={classes.frame}>
        {stock ? <Known {...props} stock={stock} /> : view.ready ? <Without {...props} id={product.id} /> : view.loading && <div className={classes.muted}>{t("Loading")}</div>}
        <Notices view={view} checkAgain={checkAgain} />
        {stock && <Places stock={stock} />}
        {stock && props.showProjected && <Projection days={stock.projected} unit={stock.unit} />}
        <div role="status" className={classes.aside}>{progressOf(view, t)}</div>
      </div>
    </div>
  );
}

function Known({ stock, measure, output }: ProductStockProps & { stock: CompanyStock }): React.ReactElement {
  const { classes } = useUi();
  return (
    <div className={classes.header}>
      <Headline stock={stock} measure={measure} output={output} />
      <RefreshButton output={output} label="Refresh" />
    </div>
  );
}

/** Why there are no numbers, and the way to get some where there is one. */
function Without({ id, output, fixedCompany }: ProductStockProps & { id: string }): React.ReactElement {
  const { t, classes } = useUi();
  const why = reasonOf(id, output);
  return (
    <div className={classes.header}>
      <p className={classes.hint} style={{ flexGrow: 1, margin: 0 }}>{t(`Without_${why}`, fixedCompany)}</p>
      {(why === "neverRead" || why === "otherCompany") && <RefreshButton output={output} label="ReadNow" />}
    </div>
  );
}

function reasonOf(id: string, { view }: StockOutput): NoNumbers {
  const found = view.stock.get(id);
  if (!found) return "notThere";
  if (found.companies.length > 0) return "otherCompany";
  return found.fromScm ? "neverRead" : "notFromScm";
}

function RefreshButton({ output, label }: { output: StockOutput; label: "Refresh" | "ReadNow" }): React.ReactElement | null {
  const { t, classes } = useUi();
  const { refresh, view } = output;
  if (!refresh) return null;
  const busy = view.asking || view.request !== undefined;
  // Allows the focus while it is off, so that the keyboard does not lose its place during a refresh.
  return <DefaultButton className={classes.button} disabled={busy} allowDisabledFocus onClick={refresh}>{busy ? progressOf(view, t) : t(label)}</DefaultButton>;
}
