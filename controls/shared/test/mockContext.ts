/** A call that a control made to the Web API. */
export interface WebApiCall {
  operation: "retrieveRecord" | "retrieveMultipleRecords" | "createRecord" | "updateRecord" | "deleteRecord";
  table: string;
  id: string;
  options: string;
  data: ComponentFramework.WebApi.Entity;
}

/** Answers calls as the Web API would: with a row (or a promise of one), or by throwing the client's error object. */
export type WebApiAnswer = (call: WebApiCall) => unknown;

/** What can differ between hosts, users and forms. Everything else is as in a model-driven form on a desktop. */
export interface MockHost {
  parameters: Record<string, unknown>;
  strings: ReadonlyMap<string, string>;
  answer: WebApiAnswer;
  languageId?: number;
  visible?: boolean;
  disabled?: boolean;
  offline?: boolean;
  /** What the client tells about the record; undefined for hosts that do not. */
  contextInfo?: { entityTypeName: string; entityId: string; entityRecordName?: string };
  page?: { entityTypeName: string; entityId: string };
  design?: { isDarkTheme: boolean; tokenTheme: Record<string, string> };
  numberFormattingInfo?: Partial<ComponentFramework.UserSettingApi.NumberFormattingInfo>;
  /** Minutes that the user's time zone is ahead of UTC; 0 unless told. */
  offsetMinutes?: number;
}

/** A host whose settings may be changed between two calls of updateView. */
export interface HostInTest<TInputs> {
  settings: MockHost;
  calls: WebApiCall[];
  openedUrls: string[];
  /** Forms that the control opened, as `table id`. */
  openedForms: string[];
  /** A new context over the present settings, as clients hand out on each updateView. */
  context(): ComponentFramework.Context<TInputs>;
}

/** An error as `context.webAPI` rejects with it. */
export function webApiError(errorCode: number, message: string): Error & { errorCode: number } {
  return Object.assign(new Error(message), { errorCode });
}

/** A property as the host hands it out. */
export function property<Raw>(raw: Raw, security?: { readable: boolean; editable: boolean; secured: boolean }): object {
  return { raw, error: false, errorMessage: "", formatted: "", type: "", ...(security ? { security } : {}) };
}

/** Plays the host of a control in tests, with the parts of the context that the product's controls use. */
export function mockHost<TInputs>(settings: MockHost): HostInTest<TInputs> {
  const calls: WebApiCall[] = [];
  const openedUrls: string[] = [];
  const openedForms: string[] = [];
  const call = (made: Partial<WebApiCall> & Pick<WebApiCall, "operation" | "table">): Promise<unknown> => {
    const whole: WebApiCall = { id: "", options: "", data: {}, ...made };
    calls.push(whole);
    return new Promise((resolve) => { resolve(host.settings.answer(whole)); });
  };
  const date = new Intl.DateTimeFormat("en-GB", { dateStyle: "short", timeStyle: "short", timeZone: "UTC" });
  const host: HostInTest<TInputs> = {
    settings,
    calls,
    openedUrls,
    openedForms,
    context: () => ({
      parameters: settings.parameters,
      resources: { getString: (key: string) => settings.strings.get(key) ?? key },
      mode: {
        isVisible: settings.visible ?? true, isControlDisabled: settings.disabled ?? false, label: "", allocatedWidth: -1, allocatedHeight: -1,
        ...(settings.contextInfo ? { contextInfo: settings.contextInfo } : {}),
      },
      ...(settings.page ? { page: settings.page } : {}),
      ...(settings.design ? { fluentDesignLanguage: settings.design } : {}),
      userSettings: {
        languageId: settings.languageId ?? 1033, isRTL: false, userId: "{00000000-0000-0000-0000-0000000000AA}", userName: "Ann",
        numberFormattingInfo: settings.numberFormattingInfo, getTimeZoneOffsetMinutes: () => settings.offsetMinutes ?? 0,
      },
      formatting: { formatDateShort: (at: Date) => date.format(at) },
      client: { isOffline: () => settings.offline ?? false, isNetworkAvailable: () => !(settings.offline ?? false), getClient: () => "Web", getFormFactor: () => 1, disableScroll: false },
      navigation: { openUrl: (url: string) => { openedUrls.push(url); }, openForm: ({ entityName, entityId }: { entityName: string; entityId: string }) => { openedForms.push(`${entityName} ${entityId}`); return Promise.resolve(); } },
      updatedProperties: [],
      webAPI: {
        retrieveRecord: (table: string, id: string, options = "") => call({ operation: "retrieveRecord", table, id, options }),
        retrieveMultipleRecords: (table: string, options = "") => call({ operation: "retrieveMultipleRecords", table, options }),
        createRecord: (table: string, data: ComponentFramework.WebApi.Entity) => call({ operation: "createRecord", table, data }),
        updateRecord: (table: string, id: string, data: ComponentFramework.WebApi.Entity) => call({ operation: "updateRecord", table, id, data }),
        deleteRecord: (table: string, id: string) => call({ operation: "deleteRecord", table, id }),
      },
    }) as unknown as ComponentFramework.Context<TInputs>,
  };
  return host;
}
