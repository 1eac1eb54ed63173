import { propertyName } from "./columns";
import type { Expand, RowShape } from "./listQuery";

/**
 * `@odata.context` of an answer, e.g. `…/$metadata#accounts(name,primarycontactid(fullname))/$entity`.
 * @param baseUrl service root without a slash at the end
 * @param single the answer is one row, not a list
 */
export function contextUrl(baseUrl: string, entitySet: string, shape: Pick<RowShape, "select" | "expand">, single: boolean): string {
  const inside = selection(shape);
  return `${baseUrl}/$metadata#${entitySet}${inside === "" ? "" : `(${inside})`}${single ? "/$entity" : ""}`;
}

function selection(shape: Pick<RowShape, "select" | "expand">): string {
  return [...(shape.select ?? []).map(propertyName), ...shape.expand.map(expansion)].join(",");
}

function expansion(item: Expand): string {
  return item.reference ? `${item.name},${item.name}/$ref()` : `${item.name}(${selection(item.query)})`;
}
