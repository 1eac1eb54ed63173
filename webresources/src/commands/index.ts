/** Functions the ribbon calls, as `P2C.commands.<name>`. */
export { canSyncForm, syncNowOnForm } from "./form";
export { canSyncList, syncNowOnList } from "./list";
