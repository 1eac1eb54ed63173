import { accountsTemplate } from "./accounts";
import { contactsName, contactsToCustomerName } from "./contacts";
import { invoicesName, ordersBackName } from "./documentsBack";
import { ordersOutName, quotesName } from "./documentsOut";
import { productsName } from "./products";

const accountNotes = `
## Rules
- **Blanks.** A new customer is sent without its blank fields, so SCM's own defaults hold. On a customer that exists a blank clears the field (text "", number 0), where the table does not say otherwise.
- **Fields set only on a new row** (site, warehouse, language, party) are left to SCM afterwards: a change made there is not set back.
- **Which address is which** is not printed anywhere for this template. Here address 1 is the customer's address and address 2 the delivery address; dual-write pairs them differently (address 1 with delivery, address 2 with invoice).
- **Lengths** are those of SCM's standard types. A value that is too long is refused before anything is sent, never cut.
- **Countries**: English and French names, usual other names (USA, UK, Holland …) and the ISO 3166-1 two-letter codes themselves, whatever case, accents, hyphens or dots. A name without entry is an error that names field and value. Names that mean several countries (Congo, Korea) have no entry on purpose.
- **State/province and county** are sent as they are; SCM holds ids there and refuses what it does not know.
- **Account numbers** hold no \`/ < > * % & : \\ ? + #\` and no control characters, since the number is part of an address (URL). A number that changes after the first sync is refused: SCM cannot renumber a customer.
- **Two accounts with one number** are not supported, as in Microsoft's template: the number is the customer. The second active account is refused (\`key-taken\`) instead of overwriting the first one's customer.

## Adding to it
The template is data in \`backend/templates/accounts.ts\`. Run \`npm run model\` after changing it, so that forms know the columns it reads, and \`npx tsx backend/templates/docs.ts\` for this page.
`;

const money = `
- **Line discount.** SCM keeps a discount per unit; Sales keeps one for the whole line. Out: discount ÷ quantity, rounded to the currency, and the rest as the line's sales charge (quantity 3, discount 10.00 → 3.33 and −0.01). Back: quantity × price − SCM's net amount, so that every kind of discount comes out to the cent. A discount on quantity 0 is refused.`;

const numbers = `
- **Line numbers** come from \`sequencenumber\`. Lines without one, or with one another line has too, take the next free number; the sync state remembers which.`;

/** File and rules of each template's page, by the template's name. */
export const pageNotes: Readonly<Record<string, { file: string; notes: string }>> = {
  [accountsTemplate.name]: { file: "accounts", notes: accountNotes },
  [productsName]: { file: "products", notes: `
## Rules
- **Which products.** Only sellable ones leave SCM. Each variant has its own number, hence its own product.
- **Price list item.** The product is put on the first valid price list of its currency by name, or on the list the setting \`priceLists\` names, with SCM's sales price, currency amount, no quantity control, in the default unit. The item is kept up when price, unit or currency changes. Valid means: active, begun, not ended, same currency (I). No such list: the product is refused.
- **Unit** is looked for in the unit group by name, after the value map *units*.
- **State.** A new product is a draft or active as the system setting of Sales says.
- **Several companies.** One number is one product in Sales. It keeps name, unit, currency and price of the company it came from first; every other company adds one price list item in its own currency, unless that currency has one already (I).
` },
  [contactsName]: { file: "contacts", notes: `
## Rules
- **Which contacts.** Those that are no active customer and whose company is an account. Active customers go by the template for customers. Others stay in Sales.
- **Contact number** is filled by Dataverse's auto-numbering.
` },
  [contactsToCustomerName]: { file: "contactsToCustomer", notes: `
## Rules
- **Active customer.** A contact is one as soon as a quote, order or invoice names it; the flag is never taken back.
` },
  [quotesName]: { file: "quotes", notes: `
## Rules
- **Active quotes** go, when every line's product came from SCM. A refused quote names the lines.${money}${numbers}
- **Left out** on purpose: totals, which SCM reckons itself; header discount, freight and tax, which are SCM's.
` },
  [ordersOutName]: { file: "ordersOut", notes: `
## Rules
- **Activated orders** go, when every line's product came from SCM. A refused order names the lines. The line Freight Tax stays in Sales.${money}${numbers}
- **Left out** on purpose: totals, which SCM reckons itself; header discount, freight and tax, which are SCM's.
- **Sales origin** is set when the setting \`salesOrigin\` names one.
` },
  [ordersBackName]: { file: "ordersBack", notes: `
## Rules
- **Which orders.** Confirmed or further, totals calculated since the last change, both customers from Sales, not of the work order integration.
- **Header tax** has no home in Sales: it is one write-in line *Freight Tax* carrying the amount as tax, created, updated and removed with it.${money}
- **State** of the order stays Active, so that changes keep flowing; it becomes Invoiced with its invoice.
- **Left out** on purpose: amounts Sales reckons itself (totals, extended amounts).
` },
  [invoicesName]: { file: "invoices", notes: `
## Rules
- **Due date** is the invoice date and the days of its payment terms (setting \`paymentTermDays\`; as shipped COD, Net10, Net15, Net30, Net45, Net60). Terms without entry, and terms that count from the end of a month, leave it blank. It is set on a new invoice only, so that a date agreed later stays.
- **Owner** of the invoice is the owner of its order; the order becomes Invoiced.
- **Header tax** is one write-in line *Freight Tax*, as on orders.${money}
` },
};
