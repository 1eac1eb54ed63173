import { css } from "@fluentui/react";
import * as React from "react";
import type { FieldComparison } from "../../model/request";
import { Button } from "../shared/Button";
import { ErrorPanel } from "./ErrorPanel";
import { Moment } from "./Moment";
import type { ComparisonView } from "./comparison";
import { FieldName } from "./FieldName";
import { type FieldGroup, groupFields } from "./fieldGroups";
import { type SyncError, wordsOf } from "./snapshot";
import { valueText } from "./fieldValue";
import { tableClasses } from "./styles";
import { useUi } from "./ui";

export interface ComparisonProps {
  view: ComparisonView;
  /** Why none can be asked for now: a sync is under way, or is not possible at all. */
  disabled: boolean;
  onCompare: () => void;
}

/** The button that has the record compared with SCM, and the answer. */
export function Comparison({ view, disabled, onCompare }: ComparisonProps): React.ReactElement {
  const { t, classes } = useUi();
  const running = view.phase === "running";
  const off = disabled || running;
  return (
    <div className={classes.section} role="group" aria-label={t("CompareTitle")}>
      <div className={classes.sectionTitle} aria-hidden="true">{t("CompareTitle")}</div>
      <p className={classes.notice}>
        {/* The same element in every state, so that the keyboard focus stays. */}
        <Button className={classes.button} off={off} onClick={onCompare}>{t(view.phase === "done" ? "CompareAgain" : "Compare")}</Button>
        {view.phase === "none" && <span>{t("CompareHint")}</span>}
        <span aria-live="polite"><Course view={view} /></span>
      </p>
      {view.phase === "failed" && <Failure error={view.error} excluded={view.excluded} />}
      {view.phase === "done" && <Fields fields={view.fields} />}
    </div>
  );
}

/** Where the comparison stands, in a few words that are read aloud. */
function Course({ view }: { view: ComparisonView }): React.ReactElement | null {
  const { t } = useUi();
  switch (view.phase) {
    case "none": return null;
    case "running": return <>{[t("Comparing"), view.step && t(`Step_${view.step}`)].filter(Boolean).join(" ")}</>;
    case "stopped": return <>{view.kind === "unanswered" ? t("CompareStopped") : `${t(`Problem_${view.kind}`)} ${t(`Problem_${view.kind}_Do`)}`}</>;
    case "failed": return <>{t(view.excluded ? "Outcome_excluded" : "CompareFailed")}</>;
    case "done": {
      const count = groupFields(view.fields).reduce((sum, { differing }) => sum + differing.length, 0);
      const found = view.fields.length === 0 ? t("CompareNoFields") : count === 0 ? t("CompareEqual") : t(count === 1 ? "CompareDiffersOne" : "CompareDiffersMany", count);
      return <>{found} · {t("CompareDone")} <Moment at={view.on} /></>;
    }
  }
}

function Failure({ error, excluded }: { error: SyncError; excluded: boolean }): React.ReactElement {
  const { t, lcid, colours } = useUi();
  const words = wordsOf(error, lcid) ?? { whatHappened: t("Error_Unknown"), whatToDo: t("Error_Unknown_Do") };
  return <ErrorPanel tone={excluded ? colours.neutral : colours.warning} whatHappened={words.whatHappened} whatToDo={words.whatToDo} technical="" isNew={false} />;
}

function Fields({ fields }: { fields: readonly FieldComparison[] }): React.ReactElement | null {
  const { t, colours } = useUi();
  const table = tableClasses(colours);
  const [withEqual, setWithEqual] = React.useState(false);
  const groups = groupFields(fields);
  const equal = groups.reduce((sum, group) => sum + group.equal.length, 0);
  const shown = groups.filter((group) => withEqual || group.differing.length > 0);
  if (fields.length === 0) return null;
  return (
    <>
      {equal > 0 && (
        <label className={table.toggle}>
          <input type="checkbox" checked={withEqual} onChange={() => { setWithEqual(!withEqual); }} /> {t("CompareShowEqual", equal)}
        </label>
      )}
      {shown.length > 0 && (
        <div className={table.tableFrame}>
          {/* The roles are spelt out because stacked cells, in a narrow form, lose them otherwise. */}
          <table className={table.table} role="table" aria-label={t("CompareTitle")}>
            <thead role="rowgroup">
              <tr role="row">{(["CompareField", "ConflictSales", "ConflictLast", "ConflictScm", "CompareWrite"] as const).map((key) => <th key={key} role="columnheader" scope="col">{t(key)}</th>)}</tr>
            </thead>
            {shown.map((group) => <Group key={group.line?.number ?? ""} group={group} withEqual={withEqual} titled={groups.length > 1} />)}
          </table>
        </div>
      )}
    </>
  );
}

function Group({ group, withEqual, titled }: { group: FieldGroup; withEqual: boolean; titled: boolean }): React.ReactElement {
  const { t, colours } = useUi();
  const table = tableClasses(colours);
  const title = group.line ? [t("ConflictLine", group.line.number), group.line.name].filter(Boolean).join(" · ") : t("CompareHeader");
  return (
    <tbody role="rowgroup">
      {titled && <tr role="row"><th role="rowheader" scope="rowgroup" colSpan={5} className={table.groupTitle}>{title}</th></tr>}
      {group.differing.map((field) => <Field key={field.field} field={field} differing />)}
      {withEqual && group.equal.map((field) => <Field key={field.field} field={field} differing={false} />)}
    </tbody>
  );
}

function Field({ field, differing }: { field: FieldComparison; differing: boolean }): React.ReactElement {
  const ui = useUi();
  const { t, classes, colours } = ui;
  const table = tableClasses(colours);
  const value = (text: string | undefined, isDeleted = false) =>
    text === undefined ? <span className={classes.muted}>–</span> : isDeleted || text === "" ? <em>{t(isDeleted ? "ConflictDeleted" : "ConflictBlank")}</em> : <bdi>{valueText(field, text, ui)}</bdi>;
  return (
    <tr role="row" className={css(differing && table.differing)}>
      <th role="rowheader" scope="row"><FieldName of={field} /></th>
      <td role="cell" data-label={t("ConflictSales")}>{value(field.sales, field.deleted === "sales")}</td>
      <td role="cell" data-label={t("ConflictLast")}>{value(field.last)}</td>
      <td role="cell" data-label={t("ConflictScm")}>{value(field.scm, field.deleted === "scm")}</td>
      <td role="cell" data-label={t("CompareWrite")} className={field.write === undefined ? undefined : table.write}>{field.write === undefined ? <span className={classes.muted}>{t("CompareNothing")}</span> : value(field.write)}</td>
    </tr>
  );
}
