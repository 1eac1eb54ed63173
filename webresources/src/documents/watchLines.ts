import { bareGuid } from "../../../model/request";
import { isOnline } from "../shared/client";
import { clear, show } from "../shared/notices";
import { isYes } from "../shared/protect";
import { text } from "../shared/texts";
import { type Document, standingOnForm } from "./documents";
import { keepHeaderFlag } from "./headerFlag";
import { offending } from "./lines";

const notification = "p2c_lines";
const supplyChainTab = "p2c_supplychain";

/**
 * Keeps the document's flag true while its lines come and go, and says how many lines keep it out of SCM.
 * A form whose flag says that all is well asks for nothing until a line is added or taken away.
 * @returns stops watching
 */
export function watchLines(form: Xrm.FormContext, document: Document): () => void {
  const grids: { grid: Xrm.Controls.GridControl; loaded: () => void }[] = [];
  let known: number | undefined;
  let isWatching = true;
  const review = async () => {
    if (!isWatching || !isOnline() || standingOnForm(form, document) !== "draft") return;
    try {
      await tell(form, document);
    } catch {
      // The flag is kept again before each sync; a form that cannot read its lines has nothing to say about them.
    }
  };
  form.ui.controls.forEach((control) => {
    if (!isGrid(control)) return;
    const loaded = () => {
      if (control.getEntityName() !== document.line.table) return;
      const count = control.getGrid().getTotalRecordCount();
      const isFirst = known === undefined;
      if (known === count) return;
      known = count;
      if (!isFirst) void review();
    };
    control.addOnLoad(loaded);
    grids.push({ grid: control, loaded });
  });
  if (form.data.entity.getId() !== "" && isNo(form, document.onlyExternal)) void review();
  return () => {
    isWatching = false;
    for (const { grid, loaded } of grids) grid.removeOnLoad(loaded);
  };
}

async function tell(form: Xrm.FormContext, document: Document): Promise<void> {
  const id = bareGuid(form.data.entity.getId());
  const { lines, isChanged } = await keepHeaderFlag(document, id);
  // The user may have gone on to another record of the same form meanwhile.
  if (bareGuid(form.data.entity.getId()) !== id) return;
  const count = offending(lines).length;
  if (count === 0) clear(form, notification);
  else {
    show(form, {
      id: notification, level: "INFO", message: text(document.table === "quote" ? "quote.linesKeep" : "order.linesKeep", { count }),
      action: { label: text("lines.show"), columns: ["name"], run: () => { showLines(form, document); } },
    });
  }
  if (isChanged && !form.data.getIsDirty()) await form.data.refresh(false);
}

/** Brings the lines into view: our tab, and the first grid of lines that can take the focus. */
function showLines(form: Xrm.FormContext, { line }: Document): void {
  // A customizer may have taken the tab off; the published types do not say that `get` answers null then.
  const tab: Xrm.Controls.Tab | null = form.ui.tabs.get(supplyChainTab);
  tab?.setDisplayState("expanded");
  tab?.setFocus();
  const grid = form.ui.controls.get().find((control) => isGrid(control) && control.getEntityName() === line.table);
  // The published types leave the focus of grids out.
  (grid as Partial<Xrm.Controls.UiFocusable> | undefined)?.setFocus?.();
}

function isGrid(control: Xrm.Controls.Control): control is Xrm.Controls.GridControl {
  const { addOnLoad, removeOnLoad, getGrid, getEntityName } = control as Partial<Xrm.Controls.GridControl>;
  return [addOnLoad, removeOnLoad, getGrid, getEntityName].every((member) => typeof member === "function");
}

/** Whether the form says No; a column that is not on it says nothing. */
function isNo(form: Xrm.FormContext, column: string): boolean {
  return form.getAttribute<Xrm.Attributes.BooleanAttribute>(column) !== null && !isYes(form, column);
}
