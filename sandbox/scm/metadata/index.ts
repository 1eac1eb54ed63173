import { cdsContactPersons, cdsContactPersonsV2 } from "./contacts";
import { customersV2 } from "./customersV2";
import { customersV3 } from "./customersV3";
import type { EntityDefinition } from "./entity";
import { invoiceHeaders, invoiceLines, invoiceLinesV2 } from "./invoices";
import { legalEntities } from "./legalEntities";
import { inventorySitesOnHandV2, warehousesOnHandV2 } from "./onHand";
import { cdsInventoryOnHandEntries, cdsInventoryOnHandRequests } from "./onHandRequests";
import { cdsSalesOrderLines, cdsSalesOrderLinesV2, salesOrderOriginCodes } from "./orderLines";
import { cdsSalesOrderHeaders } from "./orders";
import { sellableReleasedProducts, unitsOfMeasure } from "./products";
import { cdsSalesQuotationLines } from "./quotationLines";
import { cdsSalesQuotationHeaders } from "./quotations";
import { addressCountryRegions, addressStates, companies, currencies, customerGroups, operationalSitesV2 } from "./reference";
import { warehouses } from "./warehouses";

/** Every entity set the server imitates, by name. */
export const entitySets: ReadonlyMap<string, EntityDefinition> = new Map(
  [
    customersV3, customersV2, customerGroups, currencies, companies, legalEntities, operationalSitesV2, warehouses, addressCountryRegions, addressStates,
    cdsContactPersonsV2, cdsContactPersons, unitsOfMeasure, sellableReleasedProducts, warehousesOnHandV2, inventorySitesOnHandV2, salesOrderOriginCodes,
    cdsSalesQuotationHeaders, cdsSalesQuotationLines, cdsSalesOrderHeaders, cdsSalesOrderLines, cdsSalesOrderLinesV2, invoiceHeaders, invoiceLines, invoiceLinesV2,
    cdsInventoryOnHandRequests, cdsInventoryOnHandEntries,
  ].map((definition) => [definition.set, definition]),
);
