import { isOnline } from "../shared/webApi";
import type { Row } from "../shared/row";
import { datedTable, datesQuery } from "./dates";

/** What the control asks of Dataverse. Failures are the client's own error objects; see `webApiFailure`. */
export interface DatesService {
  /** False while the device has no connection; nothing is asked then. */
  isOnline(): boolean;
  /** The order with its invoices, in one request. */
  load(id: string): Promise<Row>;
}

/** @param context gives the context of the last updateView, since clients may hand out a new one each time */
export function datesService(context: () => Pick<ComponentFramework.Context<unknown>, "webAPI" | "client">): DatesService {
  return {
    isOnline: () => isOnline(context()),
    load: (id) => context().webAPI.retrieveRecord(datedTable, id, datesQuery),
  };
}
