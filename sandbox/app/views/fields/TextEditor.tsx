import * as React from "react";
import { Icon } from "../icons";
import type { EditorProps } from "./Field";

const links: Record<string, { type: string; href: (text: string) => string }> = {
  email: { type: "email", href: (text) => `mailto:${text}` },
  phone: { type: "tel", href: (text) => `tel:${text.replace(/[^\d+]/g, "")}` },
  url: { type: "url", href: (text) => (/^https?:/i.test(text) ? text : `https://${text}`) },
};

/** Text, also addresses that open, and multi-line text. The value goes into the form when the input is left. */
export function TextEditor({ host, controller, state, attribute, inputId, describedBy, invalid, required }: EditorProps): React.ReactElement {
  const { column } = attribute;
  const stored = typeof attribute.value === "string" ? attribute.value : "";
  const [text, setText] = React.useState(stored);
  React.useEffect(() => setText(stored), [stored]);
  const commit = () => {
    if (text !== stored) controller.session.enter(attribute, text === "" ? null : text);
  };
  const common = {
    id: inputId, value: text, placeholder: host.texts.none, readOnly: state.disabled, "aria-required": required, "aria-invalid": invalid, "aria-describedby": describedBy,
    ...(column.maxLength === undefined ? {} : { maxLength: column.maxLength }),
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => setText(event.target.value), onBlur: commit,
  };
  if (column.type === "Memo" || column.format === "textarea") return <textarea {...common} rows={Math.max(3, (state.cell.rowspan ?? 1) * 2)} />;
  const format = column.format?.toLowerCase() ?? "";
  const link = links[format];
  return (
    <div className="input-with-button">
      <input {...common} type="text" inputMode={format === "email" ? "email" : format === "phone" ? "tel" : format === "url" ? "url" : "text"} autoComplete="off"
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
        }} />
      {link && stored && (
        <a className="icon-button" href={link.href(stored)} target={format === "url" ? "_blank" : undefined} rel="noreferrer" aria-label={`${state.label}: ${stored}`}><Icon name="open" size={14} /></a>
      )}
    </div>
  );
}
