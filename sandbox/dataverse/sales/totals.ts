import { numberOf, textOf } from "../store/lookup";
import type { Store } from "../store/store";
import type { Row } from "../store/types";
import { headerTotals, lineDiscount, type LineShare } from "./calculation";
import type { SalesDocument } from "./documents";
import { amountOf, printAmount, roundAmount, type Amount } from "./money";
import { pricingError } from "./priceList";
import { precisionOf, type SalesSettings } from "./settings";

interface Figures {
  net: Amount;
  manualDiscount: Amount;
  quantity: string | undefined;
  tax: Amount;
  failed: boolean;
}

// Stored rows are replaced, never changed, so what was read from one stays true; a long document is not parsed anew for each line.
const read = new WeakMap<Row, Figures>();

function figuresOf(line: Row): Figures {
  let figures = read.get(line);
  if (!figures) {
    const tax = amountOf(textOf(line, "tax"));
    figures = {
      net: amountOf(textOf(line, "extendedamount")) - tax,
      manualDiscount: amountOf(textOf(line, "manualdiscountamount")),
      quantity: textOf(line, "quantity"),
      tax,
      failed: (numberOf(line, "pricingerrorcode") ?? 0) !== 0,
    };
    read.set(line, figures);
  }
  return figures;
}

/** Whether the totals of a document are the system's: `oobpricecalculationenabled`, and no `skippricecalculation` on the header. */
export function totalsAreCalculated(settings: SalesSettings, header: Row): boolean {
  return settings.systemPricing && (numberOf(header, "skippricecalculation") ?? 0) === 0;
}

/** Totals of a document from its stored lines, and its pricing error: 1 when a line has one. */
export function documentTotals(store: Store, settings: SalesSettings, document: SalesDocument, header: Row, headerId: string): Row {
  const precision = precisionOf(store, header);
  const shares: LineShare[] = [];
  let failed = false;
  for (const line of store.referencing(document.line, document.parent, headerId)) {
    const figures = figuresOf(line);
    failed ||= figures.failed;
    const discount = figures.manualDiscount === 0n ? 0n : lineDiscount(figures, { precision, discountPerUnit: settings.discountPerUnit });
    shares.push({ net: figures.net, discount, tax: figures.tax });
  }
  const totals = headerTotals(shares, {
    discountPercentage: textOf(header, "discountpercentage"),
    discountAmount: amountOf(textOf(header, "discountamount")),
    freightAmount: amountOf(textOf(header, "freightamount")),
  }, precision);
  return {
    ...rounded(header, "discountamount", precision), ...rounded(header, "freightamount", precision),
    totallineitemamount: printAmount(totals.totalLineItemAmount),
    totallineitemdiscountamount: printAmount(totals.totalLineItemDiscountAmount),
    totaldiscountamount: printAmount(totals.totalDiscountAmount),
    totalamountlessfreight: printAmount(totals.totalAmountLessFreight),
    totaltax: printAmount(totals.totalTax),
    totalamount: printAmount(totals.totalAmount),
    pricingerrorcode: failed ? pricingError.detail : pricingError.none,
  };
}

function rounded(header: Row, column: string, precision: number): Row {
  const text = textOf(header, column);
  return text === undefined ? {} : { [column]: printAmount(roundAmount(amountOf(text), precision)) };
}
