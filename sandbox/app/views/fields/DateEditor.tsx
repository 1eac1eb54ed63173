import { DatePicker, DayOfWeek, type ICalendarStrings } from "@fluentui/react";
import * as React from "react";
import { fieldError } from "../../form/model";
import { isForeignDate } from "../../form/values";
import { fill } from "../../texts";
import { readDate, timeText, writeDate } from "./dateText";
import type { EditorProps } from "./Field";

/** Dates, with a time where the column has one. */
export function DateEditor({ host, controller, state, attribute, inputId, describedBy, invalid, required }: EditorProps): React.ReactElement {
  const { column } = attribute;
  const { texts, culture } = host;
  const { session } = controller;
  const date = isForeignDate(attribute.value) ? attribute.value : undefined;
  const withTime = column.dateOnly !== true;
  const strings = React.useMemo(() => calendarStrings(culture.dateFormattingInfo, texts.selectDate), [culture, texts]);
  const example = writeDate(new Date(2026, 10, 22), culture.locale);
  const enter = (day: Date | null | undefined) => {
    if (!day) return session.enter(attribute, null);
    session.enter(attribute, new Date(day.getFullYear(), day.getMonth(), day.getDate(), date?.getHours() ?? 0, date?.getMinutes() ?? 0));
  };
  const parse = (text: string): Date | null => {
    const read = readDate(text, culture.locale);
    if (read === undefined && text.trim() !== "") {
      state.notifications.set("host", fieldError(fill(texts.notADate, state.label, text, example)));
      session.touch();
      return date ?? null;
    }
    return read ?? null;
  };
  if (state.disabled) {
    const time = date && withTime ? ` ${new Intl.DateTimeFormat(culture.locale, { hour: "numeric", minute: "2-digit" }).format(date)}` : "";
    return <input id={inputId} type="text" readOnly value={date ? writeDate(date, culture.locale) + time : ""} placeholder={texts.none} aria-describedby={describedBy} />;
  }
  return (
    <div className="date-editor">
      <DatePicker
        textField={{ id: inputId, "aria-describedby": describedBy, "aria-required": required, "aria-invalid": invalid }}
        ariaLabel={state.label} strings={strings} firstDayOfWeek={culture.dateFormattingInfo["firstDayOfWeek"] === 1 ? DayOfWeek.Monday : DayOfWeek.Sunday}
        {...(date ? { value: date } : {})} placeholder={texts.none} allowTextInput disableAutoFocus showGoToToday={false}
        formatDate={(d) => (d ? writeDate(d, culture.locale) : "")} parseDateFromString={parse} onSelectDate={enter}
      />
      {withTime && date && (
        <input type="time" value={timeText(date)} aria-label={fill(texts.time, state.label)} onChange={(event) => {
          const [hours = 0, minutes = 0] = event.target.value.split(":").map(Number);
          session.enter(attribute, new Date(date.getFullYear(), date.getMonth(), date.getDate(), hours, minutes));
        }} />
      )}
    </div>
  );
}

function calendarStrings(info: Record<string, unknown>, goToToday: string): ICalendarStrings {
  const list = (name: string) => (info[name] as string[]).filter(Boolean);
  return {
    months: list("monthNames"), shortMonths: list("abbreviatedMonthNames"), days: list("dayNames"), shortDays: list("shortestDayNames"), goToToday,
  };
}
