import type { Lcid } from "../../model/errorText";
import type { Decimal } from "../shared/decimal";
import type { Colours } from "../shared/theme";
import { uiContext } from "../shared/uiContext";
import type { Classes } from "./styles";
import type { T } from "./words";

/** What every part of the card needs to draw itself. */
export interface Ui {
  t: T;
  lcid: Lcid;
  /** BCP 47 tag of the language the texts are in. */
  language: string;
  classes: Classes;
  colours: Colours;
  /** Milliseconds since 1970, renewed while the card is in view. */
  now: number;
  /** Date and time by the user's settings. */
  exact: (at: Date) => string;
  /** Day by the user's settings. @param iso `YYYY-MM-DD` */
  day: (iso: string) => string;
  /** Quantity by the user's settings, with all its places. */
  number: (value: Decimal) => string;
}

export const { UiProvider, useUi } = uiContext<Ui>("ProductStock");
