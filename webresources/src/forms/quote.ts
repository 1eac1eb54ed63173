import { recordForm } from "../shared/recordForm";

/** OnLoad of the quote's main form. Dataverse itself makes an active quote read-only. */
export const onLoad = recordForm(() => undefined);
