import { LosslessNumber } from "lossless-json";
import type { Digits } from "../decimal";
import { cdsSalesOrderLines } from "../metadata/orderLines";
import { cdsSalesOrderHeaders } from "../metadata/orders";
import { cdsSalesQuotationHeaders } from "../metadata/quotations";
import { cdsSalesQuotationLines } from "../metadata/quotationLines";
import { numberIn } from "../rules/context";
import { linesOf, orderKind, quotationKind } from "../rules/documents";
import type { ScmService } from "../service";
import { textOf, type StoredRow } from "../store";
import { Input } from "./input";
import { refused } from "./line";
import { chargeOrder } from "./orders";

const orderFields = ["company", "customer", "number", "name", "currency", "reference", "requestedShippingDate", "origin", "charges", "discount", "lines"];
const lineFields = ["product", "quantity", "price", "discount", "unit", "site", "warehouse"];

/** A body of OData with what is not undefined; decimals keep their digits. */
function bodyOf(values: Record<string, string | number | undefined>, decimals: Record<string, Digits | undefined> = {}): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) body[name] = value;
  for (const [name, value] of Object.entries(decimals)) if (value !== undefined) body[name] = new LosslessNumber(value);
  return body;
}

/**
 * Creates an order the way SCM's own people do, with the rules of the entity. The ship date is today unless it is given.
 * @throws ScmError what stands against it; nothing is written then
 */
export function createOrder(service: ScmService, body: unknown): StoredRow {
  const input = new Input(body, orderFields);
  const date = input.text("requestedShippingDate") ?? service.context().now.slice(0, 10);
  return service.store.atomically(() => {
    const header = service.create(cdsSalesOrderHeaders, bodyOf({
      dataAreaId: input.mandatory("company"), SalesOrderNumber: input.text("number"), OrderingCustomerAccountNumber: input.mandatory("customer"),
      SalesOrderName: input.text("name"), CurrencyCode: input.text("currency"), CustomersOrderReference: input.text("reference"),
      SalesOrderOriginCode: input.text("origin"), RequestedShippingDate: /^\d{4}-\d\d-\d\d$/.test(date) ? `${date}T12:00:00Z` : date,
    }));
    (input.list("lines") ?? []).forEach((each, i) => {
      const line = new Input(each, lineFields);
      service.create(cdsSalesOrderLines, bodyOf({
        dataAreaId: textOf(header, "dataAreaId"), SalesOrderNumber: textOf(header, "SalesOrderNumber"), LineCreationSequenceNumber: i + 1,
        ProductNumber: line.mandatory("product"), SalesUnitSymbol: line.text("unit"), ShippingSiteId: line.text("site"), ShippingWarehouseId: line.text("warehouse"),
      }, { OrderedSalesQuantity: line.number("quantity") ?? "1", SalesPrice: line.number("price"), TotalDiscountAmount: line.number("discount") }));
    });
    const [charges, discount] = [input.number("charges"), input.number("discount")];
    return charges === undefined && discount === undefined ? header : chargeOrder(service.context(), header, charges, discount);
  });
}

const taken = ["LineDescription", "ProductNumber", "SalesUnitSymbol", "ShippingSiteId", "ShippingWarehouseId", "RequestedShippingDate", "RequestedReceiptDate"];
const takenDecimals = ["SalesPrice", "LineDiscountAmount", "LineDiscountPercentage", "MultilineDiscountAmount", "MultilineDiscountPercentage", "FixedPriceCharges"];

/**
 * Moves a quotation on: sent to the customer, lost, cancelled, or confirmed, which makes a sales order of it.
 * @returns the quotation
 */
export function moveQuotation(service: ScmService, header: StoredRow, to: "Sent" | "Confirmed" | "Lost" | "Cancelled"): StoredRow {
  const { store } = service;
  const status = textOf(header, "SalesQuotationStatus") || "Created";
  if (!["Created", "Sent"].includes(status)) throw refused(`Quotation ${textOf(header, "SalesQuotationNumber")} is ${status.toLowerCase()}.`);
  const lines = linesOf(quotationKind, store, header);
  if (to === "Confirmed" && lines.length === 0) throw refused(`Quotation ${textOf(header, "SalesQuotationNumber")} has no lines to confirm.`);
  return store.atomically(() => {
    const order = to === "Confirmed" ? orderFrom(service, header, lines) : undefined;
    for (const line of lines) store.amend(cdsSalesQuotationLines, line, { SalesQuotationStatus: to });
    return store.put(cdsSalesQuotationHeaders, {
      ...header.values, SalesQuotationStatus: to,
      ...(order ? { GeneratedSalesOrderNumber: textOf(order, "SalesOrderNumber"), SalesQuotationConfirmationDate: service.context().now } : {}),
    });
  });
}

function orderFrom(service: ScmService, quotation: StoredRow, lines: readonly StoredRow[]): StoredRow {
  const company = textOf(quotation, "dataAreaId");
  const order = service.create(orderKind.header, bodyOf({
    dataAreaId: company, OrderingCustomerAccountNumber: textOf(quotation, "RequestingCustomerAccountNumber"), SalesOrderName: textOf(quotation, "SalesQuotationName"),
    CurrencyCode: textOf(quotation, "CurrencyCode"), RequestedShippingDate: textOf(quotation, "RequestedShippingDate"), QuotationNumber: textOf(quotation, "SalesQuotationNumber"),
  }));
  for (const line of lines) {
    service.create(orderKind.line, bodyOf(
      { ...Object.fromEntries(taken.map((name) => [name, textOf(line, name) || undefined])), dataAreaId: company, SalesOrderNumber: textOf(order, "SalesOrderNumber"),
        LineCreationSequenceNumber: Number(line.values["LineCreationSequenceNumber"]) },
      { ...Object.fromEntries(takenDecimals.map((name) => [name, numberIn(line.values, name)])), OrderedSalesQuantity: numberIn(line.values, "RequestedSalesQuantity") },
    ));
  }
  return order;
}
