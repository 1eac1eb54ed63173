import { Callout, FocusTrapZone } from "@fluentui/react";
import * as React from "react";
import { formatted, propertyOf } from "../api/rows";
import type { FormController } from "../form/controller";
import type { ControlState } from "../form/model";
import { isReferences, sameValue } from "../form/values";
import type { Host } from "../host";
import { Field } from "./fields/Field";
import { Icon } from "./icons";
import { initials } from "./TopBar";

/** The record's name, its table and form, and the header fields, which open for editing. */
export function FormHeader({ host, controller, title }: { host: Host; controller: FormController; title: string }): React.ReactElement {
  const { texts } = host;
  const { model } = controller.session;
  const [open, setOpen] = React.useState(false);
  const button = React.useRef<HTMLButtonElement>(null);
  const fields = [...model.controls.values()].filter((c) => c.id.startsWith("header_") && c.attribute && c.visible);
  const unsaved = model.id === undefined || model.isDirty();
  return (
    <div className="form-header">
      <div className="record-image" aria-hidden="true">{title.split(/\s+/).slice(0, 2).map(initials).join("") || "?"}</div>
      <div className="form-title">
        <h1>{title}<span className="save-state">{unsaved ? ` - ${texts.unsaved}` : ` - ${texts.saved}`}</span></h1>
        <p>{model.table.label}<span aria-hidden="true"> · </span><span className="form-name">{model.form.label}</span></p>
      </div>
      {fields.length > 0 && (
        <>
          <dl className="header-fields">
            {fields.map((state) => <div key={state.id}><dd>{shownValue(host, controller, state)}</dd><dt>{state.label}</dt></div>)}
          </dl>
          <div>
            <button ref={button} type="button" className="icon-button" aria-label={texts.header} aria-expanded={open} title={texts.header} onClick={() => setOpen(!open)}><Icon name="chevronDown" size={14} /></button>
            {open && (
              <Callout target={button} onDismiss={() => setOpen(false)} isBeakVisible={false} directionalHint={6} role="dialog" ariaLabel={texts.header} setInitialFocus>
                <FocusTrapZone className="header-flyout" isClickableOutsideFocusTrap>
                  {fields.map((state) => <Field key={state.id} host={host} controller={controller} state={state} />)}
                </FocusTrapZone>
              </Callout>
            )}
          </div>
        </>
      )}
    </div>
  );
}

function shownValue(host: Host, controller: FormController, { attribute }: ControlState): React.ReactNode {
  const { none } = host.texts;
  if (!attribute || attribute.value === null) return none;
  const { value, column } = attribute;
  if (isReferences(value)) return value[0]?.name ?? none;
  const option = column.options?.find((o) => o.value === Number(value));
  if (option) return option.label;
  const unchanged = sameValue(value, attribute.initial) ? formatted(controller.session.model.row, propertyOf(column)) : "";
  return unchanged || (value instanceof Date ? value.toLocaleDateString(host.culture.locale) : String(value));
}
