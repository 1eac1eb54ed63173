import { customersV3 } from "../metadata/customersV3";
import { customerGroups } from "../metadata/reference";
import { formattedAddress } from "../rules/address";
import { textOf, type ScmStore, type StoredRow } from "../store";
import { linkTo, notice, type Message, type Place } from "./frame";
import { html, type Html } from "./html";
import { amount, amountColumn, listView, reader, section, textColumn, type ListView } from "./parts";

/** All customers of a company, filtered by what the visitor searches for. */
export function customerList(store: ScmStore, place: Place, search: string, skip: number): Html {
  const view: ListView = {
    title: "All customers", words: ["customer", "customers"], searchLabel: "Account, name or city", definition: customersV3, searched: ["CustomerAccount", "OrganizationName", "AddressCity"],
    columns: [
      { label: "Account", cell: (row) => html`<a href="${linkTo(place, { account: textOf(row, "CustomerAccount") })}">${textOf(row, "CustomerAccount")}</a>` },
      textColumn("Name", "OrganizationName"), textColumn("Group", "CustomerGroupId"), textColumn("Currency", "SalesCurrencyCode"), amountColumn("Credit limit", "CreditLimit"),
      textColumn("City", "AddressCity"), { label: "Externally maintained", cell: (row) => textOf(row, "IsExternallyMaintained") || "No" },
    ],
  };
  return listView(store, place, view, search, skip);
}

/** One customer with the values that come from Sales. */
export function customerForm(place: Place, row: StoredRow): Html {
  const value = reader(customersV3, row);
  return html`<p><a href="${linkTo(place)}">All customers</a></p><h1>${value("CustomerAccount")} : ${value("OrganizationName")}</h1>
${section("General", [["Customer account", value("CustomerAccount")], ["Name", value("OrganizationName")], ["Party number", value("PartyNumber")], ["Type", value("PartyType")],
    ["Customer group", value("CustomerGroupId")], ["Language", value("LanguageId")], ["Externally maintained", value("IsExternallyMaintained")], ["Number of employees", value("OrganizationNumberOfEmployees")]])}
${section("Credit and currency", [["Currency", value("SalesCurrencyCode")], ["Credit limit", amount(value("CreditLimit"))], ["Invoicing and delivery on hold", value("OnHoldStatus")]])}
${section("Addresses", [["Primary address", value("FullPrimaryAddress")], ["ISO code", value("AddressCountryRegionISOCode")], ["County", value("AddressCounty")],
    ["Delivery address", formattedAddress("DeliveryAddress", row.values)], ["Delivery ISO code", value("DeliveryAddressCountryRegionISOCode")]])}
${section("Contact information", [["Phone", value("PrimaryContactPhone")], ["Fax", value("PrimaryContactFax")], ["Email", value("PrimaryContactEmail")], ["URL", value("PrimaryContactURL")]])}
${section("Sales order defaults", [["Site", value("SiteId")], ["Warehouse", value("WarehouseId")]])}
${section("Notes", [["Memo", value("SalesMemo")]])}`;
}

/** Customer groups with a form to add one. */
export function groupList(store: ScmStore, place: Place, message?: Message): Html {
  const groups = [...store.all(customerGroups)].filter((row) => textOf(row, "dataAreaId") === place.company);
  return html`<h1>Customer groups</h1>
${notice(message)}
<form class="card" method="post" action="/page/customer-groups"><h2>Add customer group</h2><input type="hidden" name="cmp" value="${place.company}">
<div class="tools"><div><label for="group">Customer group</label><input id="group" name="CustomerGroupId" required maxlength="10"></div>
<div><label for="description">Description</label><input id="description" name="Description" maxlength="60"></div><button class="main">Add customer group</button></div></form>
<table><thead><tr><th scope="col">Customer group</th><th scope="col">Description</th></tr></thead><tbody>${groups.map((row) =>
    html`<tr><td data-label="Customer group">${textOf(row, "CustomerGroupId")}</td><td data-label="Description">${textOf(row, "Description")}</td></tr>`)}</tbody></table>`;
}
