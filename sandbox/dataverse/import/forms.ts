import type { MetadataRegistry } from "../metadata/registry";
import { guidKey } from "../metadata/registry";
import type { FormDefinition } from "../metadata/types";
import { importCode, refuse } from "./errors";
import { FormMergeError, isDiffForm, mergeForm } from "./formMerge";
import { attribute, child, descendants, elements, labelsIn, parseXml, serialize, text, type Element } from "./xml";

/**
 * Adds the forms of an `Entity` element: own forms in full, changes of existing ones as diffs.
 * @param isNewTable the form that the platform made for the table gives way to the solution's main forms
 * @throws SolutionImportError when a diff does not fit, or a form names a column, library or control that does not exist
 */
export function importForms(entity: Element, table: string, isNewTable: boolean, registry: MetadataRegistry): void {
  const groups = elements(child(entity, "FormXml") ?? entity, "forms");
  if (isNewTable && groups.some((group) => attribute(group, "type") === "main" && elements(group, "systemform").length > 0)) {
    for (const generated of registry.forms(table, "main")) registry.formsById.delete(guidKey(generated.formId));
  }
  for (const group of groups) {
    for (const systemForm of elements(group, "systemform")) {
      if (attribute(systemForm, "unmodified") !== "1") importForm(systemForm, table, attribute(group, "type"), registry);
    }
  }
}

function importForm(systemForm: Element, table: string, type: string, registry: MetadataRegistry): void {
  const formId = guidKey(text(systemForm, "formid"));
  const form = child(systemForm, "form");
  if (!formId || !form) return refuse(importCode.schema, `The import file is invalid. A form of '${table}' has no formid or no form.`);
  const base = registry.form(formId);
  const labels = labelsIn(child(systemForm, "LocalizedNames"));
  if (base && base.table !== table) refuse(importCode.schema, `The form ${formId} belongs to '${base.table}', not to '${table}'.`);
  let formXml: string;
  if (isDiffForm(form)) {
    if (!base) return refuse(importCode.missingComponent, `The form ${formId} of '${table}' carries only changes, and the form they apply to is not in the target system.`);
    formXml = merged(base, form);
  } else {
    formXml = serialize(form);
  }
  if (type === "quick" && descendants(form, "events").length > 0) refuse(importCode.schema, `Form XML of type quick of the form ${formId} cannot contain element: events.`);
  const definition: FormDefinition = { formId, table, type: type || base?.type || "main", labels: { ...base?.labels, ...labels }, formXml };
  checkForm(definition, registry);
  registry.setForm(definition);
}

function merged(base: FormDefinition, form: Element): string {
  try {
    return mergeForm(base.formXml, serialize(form));
  } catch (error) {
    if (error instanceof FormMergeError) return refuse(importCode.missingComponent, `Form ${base.formId} of '${base.table}': ${error.message}`);
    throw error;
  }
}

/** Everything the form names must exist, as the platform's dependency check demands. */
function checkForm(form: FormDefinition, registry: MetadataRegistry): void {
  const root = parseXml(form.formXml, `form ${form.formId}`);
  const missing = (what: string): never => refuse(importCode.missingComponent, `The form ${form.formId} of '${form.table}' refers to ${what}, which does not exist.`);
  const columns = registry.table(form.table)?.columns ?? {};
  for (const control of descendants(root, "control")) {
    const column = attribute(control, "datafieldname");
    if (column && !columns[column] && !column.includes(".")) missing(`the column '${column}'`);
  }
  for (const library of descendants(root, "Library")) {
    if (!registry.webResource(attribute(library, "name"))) missing(`the web resource '${attribute(library, "name")}'`);
  }
  const libraries = new Set(descendants(root, "Library").map((library) => attribute(library, "name")));
  for (const handler of descendants(root, "Handler")) {
    if (!libraries.has(attribute(handler, "libraryName"))) missing(`the library '${attribute(handler, "libraryName")}' of the handler '${attribute(handler, "functionName")}', which the form does not load and`);
  }
  for (const custom of descendants(root, "customControl")) {
    const name = attribute(custom, "name");
    if (name && !name.startsWith("MscrmControls.") && !registry.customControl(name)) missing(`the custom control '${name}'`);
  }
}
