import { WhoCanFix } from "../../model/generated/schema";

interface CatalogueEntry {
  /** Whether trying again later can help without anybody doing anything. */
  retryable: boolean;
  whoCanFix: WhoCanFix;
}

const byYou = { retryable: false, whoCanFix: WhoCanFix.You };
const byAdministrator = { retryable: false, whoCanFix: WhoCanFix.Administrator };
const byScmTeam = { retryable: false, whoCanFix: WhoCanFix.ScmTeam };
const byItself = { retryable: true, whoCanFix: WhoCanFix.RetriesItself };

/** Every error a record or request can end with. Texts of each stand in model/strings, English and French. */
export const errorCatalogue = {
  // The record
  "key-missing": byYou,
  "key-character": byYou,
  "value-missing": byYou,
  "value-too-long": byYou,
  "value-not-mapped": byYou,
  "value-not-a-number": byYou,
  "key-changed": byYou,
  "key-taken": byYou,
  "company-missing": byAdministrator,
  "value-not-in-map": byAdministrator,
  "not-active-customer": byYou,
  "not-activated": byYou,
  "order-draft": byYou,
  "lines-not-maintained": byYou,
  "no-lines": byYou,
  "lines-missing": byYou,
  "discount-without-quantity": byYou,
  "surcharge-not-held": byScmTeam,
  "needed-record-failed": byYou,
  conflict: byYou,
  "take-over-impossible": byYou,
  "closed-in-sales": byYou,
  // What comes from SCM
  "not-in-scm": byScmTeam,
  "gone-in-scm": byScmTeam,
  "not-confirmed": byScmTeam,
  "totals-not-calculated": byScmTeam,
  "customer-not-maintained": byScmTeam,
  "work-order": byScmTeam,
  "sales-value-too-long": byScmTeam,
  "unit-missing": byAdministrator,
  "unit-group-missing": byAdministrator,
  "currency-missing": byAdministrator,
  "price-list-missing": byAdministrator,
  "customer-unknown": byAdministrator,
  "product-unknown": byAdministrator,
  "order-unknown": byAdministrator,
  "number-not-unique": byYou,
  "several-tax-lines": byYou,
  // Stock
  "stock-unknown": byScmTeam,
  "stock-days-missing": byAdministrator,
  "stock-table-unknown": byAdministrator,
  // The request
  "request-kind-unknown": byAdministrator,
  "request-table-unknown": byAdministrator,
  "request-target-missing": byAdministrator,
  "request-key-mismatch": byAdministrator,
  "record-not-found": byYou,
  "no-read-access": byAdministrator,
  "no-run-access": byAdministrator,
  "template-unknown": byAdministrator,
  "template-running": byAdministrator,
  "gave-up": byAdministrator,
  // A run
  "record-deleted": byYou,
  "run-interrupted": byItself,
  "list-loops": byAdministrator,
  unexpected: byAdministrator,
  // Supply Chain Management
  "scm-lookup-missing": byYou,
  "scm-default-missing": byAdministrator,
  "scm-field-required": byYou,
  "scm-value-too-long": byYou,
  "scm-record-exists": byScmTeam,
  "scm-refused": byScmTeam,
  "scm-setup": byAdministrator,
  "scm-property-missing": byAdministrator,
  "company-unknown": byAdministrator,
  "scm-signin-failed": byAdministrator,
  "scm-forbidden": byAdministrator,
  "scm-unreachable": byItself,
  "scm-busy": byItself,
  "scm-conflict": byItself,
  // Dynamics 365 Sales
  "sales-refused": byAdministrator,
  "sales-signin-failed": byAdministrator,
  "sales-forbidden": byAdministrator,
  "sales-unreachable": byItself,
  "sales-busy": byItself,
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof errorCatalogue;
