import { product } from "../../../model/generated/schema";
import { bareGuid } from "../../../model/request";
import type { StringKey } from "../generated/strings";
import { lockForm } from "../shared/protect";
import { type Document, type Standing, standingOf } from "./documents";
import { keepHeaderFlag } from "./headerFlag";

const productColumn = "productid";
const externalOnly = `<filter type="and"><condition attribute="${product.columns.isMaintainedExternally}" operator="eq" value="1" /></filter>`;

/** The header of a line, as far as its form looks at it. */
export interface Header {
  id: string;
  standing: Standing;
  onlyExternal: boolean;
}

/**
 * OnLoad of the main form of a document's lines: read-only when the document is, products looked up among those of SCM
 * while the document holds only such, and the flags of line and document kept.
 * @param locked what is said of a document that is no draft any more; undefined where Dataverse itself closes the lines
 */
export function lineForm(document: Document, locked?: Partial<Record<Standing, StringKey>>): (executionContext: Xrm.Events.EventContext) => void {
  /** Ends what an earlier line opened: one page shows many records, each with its own OnLoad. */
  let leave: () => void = () => undefined;
  return (executionContext) => {
    const form = executionContext.getFormContext();
    leave();
    let header: Header | undefined;
    const lookups = productLookups(form);
    const narrow = () => {
      if (header?.onlyExternal) lookups.forEach((lookup) => { lookup.addCustomFilter(externalOnly, product.logicalName); });
    };
    const chosen = () => { void markLine(form, document); };
    const saved = (context: Xrm.Events.PostSaveEventContext) => {
      if (context.getEventArgs().getIsSaveSuccess() && header?.standing === "draft") void keepHeaderFlag(document, header.id).catch(() => undefined);
    };
    const attribute: Xrm.Attributes.LookupAttribute | null = form.getAttribute<Xrm.Attributes.LookupAttribute>(productColumn);
    lookups.forEach((lookup) => { lookup.addPreSearch(narrow); });
    attribute?.addOnChange(chosen);
    form.data.entity.addOnPostSave(saved);
    leave = () => {
      lookups.forEach((lookup) => { lookup.removePreSearch(narrow); });
      attribute?.removeOnChange(chosen);
      form.data.entity.removeOnPostSave(saved);
    };
    void headerOf(form, document).then((found) => {
      header = found;
      const reason = found && locked?.[found.standing];
      if (reason) lockForm(form, reason);
    });
  };
}

/** The document of the form's line: by its lookup, or, on a line being made, by the form it is made from. */
export async function headerOf(form: Xrm.FormContext, document: Document): Promise<Header | undefined> {
  const lookup = form.getAttribute<Xrm.Attributes.LookupAttribute>(document.line.parent)?.getValue()?.[0]?.id;
  const id = lookup ?? madeFrom(document);
  if (id === undefined) return undefined;
  try {
    const row: Record<string, unknown> = await Xrm.WebApi.retrieveRecord(document.table, bareGuid(id), `?$select=${[document.onlyExternal, ...document.stateColumns].join(",")}`);
    return { id: bareGuid(id), standing: standingOf(row), onlyExternal: row[document.onlyExternal] === true };
  } catch {
    // Without the document the form stays as Dynamics 365 has it; the server has the last word.
    return undefined;
  }
}

function madeFrom({ table }: Document): string | undefined {
  const { input } = Xrm.Utility.getPageContext();
  const from = "createFromEntity" in input ? input.createFromEntity : undefined;
  return from?.entityType === table ? from.id : undefined;
}

function productLookups(form: Xrm.FormContext): Xrm.Controls.LookupControl[] {
  const attribute: Xrm.Attributes.Attribute | null = form.getAttribute(productColumn);
  return (attribute?.controls.get() ?? []).filter((control): control is Xrm.Controls.LookupControl => typeof (control as Partial<Xrm.Controls.LookupControl>).addPreSearch === "function");
}

/** Sets the line's flag from its product; a write-in has none. */
async function markLine(form: Xrm.FormContext, { line }: Document): Promise<void> {
  const flag: Xrm.Attributes.BooleanAttribute | null = form.getAttribute<Xrm.Attributes.BooleanAttribute>(line.isExternal);
  if (!flag) return;
  const chosen = () => form.getAttribute<Xrm.Attributes.LookupAttribute>(productColumn)?.getValue()?.[0]?.id;
  const id = chosen();
  const isExternal = id === undefined ? false : await isProductExternal(id);
  // A slow answer about a product that was given up meanwhile says nothing any more.
  if (isExternal === undefined || chosen() !== id) return;
  flag.setValue(isExternal);
  // The control is read-only, and its column would be left out of the save.
  flag.setSubmitMode("always");
}

async function isProductExternal(id: string): Promise<boolean | undefined> {
  const { isMaintainedExternally } = product.columns;
  try {
    const row: Record<string, unknown> = await Xrm.WebApi.retrieveRecord(product.logicalName, bareGuid(id), `?$select=${isMaintainedExternally}`);
    return row[isMaintainedExternally] === true;
  } catch {
    return undefined;
  }
}
