import * as React from "react";
import type { Decimal } from "../shared/decimal";
import type { Colours } from "../shared/theme";
import type { InvoiceService } from "./service";
import type { Classes } from "./styles";
import type { T } from "./words";

/** What every part of the overview needs to draw itself. */
export interface Ui {
  t: T;
  classes: Classes;
  colours: Colours;
  service: InvoiceService;
  ended: AbortSignal;
  /** An amount as the user writes money. */
  money: (amount: Decimal, currencyId: string, currencyName: string) => string;
}

const UiContext = React.createContext<Ui | undefined>(undefined);
export const UiProvider = UiContext.Provider;

/** @throws Error outside a UiProvider, which is a mistake in this control */
export function useUi(): Ui {
  const ui = React.useContext(UiContext);
  if (!ui) throw new Error("A part of the invoice overview is drawn outside its UiProvider.");
  return ui;
}
