import type { PlatformControl } from "../../dataverse/platform";
import { formatted, plain, propertyOf } from "../api/rows";
import { bare } from "../api/webApi";
import { errorsOf, type AttributeState, type ControlState, type FormModel } from "../form/model";
import { braced, isReferences, type ClientValue } from "../form/values";

/** A property as a control meets it in `context.parameters`. */
export interface Parameter {
  raw: unknown;
  formatted?: string;
  type: string;
  error: boolean;
  errorMessage: string;
  attributes?: Record<string, unknown>;
  security?: { editable: boolean; readable: boolean; secured: boolean };
}

type Property = PlatformControl["properties"][number];

/** The attribute that a property of a placed control is bound to, if any. */
export function boundAttribute(property: Property, state: ControlState, model: FormModel): AttributeState | undefined {
  const given = state.cell.control?.custom?.parameters[property.name];
  if (given && !given.static) return model.attributes.get(given.value);
  // A form may leave the first bound property to the field it replaces.
  return !given && property.usage === "bound" ? state.attribute : undefined;
}

/** All properties of a placed control, by name. */
export function parametersOf(control: PlatformControl, state: ControlState, model: FormModel): Record<string, Parameter> {
  return Object.fromEntries(control.properties.map((property) => {
    const attribute = boundAttribute(property, state, model);
    if (attribute) return [property.name, bound(property, attribute, state, model)];
    const text = state.cell.control?.custom?.parameters[property.name]?.value ?? property.default;
    return [property.name, { raw: staticValue(property.ofType, text), ...(text === undefined ? {} : { formatted: text }), type: property.ofType, error: false, errorMessage: "" }];
  }));
}

function bound(property: Property, attribute: AttributeState, state: ControlState, model: FormModel): Parameter {
  const { column } = attribute;
  const message = errorsOf(state)[0];
  return {
    raw: rawValue(attribute.value),
    formatted: formattedValue(attribute, model),
    type: property.ofType,
    error: message !== undefined,
    errorMessage: message ?? "",
    attributes: {
      LogicalName: column.logicalName, DisplayName: column.label, Type: column.type.toLowerCase(), RequiredLevel: requiredLevel(attribute.required),
      MaxLength: column.maxLength, MinValue: column.min, MaxValue: column.max, Precision: column.precision, Format: column.format ?? null,
      IsSecured: column.secured === true, Description: "", Targets: column.targets,
      Options: column.options?.map((o) => ({ Value: o.value, Label: o.label, Color: "" })),
    },
    security: { editable: !column.readOnly && column.unreadable !== true, readable: column.unreadable !== true, secured: column.secured === true },
  };
}

/** Lookups come to a control with bare lower-case ids; everything else as on the form. */
function rawValue(value: ClientValue): unknown {
  return isReferences(value) ? value.map(({ id, entityType, name }) => ({ id: bare(id), entityType, name })) : value;
}

function formattedValue(attribute: AttributeState, model: FormModel): string {
  const { value, initial, column } = attribute;
  if (isReferences(value)) return value.map((v) => v.name).join("; ");
  const option = column.options?.find((o) => o.value === Number(value));
  if (option && value !== null) return option.label;
  return value === initial ? formatted(model.row, propertyOf(column)) || plain(value) : plain(value);
}

function requiredLevel(level: string): number {
  return level === "required" ? 2 : level === "recommended" ? 3 : 0;
}

/** A value configured on the form, as the type of its property wants it. */
export function staticValue(ofType: string, text: string | undefined): unknown {
  if (text === undefined || text === "") return null;
  if (ofType === "TwoOptions") return text === "true" || text === "1";
  if (/^(Whole\.|Decimal|FP|Currency)/.test(ofType)) return Number(text);
  if (ofType.startsWith("DateAndTime.")) return new Date(text);
  return text;
}

/** A control's output as a value of the form; undefined means unchanged. */
export function outputValue(output: unknown): ClientValue | undefined {
  if (output === undefined) return undefined;
  if (!isReferences(output)) return output as ClientValue;
  return output.map(({ id, entityType, name }) => ({ id: braced(id), entityType, name }));
}
