import { defineEntity } from "./entity";

/** Warehouses of a company. */
export const warehouses = defineEntity({
  set: "Warehouses",
  type: "Warehouse",
  entity: "InventWarehouseEntity",
  label: "Warehouses",
  keys: ["dataAreaId", "WarehouseId"],
  writable: true,
  string: `
    ActivityType_RU DefaultContainerTypeId ExternallyLocatedWarehouseCustomerAccountNumber
    ExternallyLocatedWarehouseVendorAccountNumber ExternalWarehouseDefaultLocationId ExternalWarehouseId
    ExternalWarehouseManagementSystemId FormattedPrimaryAddress GoodsInTransitWarehouseId InventLocationIdGoodsInRoute_RU
    InventoryCountingReasonCodePolicyName InventProfileId_RU LanguageUsedForDomesticHazardousMaterialsShippingDocuments
    LanguageUsedForExportHazardousMaterialsShippingDocuments MainRefillingWarehouseId MasterPlanningWorkCalendardId
    NumberSequenceGroup_RU OperationalSiteId PrimaryAddressBuildingCompliment PrimaryAddressCity PrimaryAddressCityInKana
    PrimaryAddressCountryRegionId PrimaryAddressCountyId PrimaryAddressDescription PrimaryAddressDistrictName
    PrimaryAddressLocationRoles PrimaryAddressLocationSalesTaxGroupCode PrimaryAddressPostBox PrimaryAddressStateId
    PrimaryAddressStreet PrimaryAddressStreetInKana PrimaryAddressStreetNumber PrimaryAddressZipCode QuarantineWarehouseId
    RBODefaultInventProfileId_RU TransitWarehouseId UnderdeliveryWarehouseId VendAccountCustom_RU WarehouseLocationIdBinIdFormat
    WarehouseLocationIdRackIdFormat WarehouseLocationIdShelfIdFormat WarehouseName WarehouseSpecificDefaultInventoryStatusId
    WarehouseWorkProcessingPolicyName WMSLocationIdGoodsInRoute_RU`,
  decimal: `
    PrimaryAddressLatitude PrimaryAddressLongitude RetailStoreQuantityAllocationReplenismentRuleWeight`,
  int32: `
    MaximumBatchPickingListQuantity MaximumPickingListLineQuantity`,
  enums: {
    InventCountingGroupBr: "IdentificationGroup",
    InventLocationType: "WarehouseType",
    InventProfileTypeRu: "InventProfileType_RU",
    NoYes: `
      AreAdvancedWarehouseManagementProcessesEnabled AreItemsCoveragePlannedManually AreLaborStandardsAllowed
      ArePickingListsDeliveryModeSpecific ArePickingListsShipmentSpecificOnly AreWarehouseLocationCheckDigitsUnique
      IsBillOfLadingPrintingBeforeShipmentConfirmationEnabled IsFallbackWarehouse IsFinancialNegativeRetailStoreInventoryAllowed
      IsPalletMovementDuringCycleCountingAllowed IsPhysicalNegativeRetailStoreInventoryAllowed IsPrimaryAddressAssigned
      IsRefilledFromMainWarehouse IsRetailStoreWarehouse IsWarehouseExternallyManaged ShouldWarehouseLocationIdIncludeAisleId
      WillAutomaticLoadReleaseReserveInventory WillInventoryStatusChangeRemoveBlocking WillManualLoadReleaseReserveInventory
      WillOrderReleasingConsolidateShipments WillProductionBOMsReserveWarehouseLevelOnly
      WillShippingCancellationDecrementLoadQuanity WillWarehouseLocationIdIncludeBinIdByDefault
      WillWarehouseLocationIdIncludeRackIdByDefault WillWarehouseLocationIdIncludeShelfIdByDefault`,
    ProdRafPostingMethodInherit: "ReportAsFinishedPostingMethod",
    Timezone: "PrimaryAddressTimeZone",
    WhsAllowMarkingReservationRemoval: "InventoryStatusChangeReservationRemovalLevel",
    WhsAutoUpdateShipment: "AutoUpdateShipmentRule",
    WhsLoadReleaseReservationPolicy: "LoadReleaseReservationPolicyRule",
    WhsRawMaterialPolicy: "RawMaterialPickingInventoryIssueStatus",
    WhsReleaseRuleFailureOption: "WarehouseReleaseReservationRequirementRuleFailureOption",
    WhsReleaseToWarehouseRule: "WarehouseReleaseReservationRequirementRule",
  },
});
