import { warehousesOnHandV2 } from "../metadata/onHand";
import { plannedReceipts } from "../metadata/plannedReceipts";
import { sellableReleasedProducts, unitsOfMeasure } from "../metadata/products";
import { operationalSitesV2 } from "../metadata/reference";
import { warehouses } from "../metadata/warehouses";
import { companyDefaults } from "../rules/companies";
import { textOf, type ScmStore, type StoredRow } from "../store";
import { notice, type Message, type Place } from "./frame";
import { html, type Html } from "./html";
import { amountColumn, day, field, listView, quantityColumn, table, textColumn } from "./parts";

/** Released products with a form to release one. */
export function productList(store: ScmStore, place: Place, search: string, skip: number, message?: Message): Html {
  const units = [...store.all(unitsOfMeasure)].map((row) => html`<option value="${textOf(row, "UnitSymbol")}">${textOf(row, "UnitDescription")}</option>`);
  const form = html`${notice(message)}<details class="card"${message?.bad ? html` open` : ""}><summary>Release product</summary>
<form method="post" action="/page/products"><input type="hidden" name="company" value="${place.company}"><div class="tools">
${field("Product number", "product", { required: true })}${field("Product name", "name")}${field("Price", "price", { required: true, number: true })}${field("Cost", "cost", { number: true })}
${field("Currency", "currency", { required: true, value: companyDefaults(place.company).currency })}
<div><label for="unit">Unit</label><select id="unit" name="unit">${units}</select></div>
<div><label for="service">Type</label><select id="service" name="service"><option value="">Item</option><option value="yes">Service</option></select></div>
${placeFields(store, place, false)}<button class="main">Release</button></div>
<p class="soft">A product number that is there already gets the new values.</p></form></details>`;
  return listView(store, place, {
    title: "Released products", words: ["product", "products"], searchLabel: "Number or name", definition: sellableReleasedProducts, searched: ["ProductNumber", "ProductName"],
    columns: [
      textColumn("Product number", "ProductNumber"), textColumn("Product name", "ProductName"), textColumn("Type", "ProductType"), textColumn("Unit", "SalesUnitSymbol"),
      amountColumn("Price", "SalesPrice"), amountColumn("Cost", "UnitCost"), textColumn("Currency", "CurrencyCode"), { label: "Stopped", cell: (row) => textOf(row, "IsSalesStopped") || "No" },
    ],
  }, search, skip, form);
}

/** Stock by warehouse, what is on its way, and a form for both. */
export function stockList(store: ScmStore, place: Place, search: string, skip: number, message?: Message): Html {
  const form = html`${notice(message)}<form class="card" method="post" action="/page/stock"><h2>Receive or plan stock</h2><input type="hidden" name="company" value="${place.company}"><div class="tools">
${field("Item number", "item", { required: true })}${placeFields(store, place, true)}${field("Quantity", "quantity", { required: true, number: true })}
<div><label for="date">Expected on (blank: it is here)</label><input type="date" id="date" name="date"></div><button class="main">Receive or plan</button></div></form>${incoming(store, place)}`;
  return listView(store, place, {
    title: "On-hand", words: ["place", "places"], searchLabel: "Item, name or warehouse", definition: warehousesOnHandV2, searched: ["ItemNumber", "ProductName", "InventoryWarehouseId"],
    columns: [
      textColumn("Item number", "ItemNumber"), textColumn("Product name", "ProductName"), textColumn("Site", "InventorySiteId"), textColumn("Warehouse", "InventoryWarehouseId"),
      quantityColumn("On hand", "OnHandQuantity"), quantityColumn("Reserved", "ReservedOnHandQuantity"), quantityColumn("Available", "AvailableOnHandQuantity"),
      quantityColumn("Ordered", "OrderedQuantity"), quantityColumn("On order", "OnOrderQuantity"), quantityColumn("Total available", "TotalAvailableQuantity"),
    ],
  }, search, skip, form);
}

/** What is planned to come in, the soonest first. */
function incoming(store: ScmStore, place: Place): Html {
  const rows = [...store.all(plannedReceipts)].filter((row) => textOf(row, "dataAreaId") === place.company)
    .sort((a, b) => (textOf(a, "ExpectedDate") < textOf(b, "ExpectedDate") ? -1 : 1));
  const step = (row: StoredRow, name: string, label: string) => html`<button name="step" value="${name} ${textOf(row, "ReceiptNumber")}" aria-label="${label} ${textOf(row, "ReceiptNumber")}">${label}</button> `;
  return html`<form class="card" method="post" action="/page/receipts"><h2>Incoming</h2><input type="hidden" name="company" value="${place.company}">${rows.length === 0 ? html`<p class="soft">Nothing is planned.</p>` : table([
    textColumn("Receipt", "ReceiptNumber"), { label: "Expected on", cell: (row) => day(textOf(row, "ExpectedDate")) }, textColumn("Item number", "ItemNumber"),
    textColumn("Site", "InventorySiteId"), textColumn("Warehouse", "InventoryWarehouseId"), quantityColumn("Quantity", "Quantity"),
    { label: "Step", cell: (row) => html`${step(row, "receive", "Receive")}${step(row, "cancel", "Cancel")}` },
  ], rows, "incoming")}</form>`;
}

function placeFields(store: ScmStore, place: Place, required: boolean): Html {
  const own = (row: StoredRow) => textOf(row, "dataAreaId") === place.company;
  const sites = [...store.all(operationalSitesV2)].filter(own).map((row) => html`<option value="${textOf(row, "SiteId")}">${textOf(row, "SiteId")} – ${textOf(row, "SiteName")}</option>`);
  const houses = [...store.all(warehouses)].filter(own).map((row) =>
    html`<option value="${textOf(row, "WarehouseId")}">${textOf(row, "WarehouseId")} – ${textOf(row, "WarehouseName")} (site ${textOf(row, "OperationalSiteId")})</option>`);
  const none = required ? "" : html`<option value="">None</option>`;
  return html`<div><label for="site">${required ? "Site" : "Default site"}</label><select id="site" name="site">${none}${sites}</select></div>
<div><label for="warehouse">${required ? "Warehouse" : "Default warehouse"}</label><select id="warehouse" name="warehouse">${none}${houses}</select></div>`;
}
