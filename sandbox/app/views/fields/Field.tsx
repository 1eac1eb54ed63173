import * as React from "react";
import type { FormController } from "../../form/controller";
import { errorsOf, type ControlState } from "../../form/model";
import type { Host } from "../../host";
import { Icon } from "../icons";
import { ChoiceEditor } from "./ChoiceEditor";
import { DateEditor } from "./DateEditor";
import { LookupEditor } from "./LookupEditor";
import { NumberEditor } from "./NumberEditor";
import { TextEditor } from "./TextEditor";

/** What every editor of a column gets. */
export interface EditorProps {
  host: Host;
  controller: FormController;
  state: ControlState;
  attribute: NonNullable<ControlState["attribute"]>;
  inputId: string;
  labelId: string;
  /** Ids of what describes the input, if anything. */
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
}

/** A labelled field with its lock, its requirement mark and its notifications. */
export function Field({ host, controller, state, showLabel = true, prefix = "" }: {
  host: Host; controller: FormController; state: ControlState; showLabel?: boolean; prefix?: string;
}): React.ReactElement | null {
  const { attribute } = state;
  if (!attribute) return null;
  const { texts } = host;
  const inputId = `${prefix}field-${state.id}`;
  const notes = [...state.notifications.entries()];
  const invalid = errorsOf(state).length > 0;
  const mark = attribute.required === "required" ? "*" : attribute.required === "recommended" ? "+" : undefined;
  const editor: EditorProps = {
    host, controller, state, attribute, inputId, labelId: `${inputId}-label`,
    describedBy: notes.length > 0 ? `${inputId}-notes` : undefined,
    invalid, required: attribute.required === "required",
  };
  return (
    <div className={`field${state.disabled ? " locked" : ""}${invalid ? " invalid" : ""}`} data-control-id={state.id}>
      <div className={showLabel ? "field-label" : "visually-hidden"}>
        {state.disabled && <span className="lock" title={texts.locked}><Icon name="lock" size={12} /></span>}
        <label id={editor.labelId} htmlFor={inputId}>{state.label}</label>
        {mark && <span className={`mark ${attribute.required}`} aria-hidden="true" title={mark === "*" ? texts.required : texts.recommended}>{mark}</span>}
      </div>
      <div className="field-value">
        <Editor {...editor} />
        {notes.length > 0 && (
          <div id={`${inputId}-notes`} role={invalid ? "alert" : "note"}>
            {notes.map(([id, note]) => (
              <div key={id} className={note.level === "ERROR" ? "field-note field-error" : "field-note"}>
                <Icon name={note.level === "ERROR" ? "error" : "info"} size={12} /> <span>{note.text}</span>
                {note.actions.map((action) => <button key={action.label} type="button" className="link-button" onClick={action.run}>{action.label}</button>)}
              </div>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}

/** What stands where column security hides a value. */
const masked = "********";

function Editor(props: EditorProps): React.ReactElement {
  if (props.attribute.column.unreadable) return <input id={props.inputId} type="text" readOnly value={masked} aria-describedby={props.describedBy} />;
  switch (props.attribute.column.type) {
    case "Integer": case "BigInt": case "Decimal": case "Double": case "Money":
      return <NumberEditor {...props} />;
    case "Picklist": case "State": case "Status": case "Boolean": case "MultiSelectPicklist":
      return <ChoiceEditor {...props} />;
    case "DateTime":
      return <DateEditor {...props} />;
    case "Lookup": case "Customer": case "Owner":
      return <LookupEditor {...props} />;
    default:
      return <TextEditor {...props} />;
  }
}
