import { css } from "@fluentui/react";
import * as React from "react";
import { Icon } from "../shared/Icon";
import { toneClass } from "../shared/baseStyles";
import { zero } from "../shared/decimal";
import { Places } from "./Places";
import type { CoveredLine } from "./allocate";
import { useUi } from "./ui";
import { lookOf } from "./words";

export interface LineRowProps {
  covered: CoveredLine;
  /** Place in the list, from 1 for the row of headings. */
  rowIndex: number;
  measureLabel: string;
  expanded: boolean;
  onExpand: (id: string) => void;
  onOpen: (id: string) => void;
}

/** One line: a row where there is room, a card where there is not. */
export const LineRow = React.memo(({ covered, rowIndex, measureLabel, expanded, onExpand, onOpen }: LineRowProps): React.ReactElement => {
  const { t, classes, quantity } = useUi();
  const { line, stock, total, left, shortage, coverage } = covered;
  const name = line.name || t("NoName");
  const detailsId = `p2c-places-${line.id}`;
  const comparable = coverage.kind === "covered" || coverage.kind === "later" || coverage.kind === "short";
  return (
    <>
      <div role="row" aria-rowindex={rowIndex} className={css(classes.row, expanded && classes.rowExpanded)}>
        <div role="gridcell" className={classes.productCell}>
          {stock
            ? (
              <button type="button" className={classes.expander} aria-expanded={expanded} aria-controls={expanded ? detailsId : undefined} aria-label={t(expanded ? "Collapse" : "Expand", name)} onClick={() => { onExpand(line.id); }}>
                <Icon name="chevron" className={expanded ? classes.opened : classes.closed} />
              </button>
            )
            : <span className={classes.noExpander} />}
          <button type="button" className={classes.name} onClick={() => { onOpen(line.id); }}><span dir="auto">{name}</span></button>
        </div>
        <Cell label={t("Ordered")}>
          {line.quantity === undefined ? (line.quantityText || t("Hidden")) : <><bdi>{quantity(line.quantity)}</bdi> <span className={classes.unit} dir="auto">{line.unit}</span></>}
        </Cell>
        <Cell label={measureLabel}>
          {!stock ? "–" : <><bdi className={total < zero ? classes.negative : undefined}>{quantity(comparable ? left : total)}</bdi> <span className={classes.unit} dir="auto">{stock.unit}</span></>}
          {comparable && left !== total && <div className={classes.caption}>{t("EarlierLines", quantity(total), quantity(total - left))}</div>}
        </Cell>
        <Cell label={t("Shortage")}>{comparable ? (shortage === zero ? "–" : <bdi className={classes.shortage}>{quantity(shortage)}</bdi>) : "–"}</Cell>
        <div role="gridcell" className={classes.statusCell}><Status covered={covered} /></div>
      </div>
      {expanded && stock && (
        <div role="row" className={classes.detailsRow}>
          <div role="gridcell" aria-colspan={5} id={detailsId} className={classes.details}><Places stock={stock} name={name} /></div>
        </div>
      )}
    </>
  );
});
LineRow.displayName = "LineRow";

function Cell({ label, children }: { label: string; children: React.ReactNode }): React.ReactElement {
  const { classes } = useUi();
  return <div role="gridcell" className={classes.numberCell}><span className={classes.cellLabel}>{label}</span><div className={classes.cellValue}>{children}</div></div>;
}

/** The status in a word, an icon and what there is to say of it. */
function Status({ covered }: { covered: CoveredLine }): React.ReactElement {
  const { t, classes, colours, day } = useUi();
  const { coverage, line, stock } = covered;
  if (coverage.kind === "unknown" && coverage.why === "pending") return <div className={classes.caption}>{t("Why_pending")}</div>;
  const { icon, tone } = lookOf(coverage.kind, colours);
  const inTime = coverage.kind === "later" && line.wanted !== "" && coverage.on <= line.wanted;
  return (
    <>
      <span className={css(classes.status, toneClass(inTime ? colours.success : tone))}><Icon name={inTime ? "check" : icon} /><span>{t(`Status_${coverage.kind}`)}</span></span>
      {coverage.kind === "later" && <div className={classes.caption}>{t("From", day(coverage.on))}{line.wanted !== "" && ` ${t(inTime ? "InTime" : "TooLate", day(line.wanted))}`}</div>}
      {coverage.kind === "short" && stock && stock.projected.length > 0 && <div className={classes.caption}>{t("NoDate")}</div>}
      {coverage.kind === "unknown" && <div className={classes.caption}>{t(`Why_${coverage.why}`, line.unit, stock?.unit ?? "")}</div>}
    </>
  );
}
