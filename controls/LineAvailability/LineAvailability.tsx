import { css } from "@fluentui/react";
import * as React from "react";
import { Button } from "../shared/Button";
import { Icon } from "../shared/Icon";
import { toneClass } from "../shared/baseStyles";
import { StockBar } from "../shared/stock/StockBar";
import type { StockOutput } from "../shared/stock/useStock";
import { LineList } from "./LineList";
import { Summary } from "./Summary";
import type { CoveredLine } from "./allocate";
import { type Sorting, shownLines, sortings } from "./order";
import type { Standing, ValuesError } from "./standing";
import { useUi } from "./ui";
import type { DataSetOutput } from "./useDataSet";

export interface LineAvailabilityProps {
  lines: readonly CoveredLine[];
  stock: StockOutput;
  standing: Standing;
  /** What is wrong with the control's own properties. */
  misconfigured: ValuesError | undefined;
  /** Milliseconds since 1970. */
  now: number;
  pages: DataSetOutput;
  /** The list is being read. */
  loading: boolean;
  /** What the platform says when the list could not be read. */
  error: string | undefined;
  /** The record has never been saved. */
  unsaved: boolean;
  hasMore: boolean;
  /** Lines in all; undefined when the platform does not count that far. */
  count: number | undefined;
  measureLabel: string;
  maxAgeMinutes: number;
  onOpen: (id: string) => void;
  onReload: () => void;
}

/** The control, drawn from its props alone. */
export function LineAvailabilityCard(props: LineAvailabilityProps): React.ReactElement {
  const { lines, loading, error, unsaved, pages, stock, misconfigured } = props;
  const { t, classes } = useUi();
  const reading = lines.length === 0 && (loading || pages.preparing);
  return (
    <div className={classes.card} role="group" aria-label={t("Title")} aria-busy={loading || stock.view.loading}>
      {misconfigured
        ? <Trouble text={t("BadValues", misconfigured.params.property, misconfigured.params.text)} />
        : error !== undefined
        ? <Trouble text={t("SetError", error)} onReload={props.onReload} />
        : reading ? <p className={classes.hint}>{t("Loading")}</p>
        : lines.length === 0 ? <p className={classes.hint}>{t(unsaved ? "Unsaved" : "NoLines")}</p>
        : pages.missing.length > 0 ? <Trouble text={t(pages.missing.length === 1 ? "MissingColumn" : "MissingColumns", pages.missing.join(", "))} />
        : <Known {...props} />}
    </div>
  );
}

function Known({ lines, stock, standing, now, pages, loading, hasMore, count, measureLabel, maxAgeMinutes, onOpen }: LineAvailabilityProps): React.ReactElement {
  const ui = useUi();
  const { t, classes } = ui;
  const [onlyShort, setOnlyShort] = React.useState(false);
  const [sorting, setSorting] = React.useState<Sorting>("list");
  // Of lines that are settled none is short and none stands worse than another.
  const open = standing === "open";
  const shown = React.useMemo(() => (open ? shownLines(lines, sorting, onlyShort) : lines), [lines, open, sorting, onlyShort]);
  // Lines whose stock is on its way would only be drawn to be drawn again.
  if (!stock.view.ready && !stock.view.problem) return <p className={classes.hint}>{t("ReadingStock")}</p>;
  return (
    <>
      <Summary lines={lines} isPart={hasMore} />
      {!open && <p className={classes.hint}>{t(standing === "inScm" ? "StandingInScm" : "StandingEnded")}</p>}
      <div className={classes.bar}><StockBar stock={stock} ui={{ ...ui, now }} maxAgeMinutes={maxAgeMinutes} /></div>
      {open && lines.length > 1 && (
        <div className={classes.tools}>
          <label className={classes.only}>
            <input type="checkbox" className={classes.checkbox} checked={onlyShort} onChange={({ currentTarget }) => { setOnlyShort(currentTarget.checked); }} />
            <span>{t("OnlyShort")}</span>
          </label>
          <label className={classes.sort}>
            <span>{t("Sort")}</span>
            <select className={classes.select} value={sorting} onChange={({ currentTarget }) => { setSorting(sortings.find((one) => one === currentTarget.value) ?? "list"); }}>
              {sortings.map((one) => <option key={one} value={one}>{t(`Sort_${one}`)}</option>)}
            </select>
          </label>
        </div>
      )}
      {shown.length === 0 ? <p className={classes.hint}>{t("NoneShort")}</p> : <LineList lines={shown} measureLabel={measureLabel} onOpen={onOpen} />}
      {hasMore && (
        <div className={classes.footer}>
          <span role="status" className={classes.muted}>
            {pages.loadingAll || loading ? t("LoadingMore", lines.length) : count === undefined ? t("ShownOfMany", lines.length) : t("Shown", lines.length, count)}
          </span>
          {pages.loadingAll
            ? <Button className={classes.button} onClick={pages.stop}>{t("Stop")}</Button>
            : (
              <>
                <Button className={classes.button} off={loading} onClick={pages.loadMore}>{t("LoadMore")}</Button>
                <Button className={classes.button} off={loading} onClick={pages.loadAll}>{count === undefined ? t("LoadAllMany") : t("LoadAll", count)}</Button>
              </>
            )}
        </div>
      )}
    </>
  );
}

function Trouble({ text, onReload }: { text: string; onReload?: () => void }): React.ReactElement {
  const { t, classes, colours } = useUi();
  return (
    <div className={css(classes.panel, toneClass(colours.warning))}>
      <Icon name="warning" className={classes.panelIcon} />
      <div className={classes.panelText}>
        <p className={classes.panelRow}>{text}</p>
        {onReload && <p className={classes.panelRow}><Button className={classes.button} onClick={onReload}>{t("TryAgain")}</Button></p>}
      </div>
    </div>
  );
}
