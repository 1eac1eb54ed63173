import { demoAccounts } from "./accounts";
import { demoCatalogue } from "./catalogue";
import { demoContacts } from "./contacts";
import { demoCurrencies } from "./currencies";
import { demoDocuments } from "./documents";
import { scmOwnCustomers } from "./scm/customers";
import { scmIncoming } from "./scm/incoming";
import { scmProducts } from "./scm/products";
import { scmReferenceRows, type ScmRow } from "./scm/reference";

export { demoAccounts, refusedAccounts, type DemoAccount } from "./accounts";
export { ownProducts, priceListIds, unitIds } from "./catalogue";
export { demoContacts } from "./contacts";
export { demoCurrencies } from "./currencies";

/** Rows of the demo company for `/_sandbox/load` of Sales: `{"table":"account","row":{…}}`. Needs the solution's columns. */
export function* demoSalesRows(): Generator<{ table: string; row: object }> {
  for (const row of demoCurrencies()) yield { table: "transactioncurrency", row };
  yield* demoCatalogue();
  for (const row of demoAccounts()) yield { table: "account", row };
  for (const row of demoContacts()) yield { table: "contact", row };
  yield* demoDocuments();
}

/** Rows of the demo company for `/_sandbox/load` of SCM. The reference rows are those the server begins with. */
export function* demoScmRows(): Generator<ScmRow> {
  yield* scmReferenceRows();
  yield* scmOwnCustomers();
  yield* scmProducts();
  yield* scmIncoming();
}
