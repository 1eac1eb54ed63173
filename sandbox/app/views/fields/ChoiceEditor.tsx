import { Dropdown, type IDropdownOption } from "@fluentui/react";
import * as React from "react";
import type { ClientValue } from "../../form/values";
import type { EditorProps } from "./Field";

const noValue = "none";

/** Choices, yes/no and several choices. */
export function ChoiceEditor({ host, controller, state, attribute, inputId, labelId, describedBy, invalid, required }: EditorProps): React.ReactElement {
  const { column, value } = attribute;
  const { texts } = host;
  const boolean = column.type === "Boolean";
  const multiple = column.type === "MultiSelectPicklist";
  const labels = column.options ?? (boolean ? [{ value: 0, label: texts.no }, { value: 1, label: texts.yes }] : []);
  const options: IDropdownOption[] = [
    ...(boolean || multiple ? [] : [{ key: noValue, text: texts.none }]),
    ...labels.map((option) => ({ key: option.value, text: option.label })),
  ];
  if (state.disabled) {
    const chosen = Array.isArray(value) ? value.map(Number) : value === null ? [] : [Number(value)];
    const text = labels.filter((o) => chosen.includes(o.value)).map((o) => o.label).join("; ");
    return <input id={inputId} type="text" readOnly value={text} placeholder={texts.none} aria-describedby={describedBy} />;
  }
  const enter = (next: ClientValue) => controller.session.enter(attribute, next);
  const common = {
    id: inputId, options, placeholder: texts.none, ariaLabel: state.label, required: false, notifyOnReselect: false, className: invalid ? "invalid" : "",
    "aria-required": required, "aria-describedby": describedBy, "aria-labelledby": labelId, calloutProps: { calloutMaxHeight: 320 },
  };
  if (multiple) {
    const chosen = Array.isArray(value) ? value.map(Number) : [];
    return (
      <Dropdown {...common} multiSelect selectedKeys={chosen} onChange={(_, option) => {
        if (!option) return;
        const key = Number(option.key);
        const next = option.selected ? [...chosen, key] : chosen.filter((c) => c !== key);
        enter(next.length > 0 ? next : null);
      }} />
    );
  }
  const selected = value === null ? (boolean ? undefined : noValue) : Number(value);
  return (
    <Dropdown {...common} selectedKey={selected ?? null} onChange={(_, option) => {
      if (!option) return;
      enter(option.key === noValue ? null : boolean ? option.key === 1 : Number(option.key));
    }} />
  );
}
