import * as React from "react";
import { relativeTime } from "../shared/time";
import { useUi } from "./ui";

/** A time as distance from now, with the exact time on hover and for screen readers. */
export function Moment({ at }: { at: Date }): React.ReactElement {
  const { now, language, exact, classes } = useUi();
  const exactly = exact(at);
  return (
    <time dateTime={at.toISOString()} title={exactly}>
      {relativeTime(at, now, language)}
      <span className={classes.aside}>{` (${exactly})`}</span>
    </time>
  );
}
