import { comparable } from "./diff";
import { RefusalError } from "./errors";
import type { MappedField } from "./mapping";
import { fieldParams } from "./validation";

/**
 * SCM names a refused value by its own field caption. When the value came from one field of the form, that field's name
 * is put in its place; when it is a default of the template, the error is the administrator's.
 */
export function explainLookup(error: RefusalError, fields: readonly MappedField[]): RefusalError {
  const { value } = error.params;
  if (error.code !== "scm-lookup-missing" || !value) return error;
  const suspects = fields.filter((field) => comparable("code", field.value) === comparable("code", value));
  const [only, ...others] = suspects;
  if (!only || others.length > 0) return error;
  const details = { technicalDetails: error.technicalDetails, cause: error };
  if (isDefault(only)) return new RefusalError("scm-default-missing", error.status, error.serviceCode, { ...details, params: error.params });
  return new RefusalError("scm-lookup-missing", error.status, error.serviceCode, { ...details, params: { ...error.params, ...fieldParams(only.row) } });
}

/** Whether the value was set by the template. A form may hold the very value of a default; SCM lacks it all the same. */
function isDefault({ row: { from }, value }: MappedField): boolean {
  return from.kind === "constant" || (from.kind === "defaultWhenBlank" && from.value === value);
}
