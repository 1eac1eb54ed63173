import { orders } from "../documents/documents";
import { lineCommands } from "../documents/deleteLines";
import { lineForm } from "../documents/lineForm";

/** OnLoad of the main form of an order's line. Only the lines of a draft are changed in Sales. */
export const onLoad = lineForm(orders, { fromScm: "form.lockedExternal", active: "order.lockedActive" });

export const { canDeleteLine, canDeleteLines, deleteLine, deleteLines } = lineCommands(orders);
