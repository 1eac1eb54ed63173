import { css } from "@fluentui/react";
import * as React from "react";
import { Button } from "../shared/Button";
import type { Snapshot } from "./snapshot";
import { useUi } from "./ui";

export interface ActionsProps {
  status: Snapshot["status"];
  /** Work is under way or starting. */
  busy: boolean;
  /** Why syncing is not possible at all, in words. */
  blocked: string | undefined;
  onSync: () => void;
}

const retried: readonly Snapshot["status"][] = ["NeedsAttention", "Paused", "Waiting", "Conflict"];
/** Statuses that ask the user for something; the button stands out. */
const asking: readonly Snapshot["status"][] = ["NotLinked", "Changed", "NeedsAttention", "Paused", "Conflict"];

/**
 * The one button: Sync now, or Retry after a failure. It stays the same element in every state and keeps the focus while
 * disabled, so that a keyboard or screen reader user is not thrown out of the form.
 */
export function Actions({ status, busy, blocked, onSync }: ActionsProps): React.ReactElement {
  const { t, classes } = useUi();
  const disabled = busy || blocked !== undefined;
  return (
    <Button className={css(classes.button, asking.includes(status) && !disabled && classes.primary)} off={disabled} title={blocked} onClick={onSync}>
      {t(retried.includes(status) && !busy ? "Retry" : "SyncNow")}
    </Button>
  );
}
