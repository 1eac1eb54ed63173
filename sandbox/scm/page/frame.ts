import { companies } from "../metadata/reference";
import { textOf, type ScmStore } from "../store";
import { html, type Html } from "./html";

/** Menu items that are here, as links to finance & operations name them, with their labels. */
export const menuItems = {
  CustTableListPage: "All customers",
  CustGroup: "Customer groups",
  EcoResProductPerCompanyListPage: "Released products",
  SalesQuotationListPage: "All quotations",
  SalesTableListPage: "All sales orders",
  CustInvoiceJournal: "Invoices",
  InventOnhandItem: "On-hand",
} as const;

export type MenuItem = keyof typeof menuItems;

/** The menu item with a name, whatever its case. */
export function menuItemOf(name: string): MenuItem | undefined {
  return (Object.keys(menuItems) as MenuItem[]).find((item) => item.toLowerCase() === name.toLowerCase());
}

/** Where on the page the visitor is. */
export interface Place {
  company: string;
  menuItem: MenuItem;
}

/** What the last step brought about. */
export interface Message {
  text: string;
  bad: boolean;
}

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
  const entries = (Object.keys(menuItems) as MenuItem[]).map((menuItem) =>
    html`<a href="${linkTo({ ...place, menuItem })}"${menuItem === place.menuItem ? html` aria-current="page"` : ""}>${menuItems[menuItem]}</a>`);
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Supply Chain Management (sandbox)</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css"><script src="/page.js" defer></script></head>
<body><a class="skip" href="#content">Skip to content</a>
<header><strong>Supply Chain Management (sandbox)</strong>
<form method="get" action="/"><input type="hidden" name="mi" value="${place.menuItem}"><label for="company">Company</label><select id="company" name="cmp">${options}</select><noscript><button>Switch</button></noscript></form></header>
<nav aria-label="Modules">${entries}</nav>
<main id="content" tabindex="-1">${content}</main></body></html>`.text;
}

/** What a link leads to that is not here. */
export function absent(what: string): Html {
  return html`<h1>Not in the sandbox</h1><p>${what}</p>`;
}

/** A message at the top of a view; screen readers hear it at once when it is bad. */
export function notice(message: Message | undefined): Html {
  return message ? html`<div class="message${message.bad ? " bad" : ""}" role="${message.bad ? "alert" : "status"}"><p>${message.text}</p></div>` : html``;
}
