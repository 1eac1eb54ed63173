import { product } from "../../model/generated/schema";
import type { FromScmTemplate } from "../core/templateTypes";
import { standardMaps } from "./maps";
import { constant, copy, label, mapped, mappedOrSame, row } from "./rows";
import type { TemplateSettings } from "./settings";

/** Name of the template, for `needs` and sync states. */
export const productsName = "Products (Fin and Ops to Sales) - Direct";

/**
 * Sellable released products of SCM become products of Sales (page "Synchronize products directly from Supply Chain
 * Management to products in Sales"). The price list item that goes with each is kept by `core/priceListItem.ts`.
 */
export function productsTemplate(settings: TemplateSettings): FromScmTemplate {
  return {
    name: productsName,
    task: "Products",
    direction: "fromScm",
    order: 10,
    needs: [],
    source: { entitySet: "SellableReleasedProducts", keyField: "ProductNumber", menuItem: "EcoResProductDetailsExtendedGrid" },
    target: { table: "product", entitySet: "products", primaryId: "productid", primaryName: "name", keyColumn: "productnumber" },
    valueMaps: standardMaps(settings),
    rows: [
      row("productnumber", "code", copy("ProductNumber"), ["O", "W"], { maxLength: 100, required: true, write: "create", label: label("Product number", "Numéro de produit"), note: "Key, with the company." }),
      row("name", "string", { kind: "calculated", columns: ["ProductName", "ProductNumber"], function: "firstFilled" }, ["O", "W"], { maxLength: 100, required: true, label: label("Product name", "Nom du produit"), note: "A blank name takes the number, since Sales requires one (I)." }),
      row("description", "string", { kind: "computed", column: "ProductDescription", function: "lineFeeds" }, ["O", "W"], { maxLength: 2000, label: label("Product description", "Description du produit") }),
      row("producttypecode", "choice", mapped("ProductType", "productTypes"), ["O", "W"], { label: label("Product type", "Type de produit") }),
      row("defaultuomscheduleid", "reference", constant(settings.unitGroup), ["D", "O"], { reference: "unitGroup", required: true, label: label("Unit group", "Groupe d'unités"), note: "Setting `unitGroup`." }),
      row("defaultuomid", "reference", mappedOrSame("SalesUnitSymbol", "units"), ["D", "O"], { reference: "unit", required: true, label: label("Sales unit", "Unité de vente") }),
      row("quantitydecimal", "integer", copy("SalesUnitDecimalPrecision"), ["O", "D17", "W"], { label: label("Decimals supported", "Décimales prises en charge"), note: "Blank is 0." }),
      row("transactioncurrencyid", "reference", copy("CurrencyCode"), ["O", "W"], { reference: "currency", required: true, label: label("Currency", "Devise") }),
      row("price", "decimal", copy("SalesPrice"), ["O", "W"], { label: label("Sales price", "Prix de vente") }),
      row("currentcost", "decimal", copy("UnitCost"), ["O", "W"], { label: label("Unit cost", "Coût unitaire") }),
      row("isstockitem", "boolean", mapped("IsStockedProduct", "yesNo", "false"), ["O"], { label: label("Stocked product", "Produit stocké") }),
      row(product.columns.isMaintainedExternally, "boolean", constant("true"), ["O", "D"], { note: "Locks the form." }),
    ],
  };
}
