import * as React from "react";

/** Drawn here, 16 × 16, one colour: the platform's icon font comes from a server that need not be reachable. */
const paths = {
  check: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Zm3.1 4.3-4 4.1-2.2-2.1-.8.8 3 2.9 4.8-4.9-.8-.8Z",
  clock: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Zm0 1.2a5.3 5.3 0 1 0 0 10.6A5.3 5.3 0 0 0 8 2.7Zm-.6 2h1.2v3.1l2.2 1.3-.6 1-2.8-1.6V4.7Z",
  sync: "M8 2.4a5.6 5.6 0 0 1 4.4 2.1V2.8h1.2v4H9.7V5.6h2A4.4 4.4 0 0 0 3.6 8H2.4A5.6 5.6 0 0 1 8 2.4ZM2.4 9.2h3.9v1.2h-2A4.4 4.4 0 0 0 12.4 8h1.2a5.6 5.6 0 0 1-10 3.5v1.7H2.4v-4Z",
  pencil: "M11.6 1.9a1.8 1.8 0 0 1 2.5 2.5l-8 8-3.4.9.9-3.4 8-8Zm-.9 2.6L4.7 10.5l-.4 1.2 1.2-.4 6-6-.8-.8Zm1.7-1.7-.9.9.8.8.9-.9a.6.6 0 1 0-.8-.8Z",
  warning: "M8 1.6c.5 0 .9.3 1.1.7l5.3 10c.4.8-.2 1.7-1.1 1.7H2.7c-.9 0-1.5-.9-1.1-1.7l5.3-10c.2-.4.6-.7 1.1-.7Zm-.6 4v4.2h1.2V5.6H7.4Zm.6 5.3a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6Z",
  pause: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM5.6 5v6h1.6V5H5.6Zm3.2 0v6h1.6V5H8.8Z",
  excluded: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM2.7 8a5.3 5.3 0 0 0 8.6 4.2L3.8 4.7A5.3 5.3 0 0 0 2.7 8ZM8 2.7c-1.3 0-2.5.4-3.4 1.2l7.5 7.5A5.3 5.3 0 0 0 8 2.7Z",
  conflict: "M5 2 1.8 5.2 5 8.4V6.1h6V4.4H5V2Zm6 5.6v2.3H5v1.7h6V14l3.2-3.2L11 7.6Z",
  unlinked: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Zm0 1.2a5.3 5.3 0 1 0 0 10.6A5.3 5.3 0 0 0 8 2.7ZM4.8 7.4h6.4v1.2H4.8V7.4Z",
  question: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Zm0 1.2a5.3 5.3 0 1 0 0 10.6A5.3 5.3 0 0 0 8 2.7Zm0 1.5c1.3 0 2.3.9 2.3 2.1 0 .9-.5 1.4-1 1.8-.5.4-.7.6-.7 1v.2H7.4v-.2c0-1 .6-1.5 1.1-1.9.4-.3.6-.5.6-.9 0-.5-.4-.9-1.1-.9-.6 0-1.1.4-1.1 1H5.7c0-1.3 1-2.2 2.3-2.2Zm0 5.9a.8.8 0 1 1 0 1.6.8.8 0 0 1 0-1.6Z",
  chevron: "m5.7 3.3 4.7 4.7-4.7 4.7-.9-.9 3.8-3.8-3.8-3.8.9-.9Z",
  out: "M9 2.5h4.5V7h-1.2V4.6l-5 5-.9-.9 5-5H9V2.5ZM3.5 4H7v1.2H4v6.8h6.8V9H12v3.5c0 .4-.3.7-.7.7H3.5a.7.7 0 0 1-.7-.7V4.7c0-.4.3-.7.7-.7Z",
} as const;

export type IconName = keyof typeof paths;

export interface IconProps {
  name: IconName;
  className?: string;
}

/** A decorative icon in the colour of the text around it; the words beside it carry the meaning. */
export function Icon({ name, className }: IconProps): React.ReactElement {
  return (
    <svg className={className} width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path fill="currentColor" fillRule="evenodd" d={paths[name]} />
    </svg>
  );
}
