import { product } from "../../model/generated/schema";
import { bareGuid } from "../../model/request";
import { type HostRecord, hostRecord } from "../shared/record";
import type { NoProduct } from "./words";

/** The product whose stock is shown, or why there is none. */
export type ShownProduct = { kind: "product"; id: string; name: string } | { kind: "none"; why: NoProduct };

/** The bound column as the host hands it out: text of the product's own form, or a lookup to a product. */
export interface BoundProduct {
  raw: unknown;
  type?: string;
  /** Metadata of the bound column; hosts name its type in it. */
  attributes?: object;
  security?: { readable?: boolean };
}

/**
 * Which product a control is about: the one its property names, else the one its bound lookup names, else, when a text
 * column is bound, the form's record.
 * @param context the control's context
 * @param productId GUID from the property (braces allowed), or blank
 */
export function shownProduct(context: object, bound: BoundProduct, productId: string | null | undefined): ShownProduct {
  if (productId?.trim()) return ofRecord(hostRecord(context, product.logicalName, productId));
  if (!isLookup(bound)) return ofRecord(hostRecord(context));
  if (bound.security?.readable === false) return { kind: "none", why: "secured" };
  const [first] = (bound.raw ?? []) as readonly { id?: string; entityType?: string; name?: string }[];
  const id = bareGuid(first?.id ?? "");
  if (id === "") return { kind: "none", why: "noProduct" };
  if (first?.entityType !== product.logicalName) return { kind: "none", why: "unsupported" };
  return { kind: "product", id, name: first.name ?? "" };
}

/** An empty lookup has no value to tell it by, so the type is asked, which hosts tell in one of two places. */
function isLookup({ raw, type, attributes }: BoundProduct): boolean {
  const { Type } = (attributes ?? {}) as { Type?: unknown };
  return Array.isArray(raw) || [type, Type].some((name) => typeof name === "string" && /^lookup/i.test(name));
}

function ofRecord(record: HostRecord): ShownProduct {
  if (record.kind === "unsaved") return { kind: "none", why: "unsaved" };
  if (record.kind === "unknown") return { kind: "none", why: "unknownRecord" };
  return record.table === product.logicalName ? { kind: "product", id: record.id, name: record.name ?? "" } : { kind: "none", why: "unsupported" };
}
