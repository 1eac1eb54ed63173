import { bareGuid } from "../../../model/request";
import { inParallel } from "../shared/client";
import { isConfirmed, perform } from "../shared/perform";
import { text } from "../shared/texts";
import { type Document, standingOnForm } from "./documents";
import { headerOf } from "./lineForm";

/** Lines deleted at the same time. */
const inFlight = 4;

/** A chosen line, as the command parameter `SelectedControlSelectedItemReferences` gives it. */
interface ItemReference {
  Id: string;
}

/** Delete, on the form of a line and in a grid of lines, for as long as their document is a draft made in Sales. */
export function lineCommands(document: Document) {
  return {
    /** Rule in a grid; only the document's own form shows its standing. */
    canDeleteLines: (form: Partial<Xrm.FormContext> | null): boolean => !isFormOf(form, document) || standingOnForm(form, document) === "draft",

    deleteLines: async (items: readonly ItemReference[], grid: Xrm.Controls.GridControl): Promise<void> => {
      if (!(await isConfirmed(text("standard.deleteTitle"), text("standard.deleteText", { count: items.length })))) return;
      await perform(async () => { await inParallel(items, inFlight, ({ Id }) => Promise.resolve(Xrm.WebApi.deleteRecord(document.line.table, bareGuid(Id)))); });
      // Those before the one that failed are gone.
      grid.refresh();
    },

    /** Rule on the form of a line, whose document stands elsewhere. */
    canDeleteLine: async (form: Xrm.FormContext): Promise<boolean> => form.data.entity.getId() !== "" && ((await headerOf(form, document))?.standing ?? "draft") === "draft",

    deleteLine: async (form: Xrm.FormContext): Promise<void> => {
      if (!(await isConfirmed(text("standard.deleteTitle"), text("standard.deleteText", { count: 1 })))) return;
      if (await perform(async () => { await Xrm.WebApi.deleteRecord(document.line.table, bareGuid(form.data.entity.getId())); })) form.ui.close();
    },
  };
}

/** In a list of all lines the primary control is the list. */
function isFormOf(form: Partial<Xrm.FormContext> | null, { table }: Document): form is Xrm.FormContext {
  return form?.data?.entity.getEntityName() === table;
}
