import { DefaultButton } from "@fluentui/react";
import * as React from "react";
import { ConflictSide } from "../../model/generated/schema";
import type { FieldComparison } from "../../model/request";
import { useUi } from "./ui";

export interface ConflictProps {
  fields: readonly FieldComparison[];
  /** Starts a sync in which one side wins; undefined while none can be started. */
  onChoose: ((side: ConflictSide) => void) | undefined;
}

/** Fields that both sides changed, each with all its values, and the choice whose stand. */
export function Conflict({ fields, onChoose }: ConflictProps): React.ReactElement {
  const { t, classes } = useUi();
  const value = (text: string, isDeleted = false) => (isDeleted || text === "" ? <em>{t(isDeleted ? "ConflictDeleted" : "ConflictBlank")}</em> : text);
  return (
    <div className={classes.section} role="group" aria-label={t("ConflictTitle")}>
      <div className={classes.sectionTitle} aria-hidden="true">{t("ConflictTitle")}</div>
      <ul className={classes.timeline}>
        {fields.map(({ field, line, name, deleted, sales, scm, last }) => (
          <li key={`${line ?? ""} ${field}`} className={classes.conflict}>
            <div className={classes.term}>{line === undefined ? field : [field, [t("ConflictLine", line), name].filter(Boolean).join(" ")].join(" · ")}</div>
            <div>{t("ConflictSales")}: {value(sales, deleted === "sales")}</div>
            <div>{t("ConflictScm")}: {value(scm, deleted === "scm")}</div>
            {last !== undefined && <div className={classes.muted}>{t("ConflictLast")}: {value(last)}</div>}
          </li>
        ))}
      </ul>
      {onChoose && (
        <p className={classes.notice}>
          <DefaultButton className={classes.button} onClick={() => { onChoose(ConflictSide.SalesWins); }}>{t("KeepSales")}</DefaultButton>
          <DefaultButton className={classes.button} onClick={() => { onChoose(ConflictSide.ScmWins); }}>{t("KeepScm")}</DefaultButton>
        </p>
      )}
    </div>
  );
}
