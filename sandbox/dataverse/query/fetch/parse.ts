import type { Element } from "@xmldom/xmldom";
import type { Column, Table } from "../../metadata/types";
import { DataverseError } from "../../store/types";
import { badArgument, notImitated } from "../errors";
import type { QueryRegistry } from "../registry";
import { requireAttribute } from "./attributes";
import { parseFilterElement } from "./conditions";
import type { DateGrouping, FetchAttribute, FetchEntity, FetchFilter, FetchLink, FetchOrder, FetchQuery } from "./model";
import { checkAttributes, childElements, flag, needed, optional, parseFetchElement, positive } from "./xml";

const entityChildren = ["attribute", "all-attributes", "no-attrs", "filter", "order", "link-entity"];
const aggregates: Record<string, FetchAttribute["aggregate"]> = { sum: "sum", avg: "average", min: "min", max: "max", count: "count", countcolumn: "countColumn" };
const dateGroupings = new Set(["day", "week", "month", "quarter", "year"]);

/**
 * Reads FetchXML (Microsoft: "FetchXml reference").
 * @throws DataverseError 400 for what is wrong, 501 naming what is not imitated
 */
export function parseFetch(xml: string, registry: QueryRegistry): FetchQuery {
  const fetch = parseFetchElement(xml);
  checkAttributes(fetch, ["version", "mapping", "output-format", "no-lock", "latematerialize", "options", "top", "count", "page", "paging-cookie", "distinct", "aggregate", "returntotalrecordcount", "useraworderby"]);
  const [element, second] = childElements(fetch, ["entity"]);
  if (!element || second) throw badArgument("The element 'fetch' of FetchXML needs exactly one 'entity'.");
  const reader = new EntityReader(registry, flag(fetch, "aggregate"));
  const root = reader.readRoot(element);
  const top = positive(fetch, "top");
  if (top !== undefined && (fetch.hasAttribute("page") || fetch.hasAttribute("count"))) throw badArgument("The attribute 'top' of FetchXML can't be used together with 'count' or 'page'.");
  return {
    root, entities: reader.entities, orders: reader.readOrders(), aggregate: flag(fetch, "aggregate"), distinct: flag(fetch, "distinct"),
    top, count: positive(fetch, "count"), page: positive(fetch, "page") ?? 1, cookie: optional(fetch, "paging-cookie") || undefined,
    returnTotal: flag(fetch, "returntotalrecordcount"), rawOrder: flag(fetch, "useraworderby"),
  };
}

/** Reads entities first, then filters and orders, which may name any of them by alias. */
class EntityReader {
  readonly entities: FetchEntity[] = [];
  private readonly elements: Element[] = [];

  constructor(private readonly registry: QueryRegistry, private readonly aggregate: boolean) {}

  readRoot(element: Element): FetchEntity {
    checkAttributes(element, ["name"]);
    const root: FetchEntity = { index: 0, table: this.table(needed(element, "name")), attributes: [], links: [] };
    this.readContent(root, element);
    for (const entity of this.entities) entity.filter = this.readFilter(entity);
    return root;
  }

  private readContent(entity: FetchEntity, element: Element): void {
    this.entities[entity.index] = entity;
    this.elements[entity.index] = element;
    const children = childElements(element, entityChildren);
    const has = (name: string): boolean => children.some((child) => child.tagName === name);
    // An entity without any attribute element gives all columns, a link-entity none.
    const all = has("all-attributes") || (entity.index === 0 && !this.aggregate && !has("attribute") && !has("no-attrs"));
    const plain = (column: Column): FetchAttribute => ({ column, distinct: false, groupBy: false });
    entity.attributes = all
      ? Object.values(entity.table.columns).map(plain)
      : children.filter((child) => child.tagName === "attribute").map((child) => this.readAttribute(child, entity.table));
    entity.links = children.filter((child) => child.tagName === "link-entity").map((child) => this.readLink(child, entity));
  }

