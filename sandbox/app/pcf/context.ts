import type { PlatformControl, PlatformTable } from "../../dataverse/platform";
import { readSync } from "../api/sync";
import type { DataSet, DataSetSource } from "../dataset/source";
import type { FormController } from "../form/controller";
import type { ControlState } from "../form/model";
import { braced } from "../form/values";
import type { Host } from "../host";
import { makeNavigationApi } from "../xrm/navigationApi";
import { missingNamespace, NotImitatedError, withMissing } from "../xrm/notImitated";
import { clientApi, entityMetadata } from "../xrm/utility";
import { makeFormatting } from "./formatting";
import { parametersOf, type Parameter } from "./parameters";
import { fluentDesignLanguage } from "./tokens";

/** What changes between two calls of updateView. */
export interface ControlSituation {
  visible: boolean;
  /** -1 until the control asks to be told. */
  width: number;
  height: number;
  updatedProperties: string[];
}

/** What the control may ask of its host. */
export interface ControlRequests {
  trackContainerResize: (on: boolean) => void;
  requestRender: (callback?: () => void) => void;
  setControlState: (state: Record<string, unknown>) => boolean;
}

const privilegeNames = ["none", "create", "read", "write", "delete", "assign", "share", "append", "appendTo"] as const;

/**
 * Builds contexts for one placed control.
 * Source: Microsoft's "Power Apps component framework API reference: Context"; `mode.contextInfo` is not documented, but
 * the real client supplies it.
 */
export function contextMaker(
  host: Host, controller: FormController, control: PlatformControl, state: ControlState, dataSets: ReadonlyMap<string, DataSetSource>, requests: ControlRequests,
) {
  const { app, culture, webApi } = host;
  const formatting = makeFormatting(culture);
  const lasting = {
    client: { ...clientApi(host), disableScroll: false },
    device: missingNamespace("context.device"),
    events: {},
    factory: withMissing("context.factory", { requestRender: requests.requestRender }, ["getPopupService"]),
    fluentDesignLanguage: fluentDesignLanguage(host.theme),
    formatting,
    navigation: makeNavigationApi(host),
    resources: {
      getString: (id: string): string => control.strings[id] ?? id,
      getResource: (id: string, success: (data: string) => void, failure: () => void): void => void readResource(control.name, id).then(success, failure),
    },
    userSettings: {
      userId: braced(app.user.id), userName: app.user.fullName, languageId: host.language, isRTL: host.conditions.rtl, securityRoles: app.user.roles.map((r) => r.id),
      dateFormattingInfo: culture.dateFormattingInfo, numberFormattingInfo: culture.numberFormattingInfo,
      getTimeZoneOffsetMinutes: (date?: Date) => -(date ?? new Date()).getTimezoneOffset(),
    },
    utils: {
      getEntityMetadata: (table: string) => entityMetadata(host, table),
      hasEntityPrivilege: (table: string, privilege: number): boolean => hasPrivilege(table, privilege),
      lookupObjects: () => {
        throw new NotImitatedError("context.utils.lookupObjects");
      },
    },
    webAPI: {
      createRecord: webApi.createRecord.bind(webApi),
      updateRecord: webApi.updateRecord.bind(webApi),
      deleteRecord: webApi.deleteRecord.bind(webApi),
      retrieveRecord: webApi.retrieveRecord.bind(webApi),
      retrieveMultipleRecords: webApi.retrieveMultipleRecords.bind(webApi),
    },
  };

  return ({ visible, width, height, updatedProperties }: ControlSituation): ControlContext => {
    const { model } = controller.session;
    return {
      ...lasting,
      parameters: { ...parametersOf(control, state, model), ...Object.fromEntries([...dataSets].map(([name, dataSet]) => [name, dataSet.current])) },
      updatedProperties,
      mode: {
        allocatedWidth: width, allocatedHeight: height, isVisible: visible, label: state.label,
        isControlDisabled: state.disabled,
        setControlState: requests.setControlState,
        setFullScreen: () => {
          throw new NotImitatedError("context.mode.setFullScreen");
        },
        trackContainerResize: requests.trackContainerResize,
        contextInfo: { entityId: model.id, entityTypeName: model.table.logicalName, entityRecordName: controller.session.name },
      },
    };
  };
}

/** What a control's init and updateView are given. */
export interface ControlContext {
  parameters: Record<string, Parameter | DataSet>;
  updatedProperties: string[];
  mode: Record<string, unknown>;
  [namespace: string]: unknown;
}

function hasPrivilege(table: string, privilege: number): boolean {
  const name = privilegeNames[privilege] ?? "none";
  if (name === "none") return true;
  if (name === "assign" || name === "share") throw new NotImitatedError(`context.utils.hasEntityPrivilege of ${name}`);
  const text = readSync(`/_platform/tables/${encodeURIComponent(table)}`);
  return text !== undefined && (JSON.parse(text) as PlatformTable).privileges[name];
}

/** A file of the control as base64. */
async function readResource(control: string, path: string): Promise<string> {
  const response = await fetch(`/_platform/controls/${encodeURIComponent(control)}/${path}`);
  if (!response.ok) throw new Error(`${path} is missing.`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(""));
}
