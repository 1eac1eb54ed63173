import { attribute, child, descendants, elements, labelsIn, parseXml, text, type Element } from "../import/xml";
import type { FormDefinition, Table } from "../metadata/types";
import { resolveLabel, type PlatformCell, type PlatformForm, type PlatformGrid, type PlatformSection, type PlatformTab } from "../platform";

type Control = NonNullable<PlatformCell["control"]>;
type Custom = NonNullable<Control["custom"]>;

/** A form as the host draws it, with labels in one language. */
export function formJson(form: FormDefinition, table: Table, languageId: number): PlatformForm {
  const root = parseXml(form.formXml, `form ${form.formId}`);
  const reader = new FormReader(table, languageId, customControls(root));
  const tabs = elements(child(root, "tabs") ?? root, "tab").map((tab) => reader.tab(tab));
  const header = child(root, "header");
  return {
    formId: form.formId,
    label: resolveLabel(form.labels, languageId),
    headerFields: header ? descendants(header, "cell").map((cell) => reader.cell(cell)).filter((cell) => cell.control) : [],
    tabs,
    libraries: descendants(root, "Library").map((library) => attribute(library, "name")),
    handlers: handlers(root),
  };
}

class FormReader {
  constructor(
    private readonly table: Table,
    private readonly languageId: number,
    private readonly customByUniqueId: Map<string, Custom>,
  ) {}

  tab(tab: Element): PlatformTab {
    const columns = elements(child(tab, "columns") ?? tab, "column").map((column) => ({
      width: attribute(column, "width") || "100%",
      sections: elements(child(column, "sections") ?? column, "section").map((section) => this.section(section)),
    }));
    return {
      id: attribute(tab, "id"), name: attribute(tab, "name"), label: this.label(tab), columns,
      expanded: isOn(tab, "expanded"), visible: isOn(tab, "visible"),
    };
  }

  private section(section: Element): PlatformSection {
    const columns = attribute(section, "columns");
    return {
      id: attribute(section, "id"), name: attribute(section, "name"), label: this.label(section),
      showLabel: isOn(section, "showlabel"), visible: isOn(section, "visible"),
      // The designer writes one digit per column: "1", "11", "111".
      columns: /^1+$/.test(columns) ? columns.length : Number(columns || "1"),
      rows: elements(child(section, "rows") ?? section, "row").map((row) => elements(row, "cell").map((cell) => this.cell(cell))),
    };
  }

  cell(cell: Element): PlatformCell {
    const element = child(cell, "control");
    const column = this.table.columns[attribute(element, "datafieldname")];
    const own = this.label(cell);
    return {
      label: own || (column ? resolveLabel(column.labels, this.languageId) : ""),
      showLabel: isOn(cell, "showlabel"),
      colspan: Number(attribute(cell, "colspan") || "1"),
      rowspan: Number(attribute(cell, "rowspan") || "1"),
      visible: isOn(cell, "visible"),
      ...(element ? { control: this.control(element) } : {}),
    };
  }

  private control(element: Element): Control {
    const column = attribute(element, "datafieldname");
    const parameters = child(element, "parameters");
    const custom = this.customByUniqueId.get(normal(attribute(element, "uniqueid")));
    const grid = gridOf(parameters, text(parameters, "RecordsPerPage"));
    return {
      id: attribute(element, "id"),
      classId: attribute(element, "classid"),
      ...(column ? { column } : {}),
      disabled: attribute(element, "disabled") === "true",
      ...(grid ? { subgrid: grid } : {}),
      ...(custom ? { custom: { ...custom, dataSets: withPageSize(custom.dataSets, grid?.recordsPerPage) } } : {}),
    };
  }

  private label(element: Element): string {
    return resolveLabel(labelsIn(child(element, "labels")), this.languageId);
  }
}

/** Form factors in order of preference; designers write the same control for all three. */
const formFactors = ["2", "0", "1"];

function customControls(root: Element): Map<string, Custom> {
  const found = new Map<string, Custom>();
  for (const description of descendants(root, "controlDescription")) {
    const named = elements(description, "customControl").filter((control) => attribute(control, "name") !== "");
    const chosen = formFactors.map((factor) => named.find((control) => attribute(control, "formFactor") === factor)).find((control) => control !== undefined) ?? named[0];
    if (chosen) found.set(normal(attribute(description, "forControl")), { name: attribute(chosen, "name"), parameters: parameters(chosen), dataSets: dataSets(chosen) });
  }
  return found;
}

function parameters(control: Element): Custom["parameters"] {
  const all: Custom["parameters"] = {};
  for (const parameter of elements(child(control, "parameters") ?? control)) {
    if (parameter.tagName === "data-set") continue;
    const type = attribute(parameter, "type");
    all[parameter.tagName] = { static: attribute(parameter, "static") === "true", value: parameter.textContent ?? "", ...(type ? { type } : {}) };
  }
  return all;
}

/** The records of each data-set of a control. */
function dataSets(control: Element): Custom["dataSets"] {
  return Object.fromEntries(elements(child(control, "parameters") ?? control, "data-set").flatMap((dataSet) => {
    const grid = gridOf(dataSet);
    return grid ? [[attribute(dataSet, "name"), grid]] : [];
  }));
}

/** A data-set shows as many records on a page as the sub-grid that it stands in for. */
function withPageSize(all: Custom["dataSets"], recordsPerPage: number | undefined): Custom["dataSets"] {
  return Object.fromEntries(Object.entries(all).map(([name, grid]) => [name, { ...grid, recordsPerPage: recordsPerPage ?? grid.recordsPerPage }]));
}

/** What a sub-grid's parameters or a data-set say of its records; undefined for other controls. */
function gridOf(element: Element | undefined, recordsPerPage = ""): PlatformGrid | undefined {
  const table = text(element, "TargetEntityType");
  if (!table) return undefined;
  const viewId = normal(text(element, "ViewId"));
  const relationship = text(element, "RelationshipName");
  return { table, recordsPerPage: Number(recordsPerPage || "4"), ...(viewId ? { viewId } : {}), ...(relationship ? { relationship } : {}) };
}

/** Handlers that solutions register; the platform's own (InternalHandlers) do nothing here. */
function handlers(root: Element): PlatformForm["handlers"] {
  return elements(child(root, "events") ?? root, "event").flatMap((event) => {
    const column = attribute(event, "attribute");
    return elements(child(event, "Handlers") ?? event, "Handler").filter((handler) => attribute(handler, "enabled") !== "false").map((handler) => ({
      event: attribute(event, "name"),
      ...(column ? { attribute: column } : {}),
      functionName: attribute(handler, "functionName"),
      library: attribute(handler, "libraryName"),
      passExecutionContext: attribute(handler, "passExecutionContext") === "true",
      parameters: attribute(handler, "parameters"),
    }));
  });
}

/** Flags of FormXml are on unless they say otherwise. */
function isOn(element: Element, name: string): boolean {
  const value = attribute(element, name).toLowerCase();
  return value !== "false" && value !== "0";
}

function normal(id: string): string {
  return id.replace(/[{}]/g, "").toLowerCase();
}
