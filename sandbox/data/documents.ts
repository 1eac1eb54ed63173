import { demoAccounts } from "./accounts";
import { ownProducts, priceListIds, unitIds } from "./catalogue";
import { currencyIds } from "./currencies";

const quoteId = "5a1e50c0-0000-4000-8005-000000000001";
const orderId = "5a1e50c0-0000-4000-8006-000000000001";

/**
 * A quote and an order that are not for SCM: one holds a write-in, the other a product that Sales keeps itself. Amounts
 * are left to the server.
 */
export function* demoDocuments(): Generator<{ table: string; row: object }> {
  const customer = demoAccounts().find((account) => (account["transactioncurrencyid"] as { id: string }).id === currencyIds.USD);
  const [voucher, advice] = ownProducts;
  if (!customer) return;
  const header = {
    customerid: { table: "account", id: customer.accountid }, ownerid: customer["ownerid"],
    pricelevelid: { table: "pricelevel", id: priceListIds.USD }, transactioncurrencyid: { table: "transactioncurrency", id: currencyIds.USD },
  };
  const catalogueLine = (product: (typeof ownProducts)[number], quantity: number) => ({
    productid: { table: "product", id: product.productid }, uomid: { table: "uom", id: unitIds[product.unit] ?? "" }, quantity, ownerid: customer["ownerid"],
  });
  yield { table: "quote", row: { ...header, quoteid: quoteId, quotenumber: "QUO-00999-DEMO01", name: `Workshop fittings for ${customer.name}` } };
  const quote = { table: "quote", id: quoteId };
  yield { table: "quotedetail", row: { ...catalogueLine(advice, 6), quotedetailid: "5a1e50c0-0000-4000-8007-000000000001", quoteid: quote } };
  yield { table: "quotedetail", row: {
    quotedetailid: "5a1e50c0-0000-4000-8007-000000000002", quoteid: quote, ownerid: customer["ownerid"], isproductoverridden: true,
    productdescription: "Bench in oak, made to measure", quantity: 1, priceperunit: 480, manualdiscountamount: 30,
  } };
  yield { table: "salesorder", row: { ...header, salesorderid: orderId, ordernumber: "ORD-00999-DEMO01", name: "Vouchers for the summer raffle" } };
  yield { table: "salesorderdetail", row: { ...catalogueLine(voucher, 10), salesorderdetailid: "5a1e50c0-0000-4000-8008-000000000001", salesorderid: { table: "salesorder", id: orderId } } };
}
