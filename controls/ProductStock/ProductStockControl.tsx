import * as React from "react";
import type { Lcid } from "../../model/errorText";
import { formatDecimal, numberStyle } from "../shared/decimal";
import { useNow } from "../shared/hooks";
import type { StockService } from "../shared/stock/service";
import type { Measure } from "../shared/stock/stock";
import { useStock } from "../shared/stock/useStock";
import { type DesignLanguage, coloursOf } from "../shared/theme";
import { exactTime } from "../shared/time";
import { ProductStockCard } from "./ProductStock";
import { dayText } from "./days";
import type { ShownProduct } from "./product";
import { classesOf } from "./styles";
import { type Ui, UiProvider } from "./ui";
import type { T } from "./words";

export interface ProductStockControlProps {
  product: ShownProduct;
  company: string;
  maxAgeMinutes: number;
  measure: Measure;
  showProjected: boolean;
  offerRefresh: boolean;
  visible: boolean;
  service: StockService;
  /** Aborted when the control is destroyed. */
  ended: AbortSignal;
  t: T;
  lcid: Lcid;
  formatting: ComponentFramework.Formatting | undefined;
  numbers: Partial<ComponentFramework.UserSettingApi.NumberFormattingInfo> | undefined;
  design: DesignLanguage | undefined;
}

/** Joins the product's stock with the card, and gives the card its words, colours, formats and clock. */
export function ProductStockControl(props: ProductStockControlProps): React.ReactElement {
  const { product, service, company, maxAgeMinutes, offerRefresh, visible, t, lcid, formatting, numbers, design, ended } = props;
  const id = product.kind === "product" ? product.id : "";
  const name = product.kind === "product" ? product.name : "";
  const productIds = React.useMemo(() => (id === "" ? undefined : [id]), [id]);
  // Fresh numbers are asked for the product itself, on whatever form the control stands.
  const output = useStock({
    record: id === "" ? { kind: "unknown" } : { kind: "record", table: "product", id, name },
    service, productIds, visible, company, maxAgeMinutes, offerRefresh, ended,
  });
  const now = useNow(output.inView, ended);
  const colours = React.useMemo(() => coloursOf(design), [design]);
  const classes = React.useMemo(() => classesOf(colours), [colours]);
  const language = lcid === 1036 ? "fr" : "en";
  const style = React.useMemo(() => numberStyle(numbers, language), [numbers, language]);
  const ui: Ui = {
    t, lcid, language, classes, colours, now,
    exact: (at) => exactTime(at, formatting, language), day: (iso) => dayText(iso, formatting, language), number: (value) => formatDecimal(value, style),
  };
  return (
    <UiProvider value={ui}>
      <ProductStockCard product={product} measure={props.measure} showProjected={props.showProjected} fixedCompany={company} maxAgeMinutes={maxAgeMinutes} output={output} />
    </UiProvider>
  );
}
