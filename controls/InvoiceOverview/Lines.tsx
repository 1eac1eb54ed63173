import * as React from "react";
import { Button } from "../shared/Button";
import { type Row, textOf, wordedValue } from "../shared/row";
import { webApiFailure } from "../shared/webApiError";
import { mostLines } from "./service";
import { lineClasses } from "./styles";
import { useUi } from "./ui";
import type { LinesProblem } from "./words";

export interface LinesProps {
  table: string;
  lookup: string;
  invoiceId: string;
  /** What people call the invoice. */
  name: string;
}

interface LinesState {
  rows: readonly Row[] | undefined;
  more: boolean;
  problem: LinesProblem | undefined;
}

/** The lines of one invoice, read when this is first drawn. */
export function Lines({ table, lookup, invoiceId, name }: LinesProps): React.ReactElement {
  const { t, classes, colours, service, ended } = useUi();
  const [state, setState] = React.useState<LinesState>({ rows: undefined, more: false, problem: undefined });
  const [asked, setAsked] = React.useState(0);
  React.useEffect(() => {
    let current = true;
    const show = (change: Partial<LinesState>) => { if (current && !ended.aborted) setState({ rows: undefined, more: false, problem: undefined, ...change }); };
    if (!service.isOnline()) show({ problem: "offline" });
    else {
      show({});
      service.lines(table, lookup, invoiceId).then(show, (error: unknown) => { show({ problem: problemOf(error) }); });
    }
    return () => { current = false; };
  }, [table, lookup, invoiceId, asked, service, ended]);

  const { rows, more, problem } = state;
  if (problem) {
    return <p className={classes.notice}>{t(`Problem_${problem}`)} <Button className={classes.button} onClick={() => { setAsked(asked + 1); }}>{t("TryAgain")}</Button></p>;
  }
  if (!rows) return <p className={classes.muted} role="status">{t("LinesLoading")}</p>;
  if (rows.length === 0) return <p className={classes.muted}>{t("LinesNone")}</p>;
  return (
    <>
      <ul className={lineClasses(colours).lineList} aria-label={t("Lines", name)}>{rows.map((row, index) => <Line key={index} row={row} />)}</ul>
      {more && <p className={classes.muted}>{t("LinesFirst", mostLines)}</p>}
    </>
  );
}

function Line({ row }: { row: Row }): React.ReactElement {
  const { t, classes, colours } = useUi();
  const worded = (column: string) => wordedValue(row, column) || textOf(row[column]);
  // A raw GUID is no name.
  const product = wordedValue(row, "_productid_value") || textOf(row.productdescription) || t("LineUnnamed");
  const quantity = [worded("quantity"), wordedValue(row, "_uomid_value")].filter(Boolean).join(" ");
  return (
    <li className={lineClasses(colours).line}>
      <span>
        <bdi>{product}</bdi>
        <span className={classes.below}>{[quantity, worded("priceperunit")].filter(Boolean).join(" × ")}</span>
      </span>
      <bdi className={`${classes.amount} ${classes.figures}`}>{worded("extendedamount")}</bdi>
    </li>
  );
}

function problemOf(error: unknown): LinesProblem {
  const { kind } = webApiFailure(error);
  return kind === "other" || kind === "duplicate" ? "failed" : kind;
}
