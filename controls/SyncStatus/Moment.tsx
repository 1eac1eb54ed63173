import * as React from "react";
import { relativeTime } from "../shared/time";
import { useUi } from "./ui";

/** A time as distance from now, with the exact time on hover and for screen readers. @param ahead a time to come */
export function Moment({ at, ahead = false }: { at: Date; ahead?: boolean }): React.ReactElement {
  const { now, language, exact, classes } = useUi();
  const exactly = exact(at);
  return (
    <time dateTime={at.toISOString()} title={exactly}>
      {relativeTime(at, now, language, ahead)}
      <span className={classes.aside}>{` (${exactly})`}</span>
    </time>
  );
}