  private readAttribute(element: Element, table: Table): FetchAttribute {
    checkAttributes(element, ["name", "alias", "aggregate", "distinct", "groupby", "dategrouping", "addedby"]);
    const column = requireAttribute(table, needed(element, "name"));
    const attribute: FetchAttribute = { column, alias: optional(element, "alias"), distinct: flag(element, "distinct"), groupBy: flag(element, "groupby") };
    const method = optional(element, "aggregate");
    if (!this.aggregate) {
      if (method !== undefined || attribute.groupBy) throw badArgument(`The attribute '${column.logicalName}' is aggregated or grouped by, but 'fetch' does not say aggregate='true'.`);
      return attribute;
    }
    if (attribute.alias === undefined) throw badArgument(`The attribute '${column.logicalName}' of an aggregate FetchXML needs an 'alias'.`);
    if (method === undefined && !attribute.groupBy) throw badArgument(`The attribute '${column.logicalName}' of an aggregate FetchXML needs 'aggregate' or groupby='true'.`);
    if (method !== undefined) {
      attribute.aggregate = Object.hasOwn(aggregates, method) ? aggregates[method] : undefined;
      if (!attribute.aggregate) throw notImitated(`aggregate '${method}' of FetchXML`);
    }
    const grouping = optional(element, "dategrouping");
    if (grouping !== undefined) {
      if (!dateGroupings.has(grouping)) throw notImitated(`dategrouping '${grouping}' of FetchXML`);
      attribute.dateGrouping = grouping as DateGrouping;
    }
    return attribute;
  }

  private readLink(element: Element, parent: FetchEntity): FetchLink {
    checkAttributes(element, ["name", "from", "to", "alias", "link-type", "intersect", "visible"]);
    const type = optional(element, "link-type") ?? "inner";
    if (type !== "inner" && type !== "outer") throw notImitated(`link-type '${type}' of FetchXML`);
    const table = this.table(needed(element, "name"));
    const index = this.entities.length;
    const link: FetchLink = {
      index, table, alias: optional(element, "alias") ?? `${table.logicalName}${index}`, attributes: [], links: [], outer: type === "outer",
      from: requireAttribute(table, optional(element, "from") ?? table.primaryId), to: requireAttribute(parent.table, needed(element, "to")),
    };
    if (this.entities.some((entity) => entity.alias === link.alias)) throw badArgument(`The alias '${link.alias ?? ""}' stands twice in FetchXML.`);
    this.readContent(link, element);
    return link;
  }

  private readFilter(entity: FetchEntity): FetchFilter | undefined {
    const filters = childElements(this.elementOf(entity), entityChildren).filter((child) => child.tagName === "filter")
      .map((child) => parseFilterElement(child, entity, (alias) => this.byAlias(alias)));
    return filters.length === 0 ? undefined : { kind: "and", parts: filters };
  }

  /** Orders of the entity element first, then those of its link-entities. */
  readOrders(): FetchOrder[] {
    return this.entities.flatMap((entity) => childElements(this.elementOf(entity), entityChildren)
      .filter((child) => child.tagName === "order").map((child) => this.readOrder(child, entity)));
  }

  private readOrder(element: Element, entity: FetchEntity): FetchOrder {
    checkAttributes(element, ["attribute", "alias", "entityname", "descending"]);
    const descending = flag(element, "descending");
    const alias = optional(element, "alias");
    if (this.aggregate) {
      if (alias === undefined) throw badArgument("An 'order' of an aggregate FetchXML needs 'alias'.");
      if (!this.entities.some((one) => one.attributes.some((attribute) => attribute.alias === alias))) throw badArgument(`The 'order' names the alias '${alias}', which no attribute has.`);
      return { entity: entity.index, by: { alias }, descending };
    }
    if (alias !== undefined) throw badArgument("An 'order' by 'alias' needs aggregate='true'; name the 'attribute'.");
    const name = optional(element, "entityname");
    const target = name === undefined ? entity : this.byAlias(name);
    return { entity: target.index, by: { column: requireAttribute(target.table, needed(element, "attribute")) }, descending };
  }

  private elementOf(entity: FetchEntity): Element {
    const element = this.elements[entity.index];
    if (!element) throw badArgument("The element 'entity' of FetchXML is missing.");
    return element;
  }

  private byAlias(alias: string): FetchEntity {
    const entity = this.entities.find((one) => one.alias === alias) ?? this.entities.find((one) => one.index > 0 && one.table.logicalName === alias);
    if (!entity) throw badArgument(`There is no link-entity with the alias or name '${alias}' in FetchXML.`);
    return entity;
  }

  private table(logicalName: string): Table {
    const table = this.registry.table(logicalName);
    if (!table) throw new DataverseError(400, "0x80041102", `The entity with a name = '${logicalName}' with namemapping = 'Logical' was not found in the MetadataCache.`);
    return table;
  }
}
