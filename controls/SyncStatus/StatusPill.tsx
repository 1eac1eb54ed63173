import * as React from "react";
import { Icon } from "../shared/Icon";
import { toneClass } from "../shared/baseStyles";
import type { Snapshot } from "./snapshot";
import { turningClass } from "./styles";
import { useUi } from "./ui";
import { lookOf } from "./words";

/** The status in a word and an icon. */
export function StatusPill({ snapshot }: { snapshot: Snapshot }): React.ReactElement {
  const { t, classes, colours } = useUi();
  const { icon, tone } = lookOf(snapshot.status, colours);
  return (
    <span className={`${classes.pill} ${toneClass(tone)}`}>
      <Icon name={icon} className={snapshot.status === "Syncing" ? turningClass(colours).turning : undefined} />
      <span>{t(`Status_${snapshot.status}`, snapshot.statusText)}</span>
    </span>
  );
}
