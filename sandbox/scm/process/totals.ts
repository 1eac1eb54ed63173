import { sum, type Digits } from "../decimal";
import { cdsSalesOrderLines } from "../metadata/orderLines";
import { cdsSalesOrderHeaders } from "../metadata/orders";
import { cdsSalesQuotationHeaders } from "../metadata/quotations";
import { cdsSalesQuotationLines } from "../metadata/quotationLines";
import { customerGroups } from "../metadata/reference";
import { documentTotals, type DocumentTotals } from "../rules/amounts";
import { numberIn, textIn, type RuleContext, type Values } from "../rules/context";
import { customerOf } from "../rules/customerFlags";
import { linesOf, orderKind, quotationKind, roundingStep } from "../rules/documents";
import { showOnLines } from "../rules/orders";
import { textOf, type StoredRow } from "../store";
import { liveLines } from "./line";

/** Totals of an order as its lines, charges and discount stand now. */
export function totalsOf(context: RuleContext, header: StoredRow, lines: readonly StoredRow[]): DocumentTotals {
  const amounts = lines.map((line) => ({ amount: numberIn(line.values, "LineAmount"), discount: numberIn(line.values, "TotalDiscountAmount") }));
  const step = roundingStep(context.rows, textOf(header, "CurrencyCode"));
  return documentTotals(amounts, numberIn(header.values, "ChargesAmount"), numberIn(header.values, "DiscountAmount"), taxRateOf(context, header.values), step);
}

/** Sales tax of a document in percent: that of the customer's sales tax group, else of his customer group's. */
function taxRateOf(context: RuleContext, header: Readonly<Values>): Digits {
  const company = textIn(header, "dataAreaId");
  const customer = customerOf(context, company, textIn(header, "OrderingCustomerAccountNumber") || textIn(header, "RequestingCustomerAccountNumber"));
  const group = customer && context.rows.find(customerGroups, [company, textOf(customer, "CustomerGroupId")]);
  const taxGroup = (customer && textOf(customer, "SalesTaxGroup")) || (group ? textOf(group, "TaxGroupId") : "");
  return context.settings.taxRates[taxGroup] ?? "0";
}

/** Calculates sales totals of an order. They are kept beside the order, so its own version stays. */
export function calculateTotals(context: RuleContext, header: StoredRow): StoredRow {
  const lines = liveLines(context, header);
  const totals = totalsOf(context, header, lines);
  lines.forEach((line, i) => context.rows.amend(cdsSalesOrderLines, line, { TotalTaxAmount: totals.lineTaxes[i] ?? "0" }));
  const after = context.rows.amend(cdsSalesOrderHeaders, header, {
    OrderTotalAmount: totals.total, OrderTotalTaxAmount: totals.tax, OrderHeaderTaxAmount: totals.headerTax,
    OrderTotalChargesAmount: numberIn(header.values, "ChargesAmount"), TotalDiscountAmount: numberIn(header.values, "DiscountAmount"),
    OrderTotalDiscountAmount: sum([totals.lineDiscounts, numberIn(header.values, "DiscountAmount")]), AreTotalsUpdated: "Yes",
  });
  showOnLines(after, context);
  return after;
}

/**
 * Calculates sales totals of all orders that need it, as the periodic task does.
 * @param company this one only
 * @returns how many
 */
export function calculateAllTotals(context: RuleContext, company?: string): number {
  let count = 0;
  for (const header of [...context.rows.all(orderKind.header)]) {
    if ((company !== undefined && textOf(header, "dataAreaId") !== company) || textOf(header, "AreTotalsUpdated") === "Yes") continue;
    calculateTotals(context, header);
    count++;
  }
  return count;
}

/** Calculates totals of a quotation; its own charges and discounts are not imitated. */
export function calculateQuotationTotals(context: RuleContext, header: StoredRow): StoredRow {
  const lines = linesOf(quotationKind, context.rows, header);
  const totals = totalsOf(context, header, lines);
  lines.forEach((line, i) => context.rows.amend(cdsSalesQuotationLines, line, { TotalTaxAmount: totals.lineTaxes[i] ?? "0", AreTotalsCalculated: "Yes" }));
  return context.rows.amend(cdsSalesQuotationHeaders, header, {
    QuotationTotalAmount: totals.total, QuotationTotalTaxAmount: totals.tax, QuotationHeaderTaxAmount: totals.headerTax,
    QuotationTotalDiscountAmount: totals.lineDiscounts, AreTotalsCalculated: "Yes",
  });
}
