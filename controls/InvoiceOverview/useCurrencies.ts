import * as React from "react";
import type { Currency } from "./money";
import type { InvoiceService } from "./service";

/** The organisation's currencies, read once when there is an amount to show; empty while, and where, they cannot be read. */
export function useCurrencies(needed: boolean, service: InvoiceService, ended: AbortSignal): ReadonlyMap<string, Currency> {
  const [currencies, setCurrencies] = React.useState<ReadonlyMap<string, Currency>>(() => new Map());
  const asked = React.useRef(false);
  React.useEffect(() => {
    if (!needed || asked.current || ended.aborted || !service.isOnline()) return;
    asked.current = true;
    // Without them amounts are shown with the currency's name: less handsome, no less true.
    service.currencies().then((found) => { if (!ended.aborted) setCurrencies(found); }, () => undefined);
  }, [needed, service, ended]);
  return currencies;
}
