import type { EntityDefinition } from "../metadata/entity";
import { tableName } from "../store";
import { contactRules } from "./contacts";
import type { EntityRules } from "./context";
import { customerGroupRules, customerRules } from "./customer";
import { onHandRequestRules } from "./onHandRequests";
import { orderHeaderRules, orderLineRules } from "./orders";
import { plannedReceiptRules } from "./plannedReceipts";
import { quotationHeaderRules, quotationLineRules } from "./quotations";
import { onHandRules } from "./stock";

const rules: Record<string, EntityRules> = {
  CustomersV3: customerRules,
  CustomerGroups: customerGroupRules,
  CDSContactPersonsV2: contactRules,
  CDSContactPersons: contactRules,
  CDSSalesQuotationHeaders: quotationHeaderRules,
  CDSSalesQuotationLines: quotationLineRules,
  CDSSalesOrderHeaders: orderHeaderRules,
  CDSSalesOrderLines: orderLineRules,
  WarehousesOnHandV2: onHandRules,
  CDSInventoryOnHandRequests: onHandRequestRules,
  PlannedReceipts: plannedReceiptRules,
};

/** Business logic of an entity set; empty for reference data without any. */
export function rulesOf(definition: EntityDefinition): EntityRules {
  return rules[tableName(definition)] ?? {};
}
