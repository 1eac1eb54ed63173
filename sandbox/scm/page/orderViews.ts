import { less, sign } from "../decimal";
import { invoiceHeaders, invoiceLines } from "../metadata/invoices";
import { cdsSalesOrderHeaders } from "../metadata/orders";
import { cdsSalesQuotationHeaders } from "../metadata/quotations";
import { numberIn } from "../rules/context";
import { linesOf, orderKind, quotationKind } from "../rules/documents";
import { textOf, type ScmStore, type StoredRow } from "../store";
import { linkTo, notice, type Message, type Place } from "./frame";
import { html, type Html } from "./html";
import { amount, amountColumn, day, field, listView, quantityColumn, reader, section, table, textColumn, type Column } from "./parts";

const numberColumn = (place: Place, name: string, label: string): Column => ({ label, cell: (row) => html`<a href="${linkTo(place, { number: textOf(row, name) })}">${textOf(row, name)}</a>` });

/** All sales orders with a form to make one, and the task that calculates totals of all. */
export function orderList(store: ScmStore, place: Place, search: string, skip: number, message?: Message): Html {
  const forms = html`${notice(message)}<details class="card"${message?.bad ? html` open` : ""}><summary>New sales order</summary>
<form method="post" action="/page/orders"><input type="hidden" name="company" value="${place.company}"><div class="tools">
${field("Customer account", "customer", { required: true })}${field("Product number", "product", { required: true })}${field("Quantity", "quantity", { required: true, number: true })}
${field("Price (blank: the product's)", "price", { number: true })}${field("Line discount", "discount", { number: true })}${field("Freight", "charges", { number: true })}<button class="main">Create</button></div></form></details>
<form method="post" action="/page/totals"><input type="hidden" name="company" value="${place.company}"><p><button>Calculate sales totals of all orders</button></p></form>`;
  return listView(store, place, {
    title: "All sales orders", words: ["order", "orders"], searchLabel: "Order, customer or name", definition: cdsSalesOrderHeaders, descending: true,
    searched: ["SalesOrderNumber", "OrderingCustomerAccountNumber", "SalesOrderName"],
    columns: [
      numberColumn(place, "SalesOrderNumber", "Sales order"), textColumn("Customer", "OrderingCustomerAccountNumber"), textColumn("Name", "SalesOrderName"),
      textColumn("Status", "SalesOrderProcessingStatus"), amountColumn("Total", "OrderTotalAmount"), textColumn("Currency", "CurrencyCode"), textColumn("Totals calculated", "AreTotalsUpdated"),
    ],
  }, search, skip, forms);
}

