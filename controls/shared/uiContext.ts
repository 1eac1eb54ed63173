import * as React from "react";

/** What a control hands to all its parts, and the hook by which they take it. */
export interface UiContext<Ui> {
  UiProvider: React.Provider<Ui | undefined>;
  /** @throws Error outside a UiProvider, which is a mistake in the control */
  useUi: () => Ui;
}

/** @param control its name, for the error */
export function uiContext<Ui>(control: string): UiContext<Ui> {
  const Context = React.createContext<Ui | undefined>(undefined);
  function useUi(): Ui {
    const ui = React.useContext(Context);
    if (!ui) throw new Error(`A part of ${control} is drawn outside its UiProvider.`);
    return ui;
  }
  return { UiProvider: Context.Provider, useUi };
}
