import { quotes } from "../documents/documents";
import { watchLines } from "../documents/watchLines";
import { recordForm } from "./recordForm";

export { canRevise, revise } from "../quotes/revise";

/** OnLoad of the quote's main form. Dataverse itself makes an active quote read-only. */
export const onLoad = recordForm(() => undefined, (form) => watchLines(form, quotes));
