import { bare } from "../api/webApi";
import { saveModes, type Handler } from "../form/events";
import { fieldError, type AttributeState, type ControlState, type NotificationLevel, type RequiredLevel, type SubmitMode, type TabState } from "../form/model";
import type { FormSession } from "../form/session";
import { braced, isReferences, type ClientValue } from "../form/values";
import { collection } from "./collection";
import { lookupMembers } from "./lookupControl";
import { withMissing } from "./notImitated";
import { subgridMembers } from "./subgridControl";

/** What the form context needs beside the session. */
export interface FormContextServices {
  /** Saves, and leaves the form as the mode says. */
  save(saveMode: number): Promise<void>;
  close(): void;
}
/** What `control.addNotification` takes. */
interface ControlNotification {
  messages: string[];
  notificationLevel?: "ERROR" | "RECOMMENDATION";
  uniqueId?: string;
  actions?: { message?: string; actions?: (() => void)[] }[];
}
export type FormContext = ReturnType<typeof makeFormContext>;

/** The `formContext` of an open form. Source: Microsoft's "Client API form context" and the pages below it. */
export function makeFormContext(session: FormSession, services: FormContextServices) {
  const { model } = session;
  const attributes = new Map([...model.attributes].map(([name, state]) => [name, makeAttribute(state)] as const));
  const controls = new Map([...model.controls].map(([id, state]) => [id, makeControl(state)] as const));
  const tabs = new Map([...model.tabs].map(([name, state]) => [name, makeTab(state)] as const));

  function makeAttribute(state: AttributeState) {
    const { column } = state;
    const attribute = {
      getName: () => column.logicalName,
      getValue: (): ClientValue => state.value,
      setValue: (value: ClientValue | undefined) => {
        state.value = checkedValue(column.logicalName, column.type, value ?? null);
        session.touch();
      },
      getIsDirty: () => model.isAttributeDirty(state),
      getInitialValue: () => state.initial,
      fireOnChange: () => session.fireOnChange(state),
      addOnChange: (handler: Handler) => state.onChange.add(handler),
      removeOnChange: (handler: Handler) => state.onChange.remove(handler),
      getRequiredLevel: () => state.required,
      setRequiredLevel: (level: RequiredLevel) => {
        state.required = level;
        session.touch();
      },
      getSubmitMode: () => state.submit,
      setSubmitMode: (mode: SubmitMode) => {
        state.submit = mode;
      },
      getAttributeType: () => attributeType(column.type),
      getFormat: () => column.format ?? null,
      getMaxLength: () => column.maxLength,
      getMin: () => column.min,
      getMax: () => column.max,
      getPrecision: () => column.precision,
      getOptions: () => (column.options ?? []).map((o) => ({ value: o.value, text: o.label })),
      getOption: (value: number) => {
        const option = column.options?.find((o) => o.value === value);
        return option ? { value: option.value, text: option.label } : null;
      },
      getText: () => column.options?.find((o) => o.value === Number(state.value))?.label ?? null,
      getSelectedOption: () => attribute.getOption(Number(state.value)),
      getParent: () => entity,
      isValid: () => state.required !== "required" || state.value !== null,
      getUserPrivilege: () => ({ canRead: !column.unreadable, canUpdate: !column.readOnly && !column.unreadable, canCreate: !column.readOnly && !column.unreadable }),
      get controls() {
        return collection([...model.controls.values()].filter((c) => c.attribute === state).map((c) => [c.id, controls.get(c.id)] as const));
      },
    };
    return withMissing(`attribute ${column.logicalName}`, attribute, ["setPrecision", "setIsValid", "getIsPartyList"]);
  }

  function makeControl(state: ControlState) {
    const { attribute: column } = state;
    const control = {
      getName: () => state.id,
      getControlType: () => (state.cell.control?.custom ? `customcontrol:${state.cell.control.custom.name}` : state.grid ? "subgrid" : state.lookup ? "lookup" : "standard"),
      getAttribute: () => (column ? attributes.get(column.column.logicalName) : null),
      getDisabled: () => state.disabled,
      setDisabled: (disabled: boolean) => {
        state.disabled = disabled || column?.column.readOnly === true;
        session.touch();
      },
      getVisible: () => state.visible,
      setVisible: (visible: boolean) => {
        state.visible = visible;
        session.touch();
      },
      getLabel: () => state.label,
      setLabel: (label: string) => {
        state.label = label;
        session.touch();
      },
      setNotification: (text: string, id = "") => {
        state.notifications.set(id, fieldError(text));
        session.touch();
        return true;
      },
      addNotification: ({ messages, notificationLevel = "ERROR", uniqueId = "", actions = [] }: ControlNotification) => {
        state.notifications.set(uniqueId, {
          text: messages.join("\n"), level: notificationLevel,
          actions: actions.map((action) => ({ label: action.message ?? "", run: () => action.actions?.forEach((act) => act()) })),
        });
        session.touch();
        return true;
      },
      clearNotification: (id?: string) => {
        if (id === undefined) state.notifications.clear();
        else state.notifications.delete(id);
        session.touch();
        return true;
      },
      setFocus: () => session.focusControl(state.id),
      getParent: () => null,
      ...(state.lookup ? lookupMembers(state.lookup) : {}),
      ...(state.grid ? subgridMembers(state.grid, () => session.refreshRibbon()) : {}),
    };
    return withMissing(`control ${state.id}`, control, [
      "addOption", "removeOption", "clearOptions", "setShowTime", "getShowTime", "addOnOutputChange", "getOutputs",
      "getInitialUrl", "getObject", "getSrc", "setSrc", "getContentWindow",
      ...(state.grid ? ["getViewSelector", "getFetchXml", "getGridType", "getRelationship", "getUrl", "openRelatedGrid", "setFilterXml"] : []),
    ]);
  }

  function makeTab(state: TabState) {
    const sections = collection([...state.sections].map(([name, section]) => [name, {
      getName: () => section.name,
      getLabel: () => section.label,
      setLabel: (label: string) => {
        section.label = label;
        session.touch();
      },
      getVisible: () => section.visible,
      setVisible: (visible: boolean) => {
        section.visible = visible;
        session.touch();
      },
      getParent: () => tabs.get(state.name),
    }] as const));
    return {
      getName: () => state.name,
      getLabel: () => state.label,
      setLabel: (label: string) => {
        state.label = label;
        session.touch();
      },
      getVisible: () => state.visible,
      setVisible: (visible: boolean) => {
        state.visible = visible;
        session.touch();
      },
      getDisplayState: () => (session.activeTab.get() === state.name ? "expanded" : "collapsed"),
      setDisplayState: (display: "expanded" | "collapsed") => {
        if (display === "expanded") session.activeTab.set(state.name);
      },
      setFocus: () => session.activeTab.set(state.name),
      addTabStateChange: (handler: Handler) => state.onStateChange.add(handler),
      removeTabStateChange: (handler: Handler) => state.onStateChange.remove(handler),
      getContentType: () => "cardSections",
      sections,
    };
  }

  const entity = withMissing("formContext.data.entity", {
    getId: () => (model.id === undefined ? "" : braced(model.id)),
    getEntityName: () => model.table.logicalName,
    getEntityReference: () => ({ id: model.id === undefined ? "" : braced(model.id), entityType: model.table.logicalName, name: session.name }),
    getPrimaryAttributeValue: () => session.name,
    getIsDirty: () => model.isDirty(),
    isValid: () => model.missing().length === 0,
    addOnSave: (handler: Handler) => session.onSave.add(handler),
    removeOnSave: (handler: Handler) => session.onSave.remove(handler),
    addOnPostSave: (handler: Handler) => session.onPostSave.add(handler),
    removeOnPostSave: (handler: Handler) => session.onPostSave.remove(handler),
    save: (option?: "saveandclose" | "saveandnew") => {
      const mode = option === "saveandclose" ? saveModes.saveAndClose : option === "saveandnew" ? saveModes.saveAndNew : saveModes.save;
      services.save(mode).catch(() => undefined);
    },
    attributes: collection([...attributes]),
  }, ["getDataXml"]);

  const data = withMissing("formContext.data", {
    entity,
    attributes: collection([]),
    getIsDirty: () => model.isDirty(),
    isValid: () => model.missing().length === 0,
    addOnLoad: (handler: Handler) => session.onDataLoad.add(handler),
    removeOnLoad: (handler: Handler) => session.onDataLoad.remove(handler),
    refresh: (save = false) => session.refresh(save),
    save: (options?: { saveMode?: number }) => services.save(options?.saveMode ?? saveModes.save),
  }, ["process"]);

  const ui = withMissing("formContext.ui", {
    setFormNotification: (text: string, level: NotificationLevel, id: string) => {
      model.notifications = [...model.notifications.filter((n) => n.id !== id), { id, level, text }];
      session.touch();
      return true;
    },
    clearFormNotification: (id: string) => {
      model.notifications = model.notifications.filter((n) => n.id !== id);
      session.touch();
      return true;
    },
    refreshRibbon: () => session.refreshRibbon(),
    getFormType: () => (model.id === undefined ? 1 : model.table.privileges.write ? 2 : 3),
    addOnLoad: (handler: Handler) => session.onFormLoad.add(handler),
    removeOnLoad: (handler: Handler) => session.onFormLoad.remove(handler),
    close: () => services.close(),
    formSelector: {
      getCurrentItem: () => ({ getId: () => bare(model.form.formId), getLabel: () => model.form.label }),
    },
    tabs: collection([...tabs]),
    controls: collection([...controls]),
  }, ["getViewPortHeight", "getViewPortWidth", "setFormEntityName", "process", "quickForms", "navigation", "headerSection", "footerSection"]);

  return {
    data,
    ui,
    getAttribute: collection([...attributes]).get,
    getControl: collection([...controls]).get,
  };
}

function attributeType(type: string): string {
  const types: Record<string, string> = {
    String: "string", Memo: "memo", Integer: "integer", BigInt: "integer", Decimal: "decimal", Double: "double", Money: "money",
    Boolean: "boolean", DateTime: "datetime", Lookup: "lookup", Customer: "lookup", Owner: "lookup",
    Picklist: "optionset", State: "optionset", Status: "optionset", MultiSelectPicklist: "multiselectoptionset",
  };
  return types[type] ?? "string";
}

/** The real client refuses values of the wrong kind; so does the host, naming the column. */
function checkedValue(name: string, type: string, value: ClientValue): ClientValue {
  if (value === null) return null;
  const kind = attributeType(type);
  const fits = kind === "lookup" ? isReferences(value)
    : kind === "string" || kind === "memo" ? typeof value === "string"
    : kind === "boolean" ? typeof value === "boolean"
    : kind === "datetime" ? Object.prototype.toString.call(value) === "[object Date]"
    : kind === "multiselectoptionset" ? Array.isArray(value)
    : typeof value === "number";
  if (!fits) throw new TypeError(`setValue of ${name}: a ${kind} cannot take ${JSON.stringify(value)}.`);
  return value;
}
