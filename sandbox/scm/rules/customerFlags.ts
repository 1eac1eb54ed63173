import { customersV3 } from "../metadata/customersV3";
import { invoiceHeaders, invoiceLines } from "../metadata/invoices";
import { cdsSalesOrderLines } from "../metadata/orderLines";
import { cdsSalesOrderHeaders } from "../metadata/orders";
import { textOf, type StoredRow } from "../store";
import type { RuleContext } from "./context";

/** A customer's row, by company and account. */
export function customerOf(context: Pick<RuleContext, "rows">, company: string, account: string): StoredRow | undefined {
  return account === "" ? undefined : context.rows.find(customersV3, [company, account]);
}

/** Whether a customer came from outside, as orders and invoices show it. */
export function externallyMaintained(customer: StoredRow | undefined): "Yes" | "No" {
  return customer && textOf(customer, "IsExternallyMaintained") === "Yes" ? "Yes" : "No";
}

/** Orders, their lines and invoices show the customer's flag as it is now; they have no copy of their own. */
export function followCustomer(customer: StoredRow, context: RuleContext): void {
  const [company, account] = [textOf(customer, "dataAreaId"), textOf(customer, "CustomerAccount").toLowerCase()];
  const flag = externallyMaintained(customer);
  for (const order of [...context.rows.all(cdsSalesOrderHeaders)]) {
    if (textOf(order, "dataAreaId") !== company) continue;
    const changes: Record<string, string> = {};
    for (const role of ["Ordering", "Invoice"]) if (textOf(order, `${role}CustomerAccountNumber`).toLowerCase() === account) changes[`${role}CustomerIsExternallyMaintained`] = flag;
    if (Object.keys(changes).length === 0) continue;
    context.rows.amend(cdsSalesOrderHeaders, order, changes);
    for (const line of [...context.rows.under(cdsSalesOrderLines, [company, textOf(order, "SalesOrderNumber")])]) context.rows.amend(cdsSalesOrderLines, line, changes);
  }
  for (const invoice of [...context.rows.all(invoiceHeaders)]) {
    if (textOf(invoice, "dataAreaId") !== company || textOf(invoice, "InvoiceCustomerAccountNumber").toLowerCase() !== account) continue;
    context.rows.amend(invoiceHeaders, invoice, { CustomerIsExternallyMaintained: flag });
    for (const line of [...context.rows.under(invoiceLines, [company, textOf(invoice, "InvoiceNumber")])]) context.rows.amend(invoiceLines, line, { CustomerIsExternallyMaintained: flag });
  }
}
