import { less, sign, sum, type Digits } from "../decimal";
import { invoiceHeaders, invoiceLines } from "../metadata/invoices";
import { grossAmount, partOf } from "../rules/amounts";
import { numberIn, type RuleContext, type Values } from "../rules/context";
import { customerOf, externallyMaintained } from "../rules/customerFlags";
import { linePrice } from "../rules/documentLine";
import { dateOf, orderKind, roundingStep } from "../rules/documents";
import { textOf, type StoredRow } from "../store";
import { changeLine, chosen, liveLines, refused, restate, type ChosenLine } from "./line";
import { totalsOf } from "./totals";

const copied = ["ContactPersonId", "CurrencyCode", "CustomersOrderReference", "DeliveryModeCode", "DeliveryTermsCode", "PaymentTermsName", "InvoiceCustomerAccountNumber",
  "InvoiceAddressCity", "InvoiceAddressCountryRegionISOCode", "InvoiceAddressCountryRegionId", "InvoiceAddressStreet", "InvoiceAddressStreetNumber", "InvoiceAddressZipCode",
  "SalesOrderNumber", "SalesOrderOriginType"];

/**
 * Posts an invoice for what is delivered and not invoiced yet, or for a part of it. The amounts of all invoices of a line
 * add up to the line's to the cent; the order's charges go on its first invoice, its discount on each in proportion.
 * @returns the invoice
 */
export function invoiceOrder(context: RuleContext, header: StoredRow, wanted?: readonly ChosenLine[]): StoredRow {
  const company = textOf(header, "dataAreaId");
  const customer = customerOf(context, company, textOf(header, "InvoiceCustomerAccountNumber"));
  if (customer && ["All", "Invoice"].includes(textOf(customer, "OnHoldStatus"))) throw refused(`Customer account ${textOf(customer, "CustomerAccount")} is on hold for invoicing.`);
  const lines = liveLines(context, header);
  const open = (line: StoredRow) => less(numberIn(line.values, "DeliveredQuantity"), numberIn(line.values, "InvoicedQuantity"));
  const picks = chosen(lines, wanted, open, "invoice");

  const step = roundingStep(context.rows, textOf(header, "CurrencyCode"));
  const totals = totalsOf(context, header, lines);
  const externally = externallyMaintained(customer);
  const posted: Values = {
    dataAreaId: company,
    InvoiceNumber: context.sequences.next(`invoice ${company}`, "INV-", 6),
    InvoiceDate: `${context.now.slice(0, 10)}T12:00:00Z`,
    LedgerVoucher: context.sequences.next(`voucher ${company}`, "ARV-", 6),
    CurrencyCode: textOf(header, "CurrencyCode"),
    CustomerIsExternallyMaintained: externally,
  };
  const invoiced = picks.map(({ line, quantity }) => {
    const part = linePart(line, quantity, totals.lineTaxes[lines.indexOf(line)] ?? "0", step);
    context.rows.put(invoiceLines, {
      ...posted, LineCreationSequenceNumber: line.values["LineCreationSequenceNumber"] ?? 0, InvoicedQuantity: quantity, LineAmount: part.amount,
      LineTotalDiscountAmount: part.discount, LineTotalTaxAmount: part.tax, ProductNumber: textOf(line, "ProductNumber"), ProductName: textOf(line, "ProductName"),
      ProductDescription: textOf(line, "LineDescription"), SalesPrice: numberIn(line.values, "SalesPrice"), SalesUnitSymbol: textOf(line, "SalesUnitSymbol"),
      ConfirmedShippingDate: dateOf(line, textOf(line, "ConfirmedShippingDate") === "" ? "RequestedShippingDate" : "ConfirmedShippingDate"),
    });
    const done = sum([numberIn(line.values, "InvoicedQuantity"), quantity]);
    const whole = sign(less(done, numberIn(line.values, "OrderedSalesQuantity"))) === 0;
    changeLine(context, line, { InvoicedQuantity: done, ...(whole ? { SalesOrderLineStatus: "Invoiced" } : {}) });
    return part;
  });

  const charges = less(numberIn(header.values, "ChargesAmount"), numberIn(header.values, "ChargesInvoiced"));
  const headerTax = sign(charges) === 0 ? "0" : totals.headerTax;
  const amount = sum(invoiced.map((part) => part.amount));
  const before = sum(lines.map((line) => partOf(numberIn(line.values, "LineAmount"), "0", numberIn(line.values, "InvoicedQuantity"), numberIn(line.values, "OrderedSalesQuantity"), step)));
  const discount = partOf(numberIn(header.values, "DiscountAmount"), before, amount, sum(lines.map((line) => numberIn(line.values, "LineAmount"))), step);
  const tax = sum([...invoiced.map((part) => part.tax), headerTax]);
  restate(context, header, { ChargesInvoiced: numberIn(header.values, "ChargesAmount") });
  return context.rows.put(invoiceHeaders, {
    ...posted, ...Object.fromEntries(copied.map((name) => [name, textOf(header, name)])), InvoiceAddressState: textOf(header, "InvoiceAddressStateId"),
    SalesOrderResponsiblePersonnelNumber: textOf(header, "OrderResponsiblePersonnelNumber"), InvoiceHeaderTaxAmount: headerTax, TotalChargeAmount: charges,
    // The decimal property with this name holds the discount of the whole order.
    TotalDiscountCustomerGroupCode: discount, TotalDiscountAmount: sum([...invoiced.map((part) => part.discount), discount]), TotalTaxAmount: tax,
    TotalInvoiceAmount: sum([less(amount, discount), charges, tax]),
  });
}

/** What falls to a quantity of a line; discount is what its gross amount has over its net amount. */
function linePart(line: StoredRow, quantity: Digits, lineTax: Digits, step: Digits): { amount: Digits; discount: Digits; tax: Digits } {
  const [done, whole] = [numberIn(line.values, "InvoicedQuantity"), numberIn(line.values, "OrderedSalesQuantity")];
  const amount = partOf(numberIn(line.values, "LineAmount"), done, quantity, whole, step);
  const gross = grossAmount({ ...linePrice(orderKind, line.values), quantity }, step);
  return { amount, discount: less(gross, amount), tax: partOf(lineTax, done, quantity, whole, step) };
}
