import { cdsSalesQuotationHeaders } from "../metadata/quotations";
import { cdsSalesQuotationLines } from "../metadata/quotationLines";
import { textOf, type StoredRow } from "../store";
import { nameSet, type EntityRules, type RuleContext } from "./context";
import { settleHeader, startHeader } from "./documentHeader";
import { settleLine, startLine } from "./documentLine";
import { headerOf, linesOf, quotationKind } from "./documents";

/** Statuses in which a quotation can still be changed. */
const open = ["Created", "Sent", "Reset", "Modified", "Revised"];

/** Sales quotations. */
export const quotationHeaderRules: EntityRules = {
  computed: nameSet(`SalesQuotationStatus AreTotalsCalculated QuotationTotalAmount QuotationTotalChargesAmount QuotationTotalDiscountAmount QuotationTotalTaxAmount
    QuotationHeaderTaxAmount GeneratedSalesOrderNumber FormattedDeliveryAddress FormattedInvoiceAddress SalesQuotationConfirmationDate URL`),
  start: (values, context) => startHeader(quotationKind, values, context),
  settle(definition, values, given, context, before) {
    const closed = before && closedProblem(before);
    if (before) values["AreTotalsCalculated"] = "No";
    return closed ? [closed] : settleHeader(quotationKind, definition, values, given, context);
  },
  removed(row, context) {
    for (const line of linesOf(quotationKind, context.rows, row)) context.rows.remove(cdsSalesQuotationLines, cdsSalesQuotationLines.keys.map((name) => textOf(line, name)));
  },
};

/** Lines of sales quotations. */
export const quotationLineRules: EntityRules = {
  computed: nameSet("LineAmount ProductName TotalTaxAmount TotalChargesAmount FormattedDeliveryAddress SalesQuotationStatus AreTotalsCalculated CurrencyCode InventoryLotId"),
  start(values, context) {
    const header = headerOf(quotationKind, context.rows, values);
    if (header) values["SalesQuotationStatus"] = textOf(header, "SalesQuotationStatus") || "Created";
    return startLine(quotationKind, values, context);
  },
  settle(definition, values, given, context) {
    const header = headerOf(quotationKind, context.rows, values);
    const closed = header && closedProblem(header);
    return closed ? [closed] : settleLine(quotationKind, definition, values, given, context);
  },
  written: markTotalsOutdated,
  removed: markTotalsOutdated,
};

function markTotalsOutdated(line: StoredRow, context: RuleContext): void {
  const header = headerOf(quotationKind, context.rows, line.values);
  if (header && textOf(header, "AreTotalsCalculated") === "Yes") context.rows.amend(cdsSalesQuotationHeaders, header, { AreTotalsCalculated: "No" });
}

function closedProblem(header: StoredRow): string | undefined {
  const status = textOf(header, "SalesQuotationStatus") || "Created";
  return open.includes(status) ? undefined : `Error: Quotation ${textOf(header, "SalesQuotationNumber")} is ${status.toLowerCase()} and cannot be changed`;
}