/** One order with its lines and the steps that can be taken now. */
export function orderForm(store: ScmStore, place: Place, header: StoredRow, message?: Message): Html {
  const value = reader(cdsSalesOrderHeaders, header);
  const lines = linesOf(orderKind, store, header);
  const open = (name: string, of: string) => lines.some((line) => textOf(line, "SalesOrderLineStatus") !== "Canceled" && sign(less(numberIn(line.values, of), numberIn(line.values, name))) > 0);
  const status = value("SalesOrderProcessingStatus");
  const closed = status === "Canceled" || status === "Invoiced";
  const possible = {
    confirm: (status === "Active" || status === "Confirmed") && lines.length > 0, pick: !closed && open("PickedQuantity", "OrderedSalesQuantity"),
    ship: !closed && open("DeliveredQuantity", "OrderedSalesQuantity"), invoice: !closed && open("InvoicedQuantity", "DeliveredQuantity"),
    cancel: !closed && lines.every((line) => sign(numberIn(line.values, "DeliveredQuantity")) === 0), totals: true,
  };
  const button = (step: keyof typeof possible, label: string) => html`<button name="step" value="${step}"${possible[step] ? "" : html` disabled`}>${label}</button> `;
  const quantity: Column = { label: "For the step", number: true, cell: (line) => {
    const sequence = textOf(line, "LineCreationSequenceNumber");
    return html`<input class="short" name="line-${sequence}" aria-label="Quantity of line ${sequence} for the step" inputmode="decimal" pattern="\d+(\.\d+)?" autocomplete="off">`;
  } };
  const columns = [
    textColumn("Line", "LineCreationSequenceNumber"), textColumn("Product", "ProductNumber"), textColumn("Name", "ProductName"), textColumn("Unit", "SalesUnitSymbol"),
    amountColumn("Price", "SalesPrice"), amountColumn("Discount", "TotalDiscountAmount"), amountColumn("Net amount", "LineAmount"), amountColumn("Tax", "TotalTaxAmount"), quantityColumn("Ordered", "OrderedSalesQuantity"),
    quantityColumn("Picked", "PickedQuantity"), quantityColumn("Delivered", "DeliveredQuantity"), quantityColumn("Invoiced", "InvoicedQuantity"), textColumn("Status", "SalesOrderLineStatus"), ...(closed ? [] : [quantity]),
  ];
  return html`<p><a href="${linkTo(place)}">All sales orders</a></p><h1>${value("SalesOrderNumber")} : ${value("SalesOrderName")}</h1>${notice(message)}
<form class="card" method="post" action="/page/order-steps"><h2>Lines</h2><input type="hidden" name="company" value="${place.company}"><input type="hidden" name="number" value="${value("SalesOrderNumber")}">
${table(columns, lines)}${closed ? "" : html`<p class="soft">Pick, ship and invoice take the quantities entered; where none is entered, all that is left.</p>`}<p class="steps">${button("confirm", "Confirm")}${button("pick", "Pick")}${button("ship", "Ship")}${button("invoice", "Invoice")}${button("cancel", "Cancel order")}${button("totals", "Calculate sales totals")}</p></form>
${section("General", [["Customer account", value("OrderingCustomerAccountNumber")], ["Invoice account", value("InvoiceCustomerAccountNumber")], ["Processing status", status], ["Status", value("SalesOrderStatus")],
    ["Sales origin", value("SalesOrderOriginCode")], ["Customer reference", value("CustomersOrderReference")], ["Customer externally maintained", value("OrderingCustomerIsExternallyMaintained")],
    ["Requested ship date", day(value("RequestedShippingDate"))], ["Confirmed ship date", day(value("ConfirmedShippingDate"))]])}
${section("Totals", [["Totals calculated", value("AreTotalsUpdated")], ["Charges", amount(value("OrderTotalChargesAmount"))], ["Tax on charges", amount(value("OrderHeaderTaxAmount"))], ["Tax", amount(value("OrderTotalTaxAmount"))],
    ["Order discount", amount(value("TotalDiscountAmount"))], ["Total", `${amount(value("OrderTotalAmount"))} ${value("CurrencyCode")}`]])}
${closed ? "" : html`<form class="card" method="post" action="/page/order-steps"><h2>Charges of the order</h2><input type="hidden" name="company" value="${place.company}"><input type="hidden" name="number" value="${value("SalesOrderNumber")}"><input type="hidden" name="step" value="charges">
<div class="tools">${field("Freight", "charges", { number: true, value: value("ChargesAmount") })}${field("Order discount", "discount", { number: true, value: value("DiscountAmount") })}<button>Save</button></div></form>`}
${section("Delivery", [["Delivery address", value("FormattedDelveryAddress")], ["Site", value("DefaultShippingSiteId")], ["Warehouse", value("DefaultShippingWarehouseId")]])}`;
}

/** All quotations. */
export function quotationList(store: ScmStore, place: Place, search: string, skip: number): Html {
  return listView(store, place, {
    title: "All quotations", words: ["quotation", "quotations"], searchLabel: "Quotation, customer or name", definition: cdsSalesQuotationHeaders, descending: true,
    searched: ["SalesQuotationNumber", "RequestingCustomerAccountNumber", "SalesQuotationName"],
    columns: [
      numberColumn(place, "SalesQuotationNumber", "Quotation"), textColumn("Customer", "RequestingCustomerAccountNumber"), textColumn("Name", "SalesQuotationName"),
      { label: "Status", cell: (row) => textOf(row, "SalesQuotationStatus") || "Created" }, amountColumn("Total", "QuotationTotalAmount"), textColumn("Currency", "CurrencyCode"), textColumn("Sales order", "GeneratedSalesOrderNumber"),
    ],
  }, search, skip);
}

