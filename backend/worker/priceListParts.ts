import { canonicalValue } from "../../model/values";
import { deterministicId } from "../core/deterministicId";
import type { Mapped } from "../core/mapping";
import { planPriceListItem } from "../core/priceList";
import type { SalesField } from "../core/salesWrite";
import type { FromScmTemplate } from "../core/templateTypes";
import { countryKey } from "../core/valueMap";
import type { BatchRequest } from "../connectors/dataverse/batch";
import { rowsOf, type CallContext, type DataverseClient } from "../connectors/dataverse/client";
import type { FoundReferences } from "../connectors/dataverse/references";
import { textOf, toJson } from "../connectors/http/json";
import { LosslessNumber } from "lossless-json";

/**
 * Parts of a change set that keep the product's price on its list: currency amount, no quantity control (our reading of
 * the standard columns), in the product's unit.
 * @param isKnown whether the product stands in Sales already, and so may have items
 * @throws RecordError `price-list-missing`
 */
export async function priceListParts(
  dataverse: DataverseClient, template: FromScmTemplate, company: string, productId: string, header: Mapped, fields: readonly SalesField[], found: FoundReferences,
  currency: string, isKnown: boolean, call: CallContext,
): Promise<BatchRequest[]> {
  const named = template.valueMaps["priceLists"]?.get(countryKey(currency)) ?? currency;
  const list = found.priceList(named, currency);
  const unitId = fields.find(({ field }) => field.row.target === "defaultuomid")?.reference?.id ?? "";
  const amount = header.fields.find(({ row }) => row.target === "price")?.value || "0";
  const items = isKnown ? await itemsOf(dataverse, productId, call) : [];
  const plan = planPriceListItem({ priceListId: list.id, unitId, amount }, items);
  if (plan.kind === "none") return [];
  const unit = { "uomid@odata.bind": `/uoms(${unitId})` };
  const price = { amount: new LosslessNumber(amount) };
  if (plan.kind === "update") {
    const body = { ...(plan.changed.includes("amount") ? price : {}), ...(plan.changed.includes("unit") ? unit : {}) };
    return [{ method: "PATCH", path: dataverse.rootPath(`productpricelevels(${plan.id})`), headers: { "If-Match": "*" }, body: toJson(body) }];
  }
  const id = deterministicId("productpricelevel", company, productId, list.id, unitId);
  const body = { ...price, ...unit, "productid@odata.bind": `/products(${productId})`, "pricelevelid@odata.bind": `/pricelevels(${list.id})`, pricingmethodcode: 1, quantitysellingcode: 1 };
  return [{ method: "PATCH", path: dataverse.rootPath(`productpricelevels(${id})`), headers: { "If-None-Match": "*" }, body: toJson(body) }];
}

async function itemsOf(dataverse: DataverseClient, productId: string, call: CallContext) {
  const body = await dataverse.get(`productpricelevels?$select=productpricelevelid,_pricelevelid_value,_uomid_value,amount&$filter=_productid_value%20eq%20${productId}`, call);
  return rowsOf(body ?? {}).map((row) => ({
    id: textOf(row["productpricelevelid"]) ?? "", priceListId: textOf(row["_pricelevelid_value"]) ?? "", unitId: textOf(row["_uomid_value"]) ?? "", amount: canonicalValue(row["amount"]) || "0",
  }));
}
