import { canonicalValue } from "../../model/values";
import { deterministicId } from "../core/deterministicId";
import type { Mapped } from "../core/mapping";
import { planPriceListItem, type PriceListItem } from "../core/priceList";
import type { SalesField } from "../core/salesWrite";
import type { FromScmTemplate } from "../core/templateTypes";
import { countryKey } from "../core/valueMap";
import type { BatchRequest } from "../connectors/dataverse/batch";
import type { DataverseClient } from "../connectors/dataverse/client";
import type { FoundReferences } from "../connectors/dataverse/references";
import { textOf, toJson, type JsonObject } from "../connectors/http/json";
import { LosslessNumber } from "lossless-json";

/**
 * Parts of a change set that keep the product's price on its list: currency amount, no quantity control (our reading of
 * the standard columns), in the product's unit.
 * A company the product does not belong to keeps one item for its own currency, and touches no other.
 * @param items the product's items as they are
 * @param home the product as it is, when it belongs to another company
 * @throws RecordError `price-list-missing`
 */
export function priceListParts(
  dataverse: DataverseClient, template: FromScmTemplate, company: string, productId: string, header: Mapped, fields: readonly SalesField[], found: FoundReferences,
  currency: string, items: readonly PriceListItem[], home?: JsonObject,
): BatchRequest[] {
  const named = template.valueMaps["priceLists"]?.get(countryKey(currency)) ?? currency;
  const list = found.priceList(named, currency);
  const unitId = fields.find(({ field }) => field.row.target === "defaultuomid")?.reference?.id ?? "";
  const amount = header.fields.find(({ row }) => row.target === "price")?.value || "0";
  const own = deterministicId("productpricelevel", company, productId, list.id, ...(home ? [] : [unitId]));
  if (home && (isSame(home["_transactioncurrencyid_value"], found.one("currency", currency).id) || items.some(({ id, priceListId }) => isSame(priceListId, list.id) && !isSame(id, own)))) return [];
  const plan = planPriceListItem({ priceListId: list.id, unitId, amount }, items);
  if (plan.kind === "none") return [];
  const unit = { "uomid@odata.bind": `/uoms(${unitId})` };
  const price = { amount: new LosslessNumber(amount) };
  if (plan.kind === "update") {
    const body = { ...(plan.changed.includes("amount") ? price : {}), ...(plan.changed.includes("unit") ? unit : {}) };
    return [{ method: "PATCH", path: dataverse.rootPath(`productpricelevels(${plan.id})`), headers: { "If-Match": "*" }, body: toJson(body) }];
  }
  const body = { ...price, ...unit, "productid@odata.bind": `/products(${productId})`, "pricelevelid@odata.bind": `/pricelevels(${list.id})`, pricingmethodcode: 1, quantitysellingcode: 1 };
  return [{ method: "PATCH", path: dataverse.rootPath(`productpricelevels(${own})`), headers: { "If-None-Match": "*" }, body: toJson(body) }];
}

const isSame = (a: unknown, b: string) => textOf(a)?.toLowerCase() === b.toLowerCase();

/** Query of price list items. @param filter OData, blanks as they are */
export function itemsQuery(filter: string): string {
  return `productpricelevels?$select=productpricelevelid,_productid_value,_pricelevelid_value,_uomid_value,amount&$filter=${encodeURIComponent(filter)}`;
}

/** Reads a row of `itemsQuery`. */
export function itemOf(row: JsonObject): PriceListItem {
  return { id: textOf(row["productpricelevelid"]) ?? "", priceListId: textOf(row["_pricelevelid_value"]) ?? "", unitId: textOf(row["_uomid_value"]) ?? "", amount: canonicalValue(row["amount"]) || "0" };
}
