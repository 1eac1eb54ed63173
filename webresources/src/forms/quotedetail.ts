import { quotes } from "../documents/documents";
import { lineCommands } from "../documents/deleteLines";
import { lineForm } from "../documents/lineForm";

/** OnLoad of the main form of a quote's line. Dataverse itself closes the lines of a quote that is no draft. */
export const onLoad = lineForm(quotes);

export const { canDeleteLine, canDeleteLines, deleteLine, deleteLines } = lineCommands(quotes);
