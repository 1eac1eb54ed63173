import type { Decimal } from "../shared/decimal";
import type { StockUi } from "../shared/stock/StockBar";
import { uiContext } from "../shared/uiContext";
import type { Classes } from "./styles";
import type { T } from "./words";

/** What every part of the control needs to draw itself. The time is not in it, since the rows need not be drawn anew as it passes. */
export interface Ui extends Omit<StockUi, "now"> {
  t: T;
  classes: Classes;
  /** A quantity as the user writes numbers. */
  quantity: (value: Decimal) => string;
  /** A day (`YYYY-MM-DD`) as the user writes dates. */
  day: (iso: string) => string;
}

export const { UiProvider, useUi } = uiContext<Ui>("LineAvailability");
