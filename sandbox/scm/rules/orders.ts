import { less, sign } from "../decimal";
import { cdsSalesOrderLines, salesOrderOriginCodes } from "../metadata/orderLines";
import { cdsSalesOrderHeaders } from "../metadata/orders";
import { textOf, type StoredRow } from "../store";
import { nameSet, numberIn, textIn, type EntityRules, type RuleContext, type Values } from "./context";
import { customerOf, externallyMaintained } from "./customerFlags";
import { settleHeader, startHeader } from "./documentHeader";
import { settleLine, startLine } from "./documentLine";
import { headerOf, linesOf, orderKind } from "./documents";
import { moveDemand } from "./stock";

/** Value of a line ← value of its order: the line entity shows the order's own. */
const shownOnLines: Record<string, string> = {
  SalesOrderNumberHeader: "SalesOrderNumber", CurrencyCode: "CurrencyCode", SalesOrderProcessingStatus: "SalesOrderProcessingStatus",
  SalesOrderOriginType: "SalesOrderOriginType", OrderingCustomerIsExternallyMaintained: "OrderingCustomerIsExternallyMaintained",
  InvoiceCustomerIsExternallyMaintained: "InvoiceCustomerIsExternallyMaintained", AreSalesOrderTotalsUpdated: "AreTotalsUpdated", AreTotalsCalculated: "AreTotalsUpdated",
};

/** Sales orders. */
export const orderHeaderRules: EntityRules = {
  computed: nameSet(`SalesOrderStatus SalesOrderProcessingStatus AreTotalsUpdated OrderTotalAmount OrderTotalChargesAmount OrderTotalDiscountAmount
    OrderTotalTaxAmount OrderHeaderTaxAmount TotalDiscountAmount OrderingCustomerIsExternallyMaintained InvoiceCustomerIsExternallyMaintained
    SalesOrderOriginType OrderCreationDateTime FormattedDelveryAddress FormattedInvoiceAddress ConfirmedShippingDate ConfirmedReceiptDate URL`),
  start(values, context) {
    values["SalesOrderStatus"] ??= "Backorder";
    values["SalesOrderProcessingStatus"] ??= "Active";
    values["AreTotalsUpdated"] ??= "No";
    values["OrderCreationDateTime"] ??= context.now;
    return startHeader(orderKind, values, context);
  },
  settle(definition, values, given, context, before) {
    const closed = before && closedProblem(before);
    if (closed) return [closed];
    const infolog = settleHeader(orderKind, definition, values, given, context);
    const started = before && textOf(before, "SalesOrderProcessingStatus") !== "Active";
    for (const name of ["OrderingCustomerAccountNumber", "CurrencyCode"]) {
      if (started && textOf(before, name) !== textIn(values, name)) infolog.push(`Error: Field '${name}' of sales order ${textOf(before, "SalesOrderNumber")} cannot be changed after confirmation`);
    }
    const company = textIn(values, "dataAreaId");
    const origin = context.rows.find(salesOrderOriginCodes, [company, textIn(values, "SalesOrderOriginCode")]);
    values["SalesOrderOriginType"] = origin && textOf(origin, "IsOriginTypeAssigned") === "Yes" ? textOf(origin, "OriginType") || "NotSpecified" : "NotSpecified";
    values["OrderingCustomerIsExternallyMaintained"] = externallyMaintained(customerOf(context, company, textIn(values, "OrderingCustomerAccountNumber")));
    values["InvoiceCustomerIsExternallyMaintained"] = externallyMaintained(customerOf(context, company, textIn(values, "InvoiceCustomerAccountNumber")));
    if (before) values["AreTotalsUpdated"] = "No";
    return infolog;
  },
  written(row, context, before) {
    if (before) showOnLines(row, context);
  },
  mayRemove(row) {
    const status = textOf(row, "SalesOrderProcessingStatus");
    return ["Active", "Confirmed", "Canceled"].includes(status) ? [] : [`Error: Sales order ${textOf(row, "SalesOrderNumber")} cannot be deleted because it is ${status}`];
  },
  removed(row, context) {
    for (const line of linesOf(orderKind, context.rows, row)) {
      context.rows.remove(cdsSalesOrderLines, cdsSalesOrderLines.keys.map((name) => textOf(line, name)));
      moveDemand(context.rows, line, undefined);
    }
  },
};

