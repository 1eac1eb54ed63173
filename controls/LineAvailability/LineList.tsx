import { FocusZone, FocusZoneDirection, List } from "@fluentui/react";
import * as React from "react";
import { LineRow } from "./LineRow";
import type { CoveredLine } from "./allocate";
import { useUi } from "./ui";

export interface LineListProps {
  lines: readonly CoveredLine[];
  measureLabel: string;
  onOpen: (id: string) => void;
}

/** So many lines are simply drawn: to find out which of them are in sight would cost more. */
const drawnWhole = 30;

/** The lines in a grid whose rows, when they are many, are drawn only where they are seen. */
export function LineList({ lines, measureLabel, onOpen }: LineListProps): React.ReactElement {
  const ui = useUi();
  const { t, classes } = ui;
  const [expanded, setExpanded] = React.useState<ReadonlySet<string>>(() => new Set());
  const onExpand = React.useCallback((id: string) => {
    setExpanded((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  }, []);
  const onRenderCell = React.useCallback((covered?: CoveredLine, index: number = 0) => covered && (
    <LineRow covered={covered} rowIndex={index + 2} measureLabel={measureLabel} expanded={expanded.has(covered.line.id)} onExpand={onExpand} onOpen={onOpen} />
  ), [measureLabel, expanded, onExpand, onOpen]);
  // A new version makes the list draw its rows again though the lines are the same.
  const version = React.useMemo(() => ({ onRenderCell, ui }), [onRenderCell, ui]);
  return (
    <FocusZone direction={FocusZoneDirection.bidirectional} className={classes.frame}>
      <div role="grid" aria-label={t("Title")} aria-rowcount={lines.length + 1} aria-colcount={5} className={classes.grid} data-is-scrollable="true">
        <div role="rowgroup" className={classes.heads}>
          <div role="row" aria-rowindex={1} className={classes.head}>
            <div role="columnheader" className={classes.headProduct}>{t("Product")}</div>
            <div role="columnheader" className={classes.headNumber}>{t("Ordered")}</div>
            <div role="columnheader" className={classes.headNumber}>{measureLabel}</div>
            <div role="columnheader" className={classes.headNumber}>{t("Shortage")}</div>
            <div role="columnheader">{t("Status")}</div>
          </div>
        </div>
        {lines.length <= drawnWhole
          ? <div role="rowgroup">{lines.map((covered, index) => <React.Fragment key={keyOf(covered)}>{onRenderCell(covered, index)}</React.Fragment>)}</div>
          : <List role="rowgroup" items={lines as CoveredLine[]} getKey={keyOf} onRenderCell={onRenderCell} version={version} usePageCache getPageSpecification={smallPage} renderedWindowsAhead={1} renderedWindowsBehind={1} />}
      </div>
    </FocusZone>
  );
}

/** Few lines are drawn at a time, so that no frame takes long. */
function smallPage(): { itemCount: number } {
  return { itemCount: 5 };
}

function keyOf({ line }: CoveredLine): string {
  return line.id;
}
