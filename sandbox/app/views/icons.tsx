import { registerIcons } from "@fluentui/react";
import * as React from "react";

/** Outlines of the host's own icons, drawn for a 20 by 20 field. */
const paths = {
  add: "M10 3v14M3 10h14",
  save: "M4 3h10l3 3v11H3V4a1 1 0 0 1 1-1zM6 3v5h7V3M6 17v-6h8v6",
  saveClose: "M3 4a1 1 0 0 1 1-1h9l3 3v4M6 3v4h6V3M6 17H3V4M6 17v-5h4M12 13l5 5M17 13l-5 5",
  refresh: "M16 10a6 6 0 1 1-2-4.5M14 2v4h-4",
  delete: "M3 5h14M8 5V3h4v2M5 5l1 12h8l1-12M8.5 8v6M11.5 8v6",
  deactivate: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M5.5 14.5l9-9",
  activate: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M7 10l2 2 4-4",
  edit: "M4 16l1-4 8.5-8.5a1.8 1.8 0 0 1 3 3L8 15z",
  back: "M9 4l-6 6 6 6M3 10h14",
  waffle: "M4 4h2v2H4zM9 4h2v2H9zM14 4h2v2h-2zM4 9h2v2H4zM9 9h2v2H9zM14 9h2v2h-2zM4 14h2v2H4zM9 14h2v2H9zM14 14h2v2h-2z",
  menu: "M3 5h14M3 10h14M3 15h14",
  search: "M8.5 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M12.5 12.5L17 17",
  home: "M3 9l7-6 7 6v8h-5v-5H8v5H3z",
  lock: "M6 9h8a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1M7 9V6.5a3 3 0 0 1 6 0V9",
  open: "M8 4H4v12h12v-4M11 3h6v6M17 3l-8 8",
  chevronDown: "M4 7l6 6 6-6",
  chevronUp: "M4 13l6-6 6 6",
  chevronRight: "M7 4l6 6-6 6",
  chevronLeft: "M13 4l-6 6 6 6",
  cancel: "M4 4l12 12M16 4L4 16",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  check: "M4 10.5l4 4 8-9",
  calendar: "M3 5h14v12H3zM3 8h14M7 3v4M13 3v4",
  info: "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15M10 9v5M10 6v.01",
  warning: "M10 3L2.5 16.5h15zM10 8v4M10 14.3v.01",
  error: "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15M7 7l6 6M13 7l-6 6",
  success: "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15M6.5 10l2.5 2.5 4.5-5",
  account: "M4 17V3h8v14M12 8h4v9M2.5 17h15M7 6h2M7 9h2M7 12h2",
  contact: "M10 3a3 3 0 1 0 0 6 3 3 0 0 0 0-6M4 17c0-4 3-6 6-6s6 2 6 6",
  product: "M10 2.5l7 3.5v8l-7 3.5-7-3.5V6zM3 6l7 3.5L17 6M10 9.5v8",
  document: "M5 2.5h7l3 3v12H5zM12 2.5v3h3M7.5 9h5M7.5 12h5",
  sync: "M16 8a6.5 6.5 0 0 0-12-1M4 12a6.5 6.5 0 0 0 12 1M4 3v4h4M16 17v-4h-4",
  table: "M3 4h14v12H3zM3 8h14M3 12h14M8 8v8",
  person: "M10 3a3 3 0 1 0 0 6 3 3 0 0 0 0-6M4 17c0-4 3-6 6-6s6 2 6 6",
  sort: "M6 4v12M3 13l3 3 3-3M14 16V4M11 7l3-3 3 3",
} as const;
export type IconName = keyof typeof paths;

/** An icon beside a text or inside a labelled button; hidden from screen readers. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }): React.ReactElement {
  return (
    <svg className={`icon icon-${name}`} width={size} height={size} viewBox="0 0 20 20" fill="none" stroke="currentColor"
      strokeWidth={name === "more" ? 2.4 : 1.3} strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}

/** Gives Fluent UI the icons that its own parts draw: its icon font would come from the internet. */
export function registerHostIcons(): void {
  const icons: Record<string, React.ReactElement> = {
    ChevronDown: <Icon name="chevronDown" size={12} />, ChevronRight: <Icon name="chevronRight" size={12} />,
    ChevronRightMed: <Icon name="chevronRight" size={12} />, ChevronDownMed: <Icon name="chevronDown" size={12} />,
    More: <Icon name="more" />, Cancel: <Icon name="cancel" size={12} />, Clear: <Icon name="cancel" size={12} />,
    CheckMark: <Icon name="check" size={14} />, Calendar: <Icon name="calendar" />, Up: <Icon name="chevronUp" />, Down: <Icon name="chevronDown" />,
  };
  // The default font and its size would squeeze a drawing.
  registerIcons({ style: { display: "inline-flex", alignItems: "center", justifyContent: "center" }, icons });
}

const ofTable: Record<string, IconName> = { account: "account", contact: "contact", product: "product", quote: "document", salesorder: "document", invoice: "document", systemuser: "person", team: "person" };

/** Icon of a table, as the site map and lookups show it. */
export function tableIcon(table: string): IconName {
  return ofTable[table] ?? (table.includes("sync") ? "sync" : "table");
}
