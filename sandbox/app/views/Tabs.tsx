import * as React from "react";

export interface TabsProps {
  label: string;
  active: string;
  items: readonly { name: string; label: string }[];
  onSelect: (name: string) => void;
}

/** A row of tabs; arrow keys move between them. It scrolls sideways when there is no room. */
export function Tabs({ label, active, items, onSelect }: TabsProps): React.ReactElement {
  const list = React.useRef<HTMLDivElement>(null);
  const onKey = (event: React.KeyboardEvent) => {
    const at = items.findIndex((item) => item.name === active);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 }[event.key];
    const next = to === undefined ? undefined : items[(to + items.length) % items.length];
    if (!next) return;
    event.preventDefault();
    onSelect(next.name);
    list.current?.querySelector<HTMLElement>(`#tab-${CSS.escape(next.name)}`)?.focus();
  };
  return (
    <div ref={list} role="tablist" aria-label={label} className="tabs" onKeyDown={onKey}>
      {items.map(({ name, label: text }) => (
        <button key={name} id={`tab-${name}`} type="button" role="tab" aria-selected={name === active} aria-controls={`panel-${name}`} tabIndex={name === active ? 0 : -1}
          className={name === active ? "tab active" : "tab"} data-text={text} onClick={() => onSelect(name)}>{text}</button>
      ))}
    </div>
  );
}