/** Lines of sales orders. */
export const orderLineRules: EntityRules = {
  computed: nameSet(`LineAmount ProductName PickedQuantity SalesOrderLineStatus TotalTaxAmount TotalChargesAmount FormattedDeliveryAddress ConfirmedShippingDate
    ConfirmedReceiptDate ${Object.keys(shownOnLines).join(" ")}`),
  start(values, context) {
    values["SalesOrderLineStatus"] ??= "Backorder";
    const header = headerOf(orderKind, context.rows, values);
    if (header) Object.assign(values, lineCopies(header));
    return startLine(orderKind, values, context);
  },
  settle(definition, values, given, context, before) {
    const header = headerOf(orderKind, context.rows, values);
    const closed = (header && closedProblem(header)) ?? (before && textOf(before, "SalesOrderLineStatus") === "Invoiced" ? `Error: The line ${textOf(before, "LineCreationSequenceNumber")} is invoiced and cannot be changed` : undefined);
    if (closed) return [closed];
    const infolog = settleLine(orderKind, definition, values, given, context);
    if (before && sign(less(numberIn(values, "OrderedSalesQuantity"), numberIn(values, "PickedQuantity"))) < 0) {
      infolog.push(`Error: Quantity cannot be less than ${textIn(values, "PickedQuantity")}, which is picked already`);
    }
    if (before && movedPlace(before, values)) {
      if (sign(numberIn(before.values, "PickedQuantity")) !== 0) infolog.push("Error: Product, site and warehouse cannot be changed after picking");
      values["ReservedQuantity"] = "0";
    }
    return infolog;
  },
  written(row, context, before) {
    moveDemand(context.rows, before, row);
    const header = headerOf(orderKind, context.rows, row.values);
    if (header) markTotalsOutdated(header, context);
  },
  mayRemove(row) {
    return sign(numberIn(row.values, "PickedQuantity")) === 0 ? [] : [`Error: The line ${textOf(row, "LineCreationSequenceNumber")} cannot be deleted because it is picked`];
  },
  removed(row, context) {
    moveDemand(context.rows, row, undefined);
    const header = headerOf(orderKind, context.rows, row.values);
    if (header) markTotalsOutdated(header, context);
  },
};

/** Marks the totals of an order as no longer those of its lines, until sales totals are calculated again. */
export function markTotalsOutdated(header: StoredRow, context: Pick<RuleContext, "rows">): void {
  if (textOf(header, "AreTotalsUpdated") !== "No") showOnLines(context.rows.amend(cdsSalesOrderHeaders, header, { AreTotalsUpdated: "No" }), context);
}

/** Lets the lines show what the order says now. */
export function showOnLines(header: StoredRow, context: Pick<RuleContext, "rows">): void {
  const copies = lineCopies(header);
  for (const line of linesOf(orderKind, context.rows, header)) {
    if (Object.entries(copies).some(([name, value]) => line.values[name] !== value)) context.rows.amend(cdsSalesOrderLines, line, copies);
  }
}

function lineCopies(header: StoredRow): Values {
  return Object.fromEntries(Object.entries(shownOnLines).map(([name, from]) => [name, header.values[from] ?? ""]));
}

function closedProblem(header: StoredRow): string | undefined {
  const status = textOf(header, "SalesOrderProcessingStatus");
  if (status !== "Invoiced" && status !== "Canceled") return undefined;
  return `Error: Sales order ${textOf(header, "SalesOrderNumber")} is ${status === "Invoiced" ? "invoiced" : "cancelled"} and cannot be changed`;
}

function movedPlace(before: StoredRow, values: Readonly<Values>): boolean {
  return ["ProductNumber", "ShippingSiteId", "ShippingWarehouseId"].some((name) => textOf(before, name).toLowerCase() !== textIn(values, name).toLowerCase());
}
