import { importCode, refuse, UnsupportedComponentError } from "./errors";
import { attribute, descendants, elements, type Element } from "./xml";

/** Sections of customizations.xml that this imitation imports. */
const imported = new Set(["Entities", "Roles", "EntityRelationships", "optionsets", "WebResources", "CustomControls"]);
/** Sections that Dataverse knows; they must be empty here. */
const known = new Set([
  "Workflows", "FieldSecurityProfiles", "Templates", "RibbonDiffXml", "ConnectionRoles", "EntityImageConfigs", "AttributeImageConfigs", "EntityMaps",
  "OrganizationSettings", "RoutingRules", "MobileOfflineProfiles", "SolutionPluginAssemblies", "SdkMessageProcessingSteps", "ServiceEndpoints",
  "AppModuleSiteMaps", "AppModules", "EntityDataProviders", "CanvasApps", "Connectors", "connectionreferences", "Dashboards", "Reports", "SiteMap",
  "InteractionCentricDashboards", "EntityDataSources", "CustomAPIs",
]);
const entityChildren = new Set(["Name", "ObjectTypeCode", "EntityInfo", "FormXml", "SavedQueries", "Visualizations", "RibbonDiffXml", "CustomControlDefaultConfigs", "HierarchyRules"]);

/** Children of a column's element, in any order. */
const columnChildren = new Set(("Type Name LogicalName RequiredLevel DisplayMask ImeMode ValidForUpdateApi ValidForReadApi ValidForCreateApi IsCustomField IsAuditEnabled"
  + " IsSecured IntroducedVersion IsCustomizable IsRenameable CanModifySearchSettings CanModifyRequirementLevelSettings CanModifyAdditionalSettings"
  + " SourceType IsGlobalFilterEnabled IsSortableEnabled CanModifyGlobalFilterSettings CanModifyIsSortableSettings IsDataSourceSecret AutoNumberFormat"
  + " IsSearchable IsFilterable IsRetrievable IsLocalizable ExternalName Format MaxLength Length MinValue MaxValue Accuracy AccuracySource CalculationOf"
  + " AppDefaultValue optionset OptionSetName LookupStyle LookupTypes LookupBrowse CanChangeDateTimeBehavior Behavior IsLogical IsRequiredForForm"
  + " FormulaDefinitionFileName displaynames Descriptions HasChanged ColumnNumber IsNullable IsSparse IsPrimaryImage MaxSizeInKB CanStoreFullImage").split(" "));

/**
 * Refuses what the server's schema refuses: unknown sections, unknown children of tables and columns. A section that
 * Dataverse imports and this imitation does not is refused by name when it is not empty, never skipped.
 */
export function checkCustomizations(root: Element): void {
  for (const section of elements(root)) {
    const name = section.tagName;
    if (imported.has(name) || name === "Languages") continue;
    if (!known.has(name)) invalid("ImportExportXml", name);
    if (hasContent(section)) throw new UnsupportedComponentError(`the section '${name}' of customizations.xml`);
  }
  for (const entity of descendants(root, "Entity")) {
    for (const part of elements(entity)) {
      if (!entityChildren.has(part.tagName)) invalid("Entity", part.tagName);
      if (["Visualizations", "CustomControlDefaultConfigs", "HierarchyRules"].includes(part.tagName) && hasContent(part)) {
        throw new UnsupportedComponentError(`the section '${part.tagName}' of a table`);
      }
    }
    for (const column of descendants(entity, "attribute").filter((e) => attribute(e, "PhysicalName") !== "")) {
      for (const part of elements(column)) if (!columnChildren.has(part.tagName)) invalid("attribute", part.tagName);
    }
  }
}

function invalid(parent: string, name: string): never {
  return refuse(importCode.schema, `The import file is invalid. XSD validation failed with the following error: 'The element '${parent}' has invalid child element '${name}'.'.`);
}

/** Ribbon skeletons and the like hold elements but nothing in them. */
function hasContent(section: Element): boolean {
  return descendants(section, "*").some((element) => !skeleton.has(element.tagName));
}

const skeleton = new Set(["CustomActions", "Templates", "RibbonTemplates", "CommandDefinitions", "RuleDefinitions", "TabDisplayRules", "DisplayRules", "EnableRules", "LocLabels"]);
