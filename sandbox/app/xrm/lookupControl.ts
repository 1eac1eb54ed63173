import { bare } from "../api/webApi";
import type { Handler } from "../form/events";
import type { LookupState } from "../form/lookup";

/** What a lookup's control has beside the rest. Source: Microsoft's "Controls (Client API reference)", lookup controls. */
export function lookupMembers(lookup: LookupState) {
  return {
    addPreSearch: (handler: Handler): void => lookup.preSearch.add(handler),
    removePreSearch: (handler: Handler): void => lookup.preSearch.remove(handler),
    addCustomFilter: (filter: string, table?: string): void => lookup.addFilter(filter, table),
    addCustomView: (viewId: string, table: string, name: string, fetchXml: string, _layoutXml: string, isDefault: boolean): void => {
      lookup.views.push({ id: bare(viewId), table, name, fetchXml });
      if (isDefault) lookup.defaultViewId = bare(viewId);
    },
    getDefaultView: (): string => lookup.defaultViewId ?? "",
    setDefaultView: (viewId: string): void => {
      lookup.defaultViewId = bare(viewId);
    },
    getEntityTypes: (): string[] => [...lookup.tables],
    setEntityTypes: (tables: string[]): void => {
      lookup.tables = [...tables];
    },
  };
}
