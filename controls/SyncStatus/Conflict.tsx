import * as React from "react";
import { ConflictSide } from "../../model/generated/schema";
import type { FieldComparison } from "../../model/request";
import { Button } from "../shared/Button";
import { FieldName } from "./FieldName";
import { valueText } from "./fieldValue";
import { listClasses } from "./styles";
import { useUi } from "./ui";

export interface ConflictProps {
  fields: readonly FieldComparison[];
  /** Starts a sync in which one side wins; undefined while none can be started. */
  onChoose: ((side: ConflictSide) => void) | undefined;
}

/** Fields that both sides changed, each with all its values, and the choice whose stand. */
export function Conflict({ fields, onChoose }: ConflictProps): React.ReactElement {
  const ui = useUi();
  const { t, classes, colours } = ui;
  const list = listClasses(colours);
  const value = (of: FieldComparison, text: string, isDeleted = false) =>
    (isDeleted || text === "" ? <em>{t(isDeleted ? "ConflictDeleted" : "ConflictBlank")}</em> : <bdi>{valueText(of, text, ui)}</bdi>);
  return (
    <div className={classes.section} role="group" aria-label={t("ConflictTitle")}>
      <div className={classes.sectionTitle} aria-hidden="true">{t("ConflictTitle")}</div>
      <ul className={list.timeline}>
        {fields.map((of) => (
          <li key={`${of.line ?? ""} ${of.field}`} className={list.conflict}>
            <div className={classes.term}><FieldName of={of} />{of.line !== undefined && ` · ${[t("ConflictLine", of.line), of.name].filter(Boolean).join(" ")}`}</div>
            <div>{t("ConflictSales")}: {value(of, of.sales, of.deleted === "sales")}</div>
            <div>{t("ConflictScm")}: {value(of, of.scm, of.deleted === "scm")}</div>
            {of.last !== undefined && <div className={classes.muted}>{t("ConflictLast")}: {value(of, of.last)}</div>}
          </li>
        ))}
      </ul>
      {onChoose && (
        <p className={classes.notice}>
          <Button className={classes.button} onClick={() => { onChoose(ConflictSide.SalesWins); }}>{t("KeepSales")}</Button>
          <Button className={classes.button} onClick={() => { onChoose(ConflictSide.ScmWins); }}>{t("KeepScm")}</Button>
        </p>
      )}
    </div>
  );
}
