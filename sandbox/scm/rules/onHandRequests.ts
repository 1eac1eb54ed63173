import { largest } from "../decimal";
import { cdsInventoryOnHandEntries } from "../metadata/onHandRequests";
import { warehousesOnHandV2 } from "../metadata/onHand";
import { sellableReleasedProducts } from "../metadata/products";
import { warehouses } from "../metadata/warehouses";
import { keyOf, textOf, type ScmStore, type StoredRow } from "../store";
import { textIn, type EntityRules, type RuleContext, type Values } from "./context";
import { dayAfter, Movements, project, type ProjectedDay } from "./projection";
import { mustBeFilledIn } from "./relations";
import { quantitiesOf, stockOf, type StockPlace } from "./stock";

/** Days from today that a request looks ahead. */
const horizonDays = 30;

/** Requests for stock: each is answered by its entries at once. */
export const onHandRequestRules: EntityRules = {
  settle(definition, values, _given, { rows }) {
    const [company, number] = [textIn(values, "dataAreaId"), textIn(values, "ProductNumber")];
    if (number === "") return mustBeFilledIn("Product number", definition.entity);
    const product = rows.find(sellableReleasedProducts, [company, number]);
    // The relation of the product number reports a product that is not there.
    if (!product) return [];
    if (textOf(product, "IsStockedProduct") !== "Yes") return [`Error: Product ${textOf(product, "ProductNumber")} is not stocked`];
    const [site, warehouse] = [textIn(values, "InventorySiteId"), textIn(values, "InventoryWarehouseId")];
    const row = warehouse === "" ? undefined : rows.find(warehouses, [company, warehouse]);
    const own = row ? textOf(row, "OperationalSiteId") : site;
    return site !== "" && site !== own ? [`Error: Warehouse ${warehouse} belongs to site ${own}, not to site ${site}`] : [];
  },
  written(request, context, before) {
    if (before) removeEntries(before, context);
    for (const place of placesOf(request, context.rows)) {
      for (const day of daysOf(place, request, context)) context.rows.put(cdsInventoryOnHandEntries, entryOf(place, request, day, context));
    }
  },
  removed: removeEntries,
};

function removeEntries(request: StoredRow, { rows }: RuleContext): void {
  for (const entry of [...rows.under(cdsInventoryOnHandEntries, [textOf(request, "dataAreaId"), textOf(request, "RequestId")])]) {
    rows.remove(cdsInventoryOnHandEntries, keyOf(cdsInventoryOnHandEntries, entry));
  }
}

/** The place a request names, or all where its product ever was or is expected, of its site when it names one. */
function placesOf(request: StoredRow, rows: ScmStore): StockPlace[] {
  const company = textOf(request, "dataAreaId");
  const product = rows.find(sellableReleasedProducts, [company, textOf(request, "ProductNumber")]);
  const item = product ? textOf(product, "ProductNumber") : "";
  const [site, warehouse] = [textOf(request, "InventorySiteId"), textOf(request, "InventoryWarehouseId")];
  if (warehouse !== "") {
    const row = rows.find(warehouses, [company, warehouse]);
    return [{ company, item, site: row ? textOf(row, "OperationalSiteId") : site, warehouse: row ? textOf(row, "WarehouseId") : warehouse }];
  }
  return [...rows.under(warehousesOnHandV2, [company, item])]
    .map((row): StockPlace => ({ company, item, site: textOf(row, "InventorySiteId"), warehouse: textOf(row, "InventoryWarehouseId") }))
    .filter((place) => site === "" || place.site.toLowerCase() === site.toLowerCase());
}

function daysOf(place: StockPlace, request: StoredRow, { rows, now }: RuleContext): (ProjectedDay | undefined)[] {
  if (textOf(request, "IsATPCalculation") !== "Yes") return [undefined];
  const today = now.slice(0, 10);
  return project(stockOf(rows, place), new Movements(rows, place.company, [place.item]).at(place), today, dayAfter(today, horizonDays));
}

function entryOf(place: StockPlace, request: StoredRow, day: ProjectedDay | undefined, { rows, now }: RuleContext): Values {
  return {
    dataAreaId: place.company, RequestId: textOf(request, "RequestId"), InventorySiteId: place.site, InventoryWarehouseId: place.warehouse,
    ATPDate: `${day?.date ?? now.slice(0, 10)}T12:00:00Z`, OrderQuantity: request.values["OrderQuantity"] ?? "0", ...quantitiesOf(stockOf(rows, place)),
    ...(day ? { ProjectedReceiptQuantity: day.receipts, ProjectedIssueQuantity: day.issues, ProjectedOnHandQuantity: day.onHand, ATPQuantity: largest("0", day.promise) } : {}),
  };
}
