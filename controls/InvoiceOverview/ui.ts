import type { Decimal } from "../shared/decimal";
import type { Colours } from "../shared/theme";
import { uiContext } from "../shared/uiContext";
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

export const { UiProvider, useUi } = uiContext<Ui>("InvoiceOverview");
