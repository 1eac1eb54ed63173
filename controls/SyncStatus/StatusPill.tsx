import { mergeStyles } from "@fluentui/react";
import * as React from "react";
import { Icon } from "../shared/Icon";
import type { Snapshot } from "./snapshot";
import { useUi } from "./ui";
import { lookOf } from "./words";

/** The status in a word and an icon. */
export function StatusPill({ snapshot }: { snapshot: Snapshot }): React.ReactElement {
  const { t, classes, colours } = useUi();
  const { icon, tone } = lookOf(snapshot.status, colours);
  const ground = mergeStyles({ background: tone.ground, color: tone.text, borderColor: tone.edge });
  return (
    <span className={`${classes.pill} ${ground}`}>
      <Icon name={icon} className={snapshot.status === "Syncing" ? classes.turning : undefined} />
      <span>{t(`Status_${snapshot.status}`, snapshot.statusText)}</span>
    </span>
  );
}