/** One quotation with its lines and steps. */
export function quotationForm(store: ScmStore, place: Place, header: StoredRow, message?: Message): Html {
  const value = reader(cdsSalesQuotationHeaders, header);
  const lines = linesOf(quotationKind, store, header);
  const open = ["Created", "Sent"].includes(value("SalesQuotationStatus"));
  const button = (step: string, label: string, possible: boolean) => html`<button name="step" value="${step}"${possible ? "" : html` disabled`}>${label}</button> `;
  return html`<p><a href="${linkTo(place)}">All quotations</a></p><h1>${value("SalesQuotationNumber")} : ${value("SalesQuotationName")}</h1>${notice(message)}
<form class="card" method="post" action="/page/quotation-steps"><h2>Lines</h2><input type="hidden" name="company" value="${place.company}"><input type="hidden" name="number" value="${value("SalesQuotationNumber")}">
${table([textColumn("Line", "LineCreationSequenceNumber"), textColumn("Product", "ProductNumber"), textColumn("Name", "ProductName"), quantityColumn("Quantity", "RequestedSalesQuantity"), textColumn("Unit", "SalesUnitSymbol"),
    amountColumn("Price", "SalesPrice"), amountColumn("Discount", "TotalDiscountAmount"), amountColumn("Net amount", "LineAmount")], lines)}
<p class="steps">${button("send", "Send", value("SalesQuotationStatus") === "Created")}${button("confirm", "Confirm", open && lines.length > 0)}${button("lose", "Lost", open)}${button("cancel", "Cancel quotation", open)}${button("totals", "Calculate totals", true)}</p></form>
${section("General", [["Customer account", value("RequestingCustomerAccountNumber")], ["Status", value("SalesQuotationStatus")], ["Requested ship date", day(value("RequestedShippingDate"))], ["Sales order", value("GeneratedSalesOrderNumber")],
    ["Total", `${amount(value("QuotationTotalAmount"))} ${value("CurrencyCode")}`], ["Totals calculated", value("AreTotalsCalculated")], ["Delivery address", value("FormattedDeliveryAddress")]])}`;
}

/** Posted invoices. */
export function invoiceList(store: ScmStore, place: Place, search: string, skip: number): Html {
  return listView(store, place, {
    title: "Invoices", words: ["invoice", "invoices"], searchLabel: "Invoice, order or customer", definition: invoiceHeaders, descending: true,
    searched: ["InvoiceNumber", "SalesOrderNumber", "InvoiceCustomerAccountNumber"],
    columns: [
      numberColumn(place, "InvoiceNumber", "Invoice"), { label: "Date", cell: (row) => day(textOf(row, "InvoiceDate")) }, textColumn("Sales order", "SalesOrderNumber"), textColumn("Customer", "InvoiceCustomerAccountNumber"),
      amountColumn("Tax", "TotalTaxAmount"), amountColumn("Total", "TotalInvoiceAmount"), textColumn("Currency", "CurrencyCode"), textColumn("Customer externally maintained", "CustomerIsExternallyMaintained"),
    ],
  }, search, skip);
}

/** One invoice with its lines. */
export function invoiceForm(store: ScmStore, place: Place, header: StoredRow): Html {
  const value = reader(invoiceHeaders, header);
  const lines = [...store.under(invoiceLines, [place.company, value("InvoiceNumber")])];
  return html`<p><a href="${linkTo(place)}">Invoices</a></p><h1>${value("InvoiceNumber")}</h1>
${section("General", [["Invoice date", day(value("InvoiceDate"))], ["Voucher", value("LedgerVoucher")], ["Sales order", value("SalesOrderNumber")], ["Customer account", value("InvoiceCustomerAccountNumber")], ["Charges", amount(value("TotalChargeAmount"))],
    ["Tax on charges", amount(value("InvoiceHeaderTaxAmount"))], ["Discount", amount(value("TotalDiscountAmount"))], ["Tax", amount(value("TotalTaxAmount"))], ["Total", `${amount(value("TotalInvoiceAmount"))} ${value("CurrencyCode")}`]])}
<section class="card"><h2>Lines</h2>${table([textColumn("Line", "LineCreationSequenceNumber"), textColumn("Product", "ProductNumber"), textColumn("Name", "ProductName"), quantityColumn("Quantity", "InvoicedQuantity"), textColumn("Unit", "SalesUnitSymbol"),
    amountColumn("Price", "SalesPrice"), amountColumn("Discount", "LineTotalDiscountAmount"), amountColumn("Net amount", "LineAmount"), amountColumn("Tax", "LineTotalTaxAmount")], lines)}</section>`;
}
