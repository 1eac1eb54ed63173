import * as React from "react";
import type { Decimal } from "../shared/decimal";
import type { StockUi } from "../shared/stock/StockBar";
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

const UiContext = React.createContext<Ui | undefined>(undefined);
export const UiProvider = UiContext.Provider;

/** @throws Error outside a UiProvider, which is a mistake in this control */
export function useUi(): Ui {
  const ui = React.useContext(UiContext);
  if (!ui) throw new Error("A part of LineAvailability is drawn outside its UiProvider.");
  return ui;
}
