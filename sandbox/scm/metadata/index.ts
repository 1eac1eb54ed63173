import { customersV2 } from "./customersV2";
import { customersV3 } from "./customersV3";
import type { EntityDefinition } from "./entity";
import { legalEntities } from "./legalEntities";
import { addressCountryRegions, addressStates, companies, currencies, customerGroups, operationalSitesV2 } from "./reference";
import { warehouses } from "./warehouses";

/** Every entity set the server imitates, by name. */
export const entitySets: ReadonlyMap<string, EntityDefinition> = new Map(
  [customersV3, customersV2, customerGroups, currencies, companies, legalEntities, operationalSitesV2, warehouses, addressCountryRegions, addressStates]
    .map((definition) => [definition.set, definition]),
);
