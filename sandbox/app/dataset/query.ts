import { escapeXml, intoEntity, orderElement, withAttributes, withPage, withoutOrders, type FetchPage } from "../fetchXml";
import { NotImitatedError } from "../xrm/notImitated";

/** Source: Microsoft's "FilterExpression" and "ConditionExpression (Power Apps component framework)". */
export interface FilterExpression {
  conditions: { attributeName: string; conditionOperator: number; value: string | string[]; entityAliasName?: string }[];
  /** 0 and, 1 or. */
  filterOperator: number;
  filters?: FilterExpression[];
}
export interface LinkedEntity { name: string; from: string; to: string; linkType: string; alias: string }
/** 0 ascending, 1 descending, -1 not sorted by. */
export interface SortStatus { name: string; sortDirection: number }

/** What a control has asked for beyond the view. */
export interface DataSetQuery {
  /** `name`, or `alias.name` of a linked table. */
  addedColumns: readonly string[];
  links: readonly LinkedEntity[];
  filter?: FilterExpression | undefined;
  sorting: readonly SortStatus[];
  /** Columns that the platform reads by itself: id and name. */
  own: readonly string[];
  /** The lookup at the form's record. */
  parent?: { column: string; id: string } | undefined;
}

/** The view's query with what the control asked for, for one page. */
export function dataSetFetchXml(view: string, query: DataSetQuery, page: FetchPage): string {
  const own = query.addedColumns.filter((name) => !name.includes("."));
  let xml = withAttributes(withPage(view, page), [...new Set([...query.own, ...own])]);
  for (const link of query.links) {
    const names = query.addedColumns.flatMap((name) => (name.startsWith(`${link.alias}.`) ? [name.slice(link.alias.length + 1)] : []));
    const attributes = names.map((name) => `<attribute name="${escapeXml(name)}"/>`).join("");
    const { name, from, to, linkType, alias } = link;
    xml = intoEntity(xml, `<link-entity name="${escapeXml(name)}" from="${escapeXml(from)}" to="${escapeXml(to)}" link-type="${escapeXml(linkType)}" alias="${escapeXml(alias)}">${attributes}</link-entity>`);
  }
  const orders = query.sorting.filter(({ sortDirection }) => sortDirection >= 0).map(({ name, sortDirection }) => orderElement(name, sortDirection === 1));
  xml = intoEntity(withoutOrders(xml), orders.join(""));
  if (query.parent) xml = intoEntity(xml, `<filter type="and"><condition attribute="${query.parent.column}" operator="eq" value="${query.parent.id}"/></filter>`);
  return query.filter ? intoEntity(xml, filterElement(query.filter)) : xml;
}

/** Numbers of Microsoft's `ConditionOperator` with FetchXML's names for them. */
const operators: Record<number, string> = {
  0: "eq", 1: "ne", 2: "gt", 3: "lt", 4: "ge", 5: "le", 6: "like", 7: "not-like", 8: "in", 9: "not-in", 12: "null", 13: "not-null", 15: "today",
  25: "on", 26: "on-or-before", 27: "on-or-after",
};

/** @throws NotImitatedError for an operator that is not in the table */
export function filterElement({ conditions, filterOperator, filters = [] }: FilterExpression): string {
  const parts = conditions.map(({ attributeName, conditionOperator, value, entityAliasName }) => {
    const operator = operators[conditionOperator];
    if (operator === undefined) throw new NotImitatedError(`dataset.filtering with the operator ${conditionOperator}`);
    const open = `<condition ${entityAliasName ? `entityname="${escapeXml(entityAliasName)}" ` : ""}attribute="${escapeXml(attributeName)}" operator="${operator}"`;
    if (operator.endsWith("null") || operator === "today") return `${open}/>`;
    if (!Array.isArray(value)) return `${open} value="${escapeXml(value)}"/>`;
    return `${open}>${value.map((one) => `<value>${escapeXml(one)}</value>`).join("")}</condition>`;
  });
  return `<filter type="${filterOperator === 1 ? "or" : "and"}">${parts.join("")}${filters.map(filterElement).join("")}</filter>`;
}
