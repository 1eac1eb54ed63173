import { customersV3 } from "../metadata/customersV3";
import { companies, customerGroups } from "../metadata/reference";
import { formattedAddress } from "../rules/address";
import { textOf, valueOf, type ScmStore, type StoredRow } from "../store";
import { html, type Html } from "./html";

/** Where on the page the visitor is. */
export interface Place {
  company: string;
  /** Menu item, as links to finance & operations name it. */
  menuItem: "CustTableListPage" | "CustGroup";
}

const rowsOnPage = 50;

/** Address of a place; the same form as links to finance & operations. */
export function linkTo(place: Place, more: Record<string, string> = {}): string {
  return `/?${new URLSearchParams({ cmp: place.company, mi: place.menuItem, ...more }).toString()}`;
}

/** The frame around a view: bar with company switch, navigation, content. */
export function page(store: ScmStore, place: Place, title: string, content: Html): string {
  const options = [...store.all(companies)].map((row) => {
    const id = textOf(row, "DataArea");
    return html`<option value="${id}"${id === place.company ? html` selected` : ""}>${id} – ${textOf(row, "Name")}</option>`;
  });
  const entry = (menuItem: Place["menuItem"], label: string) =>
    html`<a href="${linkTo({ ...place, menuItem })}"${menuItem === place.menuItem ? html` aria-current="page"` : ""}>${label}</a>`;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Supply Chain Management (sandbox)</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css"><script src="/page.js" defer></script></head>
<body><a class="skip" href="#content">Skip to content</a>
<header><strong>Supply Chain Management (sandbox)</strong>
<form method="get" action="/"><input type="hidden" name="mi" value="${place.menuItem}"><label for="company">Company</label><select id="company" name="cmp">${options}</select><noscript><button>Switch</button></noscript></form></header>
<nav aria-label="Modules">${entry("CustTableListPage", "All customers")}${entry("CustGroup", "Customer groups")}</nav>
<main id="content" tabindex="-1">${content}</main></body></html>`.text;
}

/** All customers of a company, filtered by what the visitor searches for. */
export function customerList(store: ScmStore, place: Place, search: string, skip: number): Html {
  const wanted = search.trim().toLowerCase();
  const found = [...store.all(customersV3)].filter((row) => textOf(row, "dataAreaId") === place.company
    && (wanted === "" || ["CustomerAccount", "OrganizationName", "AddressCity"].some((name) => textOf(row, name).toLowerCase().includes(wanted))));
  found.sort((a, b) => (textOf(a, "CustomerAccount").toLowerCase() < textOf(b, "CustomerAccount").toLowerCase() ? -1 : 1));
  const shown = found.slice(skip, skip + rowsOnPage);
  const cell = (label: string, content: Html | string, number = false) => html`<td data-label="${label}"${number ? html` class="number"` : ""}>${content}</td>`;
  const more = (label: string, at: number) => html`<a href="${linkTo(place, { q: search, skip: String(at) })}">${label}</a> `;
  const count = found.length === 0 ? "No customer found." : `${found.length} ${found.length === 1 ? "customer" : "customers"}${shown.length < found.length ? `, ${skip + 1} to ${skip + shown.length} shown` : ""}`;
  return html`<h1>All customers</h1>
<form class="tools" method="get" action="/" role="search"><input type="hidden" name="cmp" value="${place.company}"><input type="hidden" name="mi" value="${place.menuItem}">
<div><label for="q">Account, name or city</label><input type="search" id="q" name="q" value="${search}" autocomplete="off"></div><button>Search</button></form>
<p id="count" class="soft" role="status">${count}</p>
<table><thead><tr><th scope="col">Account</th><th scope="col">Name</th><th scope="col">Group</th><th scope="col">Currency</th><th scope="col" class="number">Credit limit</th><th scope="col">City</th><th scope="col">Externally maintained</th></tr></thead>
<tbody id="rows">${shown.map((row) => html`<tr>${cell("Account", html`<a href="${linkTo(place, { account: textOf(row, "CustomerAccount") })}">${textOf(row, "CustomerAccount")}</a>`)}
${cell("Name", textOf(row, "OrganizationName"))}${cell("Group", textOf(row, "CustomerGroupId"))}${cell("Currency", textOf(row, "SalesCurrencyCode"))}
${cell("Credit limit", amount(row), true)}${cell("City", textOf(row, "AddressCity"))}${cell("Externally maintained", textOf(row, "IsExternallyMaintained") || "No")}</tr>`)}</tbody></table>
<p id="pages">${skip > 0 ? more("Previous", Math.max(0, skip - rowsOnPage)) : ""}${skip + rowsOnPage < found.length ? more("Next", skip + rowsOnPage) : ""}</p>`;
}

/** One customer with the values that come from Sales. */
export function customerForm(place: Place, row: StoredRow): Html {
  const value = (name: string) => {
    const property = customersV3.properties.get(name);
    return property ? String(valueOf(row, property) ?? "") : "";
  };
  const section = (title: string, fields: [string, string][]) => html`<section class="card"><h2>${title}</h2><dl>${fields.map(([label, text]) =>
    html`<div><dt>${label}</dt><dd>${text === "" ? "–" : text}</dd></div>`)}</dl></section>`;
  return html`<p><a href="${linkTo(place)}">All customers</a></p><h1>${value("CustomerAccount")} : ${value("OrganizationName")}</h1>
${section("General", [["Customer account", value("CustomerAccount")], ["Name", value("OrganizationName")], ["Party number", value("PartyNumber")], ["Type", value("PartyType")],
    ["Customer group", value("CustomerGroupId")], ["Language", value("LanguageId")], ["Externally maintained", value("IsExternallyMaintained")], ["Number of employees", value("OrganizationNumberOfEmployees")]])}
${section("Credit and currency", [["Currency", value("SalesCurrencyCode")], ["Credit limit", amount(row)], ["Invoicing and delivery on hold", value("OnHoldStatus")]])}
${section("Addresses", [["Primary address", value("FullPrimaryAddress")], ["ISO code", value("AddressCountryRegionISOCode")], ["County", value("AddressCounty")],
    ["Delivery address", formattedAddress("DeliveryAddress", row.values)], ["Delivery ISO code", value("DeliveryAddressCountryRegionISOCode")]])}
${section("Contact information", [["Phone", value("PrimaryContactPhone")], ["Fax", value("PrimaryContactFax")], ["Email", value("PrimaryContactEmail")], ["URL", value("PrimaryContactURL")]])}
${section("Sales order defaults", [["Site", value("SiteId")], ["Warehouse", value("WarehouseId")]])}
${section("Notes", [["Memo", value("SalesMemo")]])}`;
}

/** Customer groups with a form to add one. */
export function groupList(store: ScmStore, place: Place, message?: { text: string; bad: boolean }): Html {
  const groups = [...store.all(customerGroups)].filter((row) => textOf(row, "dataAreaId") === place.company);
  return html`<h1>Customer groups</h1>
${message && html`<div class="message${message.bad ? " bad" : ""}" role="${message.bad ? "alert" : "status"}"><p>${message.text}</p></div>`}
<form class="card" method="post" action="/page/customer-groups"><h2>Add customer group</h2><input type="hidden" name="cmp" value="${place.company}">
<div class="tools"><div><label for="group">Customer group</label><input id="group" name="CustomerGroupId" required maxlength="10"></div>
<div><label for="description">Description</label><input id="description" name="Description" maxlength="60"></div><button class="main">Add customer group</button></div></form>
<table><thead><tr><th scope="col">Customer group</th><th scope="col">Description</th></tr></thead><tbody>${groups.map((row) =>
    html`<tr><td data-label="Customer group">${textOf(row, "CustomerGroupId")}</td><td data-label="Description">${textOf(row, "Description")}</td></tr>`)}</tbody></table>`;
}

/** What a link leads to that is not here. */
export function absent(what: string): Html {
  return html`<h1>Not in the sandbox</h1><p>${what}</p>`;
}

/** A credit limit with its thousands apart, digits as stored. */
function amount(row: StoredRow): string {
  const [whole = "0", fraction] = textOf(row, "CreditLimit").split(".");
  const grouped = (whole === "" ? "0" : whole).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return `${grouped}.${(fraction ?? "").padEnd(2, "0")}`;
}
