import { css } from "@fluentui/react";
import * as React from "react";
import { Icon } from "../shared/Icon";
import { toneClass } from "../shared/baseStyles";
import type { Coverage, CoveredLine } from "./allocate";
import { countsOf } from "./allocate";
import { useUi } from "./ui";
import { countText, lookOf } from "./words";

const order: readonly Coverage["kind"][] = ["short", "later", "unknown", "inScm", "done", "notStocked", "covered"];

export interface SummaryProps {
  lines: readonly CoveredLine[];
  /** There are further lines that have not been loaded, of which nothing is said. */
  isPart: boolean;
}

/** How the lines stand, in words and numbers. */
export function Summary({ lines, isPart }: SummaryProps): React.ReactElement {
  const { t, classes, colours } = useUi();
  const counts = React.useMemo(() => countsOf(lines), [lines]);
  const kinds = order.filter((kind) => counts[kind] > 0);
  return (
    <div className={classes.standing}>
      {isPart && <span className={classes.muted}>{t("OfFirst", lines.length)}</span>}
      <ul className={classes.summary} aria-label={t("Status")}>
        {kinds.map((kind) => {
          const { icon, tone } = lookOf(kind, colours);
          return (
            <li key={kind} className={css(classes.pill, toneClass(tone))}>
              <Icon name={icon} /><span>{kind === "covered" && kinds.length === 1 && !isPart ? t("AllCovered") : countText(kind, counts[kind], t)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
