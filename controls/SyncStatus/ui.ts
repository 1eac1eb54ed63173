import type { Lcid } from "../../model/errorText";
import type { Colours } from "../shared/theme";
import { uiContext } from "../shared/uiContext";
import type { Writing } from "./fieldValue";
import type { Classes } from "./styles";

/** What every part of the card needs to draw itself. */
export interface Ui extends Writing {
  lcid: Lcid;
  /** BCP 47 tag of the language the texts are in. */
  language: string;
  classes: Classes;
  colours: Colours;
  /** Milliseconds since 1970, renewed while the card is in view. */
  now: number;
  /** Date and time by the user's settings. */
  exact: (at: Date) => string;
}

export const { UiProvider, useUi } = uiContext<Ui>("SyncStatus");
