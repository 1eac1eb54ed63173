import * as React from "react";
import { formatted } from "../../api/rows";
import { fieldError } from "../../form/model";
import type { EditorProps } from "./Field";
import { readNumber, writeNumber } from "./numberText";

/** Whole and decimal numbers, and amounts with their currency's symbol. */
export function NumberEditor({ host, controller, state, attribute, inputId, describedBy, invalid, required }: EditorProps): React.ReactElement {
  const { column, value } = attribute;
  const { session } = controller;
  const { locale } = host.culture;
  const symbol = column.type === "Money" ? currencySymbol(formatted(session.model.row, column.logicalName)) : "";
  const stored = value === null ? "" : `${symbol}${writeNumber(Number(value), column, locale)}`;
  const [text, setText] = React.useState(stored);
  React.useEffect(() => setText(stored), [stored]);
  const commit = () => {
    if (text === stored && !state.notifications.has("host")) return;
    const reading = readNumber(text.replace(symbol || "\0", ""), column, locale, host.texts);
    if ("error" in reading) {
      state.notifications.set("host", fieldError(reading.error));
      session.touch();
      return;
    }
    state.notifications.delete("host");
    if (reading.value !== value) session.enter(attribute, reading.value);
    else session.touch();
    setText(reading.value === null ? "" : `${symbol}${writeNumber(reading.value, column, locale)}`);
  };
  return (
    <input id={inputId} type="text" inputMode="decimal" autoComplete="off" value={text} placeholder={host.texts.none} readOnly={state.disabled}
      aria-required={required} aria-invalid={invalid} aria-describedby={describedBy}
      onChange={(event) => setText(event.target.value)} onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
      }} />
  );
}

/** The symbol in an amount as the server formats it, e.g. "$" of "$1,000.00". */
export function currencySymbol(amount: string): string {
  return /^[^\d\s-]+/.exec(amount.trim())?.[0] ?? "";
}
