import * as React from "react";
import type { Lcid } from "../../model/errorText";
import type { Colours } from "../shared/theme";
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

const UiContext = React.createContext<Ui | undefined>(undefined);
export const UiProvider = UiContext.Provider;

/** @throws Error outside a UiProvider, which is a mistake in this control */
export function useUi(): Ui {
  const ui = React.useContext(UiContext);
  if (!ui) throw new Error("A part of the SyncStatus card is drawn outside its UiProvider.");
  return ui;
}
