import { network } from "../api/network";
import { parseResx, resxNames } from "../api/resx";
import { readSync } from "../api/sync";
import type { Host } from "../host";
import { braced } from "../form/values";
import { collection } from "./collection";
import { withMissing } from "./notImitated";

/** `Xrm.Utility`. Source: Microsoft's "Xrm.Utility (Client API reference)". */
export function makeUtility(host: Host) {
  const strings = resourceStrings(host.language);
  return withMissing("Xrm.Utility", {
    getGlobalContext: () => globalContext(host),
    getResourceString: (webResource: string, key: string): string | undefined => strings(webResource)[key],
    showProgressIndicator: (message: string): void => host.overlays.progress.set(message),
    closeProgressIndicator: (): void => host.overlays.progress.set(undefined),
    getEntityMetadata: (table: string) => entityMetadata(host, table),
    getPageContext: () => ({ input: pageInput(host) }),
    refreshParentGrid: (): void => host.refreshList?.(),
  }, ["getAllowedStatusTransitions", "getBarcodeValue", "getCurrentPosition", "getLearningPathAttributeName", "invokeProcessAction", "isActivityType", "lookupObjects"]);
}

function pageInput(host: Host): Record<string, unknown> {
  const page = host.visit.get().page;
  if (!page) return {};
  if (page.type === "webresource") return { pageType: page.type, webresourceName: page.name, data: page.data };
  if (page.type === "entitylist") return { pageType: page.type, entityName: page.table, viewId: page.viewId };
  const model = host.form?.session.model;
  return { pageType: page.type, entityName: page.table, entityId: model?.id ?? page.id, formId: model?.form.formId };
}

/** The client that scripts and controls are told of: a browser, or the mobile app on a phone. */
export function clientApi(host: Host) {
  const mobile = host.conditions.client === "mobile";
  return {
    getClient: () => (mobile ? "Mobile" : "Web"),
    getFormFactor: () => (mobile ? 3 : 1),
    isOffline: () => !network.available,
    isNetworkAvailable: () => network.available,
  };
}

function globalContext(host: Host) {
  const { app, culture } = host;
  const { user, organization } = app;
  const roles = user.roles.map((role) => [role.id, { id: role.id, name: role.name, entityType: "role" }] as const);
  return withMissing("globalContext", {
    client: { ...clientApi(host), getClientState: () => (network.available ? "Online" : "Offline") },
    userSettings: withMissing("userSettings", {
      userId: braced(user.id), userName: user.fullName, languageId: host.language, isRTL: host.conditions.rtl, isHighContrastEnabled: host.theme === "contrast",
      roles: collection(roles), securityRoles: roles.map(([id]) => id), securityRolePrivileges: [],
      dateFormattingInfo: () => culture.dateFormattingInfo,
      getTimeZoneOffsetMinutes: (date?: Date) => -(date ?? new Date()).getTimezoneOffset(),
    }, ["getSecurityRolePrivilegesInfo"]),
    organizationSettings: {
      organizationId: organization.id, uniqueName: organization.uniqueName, baseCurrencyId: organization.baseCurrencyId, languageId: 1033,
      baseCurrency: { id: braced(organization.baseCurrencyId), entityType: "transactioncurrency", name: "" }, isAutoSaveEnabled: false, attributes: {},
    },
    getClientUrl: () => window.location.origin,
    getVersion: () => "9.2.24105.00196",
    isOnPremises: () => false,
    isOnPremise: () => false,
    getCurrentAppUrl: () => `${window.location.origin}/main.aspx`,
    getCurrentAppName: () => Promise.resolve(app.name),
    getWebResourceUrl: (name: string) => `/WebResources/${name}`,
    getQueryStringParameters: () => Object.fromEntries(new URLSearchParams(window.location.search)),
    prependOrgName: (path: string) => path,
  }, ["getAdvancedConfigSetting", "getCurrentAppProperties", "getCurrentAppSetting", "saveSetting", "getCurrentTheme"]);
}

/** A table as `getEntityMetadata` answers it. */
export async function entityMetadata(host: Host, table: string) {
  const found = await host.platform.table(table);
  const attributes = found.columns.map((column) => [column.logicalName, {
    LogicalName: column.logicalName, DisplayName: column.label, AttributeTypeName: column.type.toLowerCase(),
    RequiredLevel: column.required, MaxLength: column.maxLength,
    OptionSet: Object.fromEntries((column.options ?? []).map((o) => [o.value, { text: o.label, value: o.value }])),
  }] as const);
  return {
    LogicalName: found.logicalName, EntitySetName: found.entitySet, DisplayName: found.label, DisplayCollectionName: found.collectionLabel,
    PrimaryIdAttribute: found.primaryId, PrimaryNameAttribute: found.primaryName, ObjectTypeCode: found.objectTypeCode, IsCustomEntity: found.custom,
    Attributes: collection(attributes),
  };
}

/** Reads resx web resources; the real client has loaded them with the script that depends on them. */
function resourceStrings(language: number): (webResource: string) => Record<string, string> {
  return (webResource) => {
    for (const name of resxNames(webResource, language)) {
      const file = readSync(`/WebResources/${name}`);
      if (file !== undefined) return parseResx(file);
    }
    return {};
  };
}
