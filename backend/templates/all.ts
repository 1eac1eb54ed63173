import { salesColumnsOf } from "../core/sourceColumns";
import { salesSideOf, type AnyTemplate } from "../core/templateTypes";
import { accountsTemplate } from "./accounts";
import { contactsTemplate, contactsToCustomerTemplate } from "./contacts";
import { invoicesTemplate, ordersBackTemplate } from "./documentsBack";
import { ordersOutTemplate, quotesTemplate } from "./documentsOut";
import { productsTemplate } from "./products";
import { standardSettings, type TemplateSettings } from "./settings";

/** Every template with the given settings, in the order in which they have to run. */
export function templatesWith(settings: TemplateSettings): readonly AnyTemplate[] {
  return [
    productsTemplate(settings), accountsTemplate, contactsTemplate(settings), contactsToCustomerTemplate(settings),
    quotesTemplate(settings), ordersOutTemplate(settings), ordersBackTemplate(settings), invoicesTemplate(settings),
  ];
}

/** Every template as shipped. */
export const templates: readonly AnyTemplate[] = templatesWith(standardSettings);

/** Templates of a table, in the order in which they have to run. */
export function templatesOfTable(all: readonly AnyTemplate[], table: string): readonly AnyTemplate[] {
  return all.filter((template) => salesSideOf(template).table === table);
}

/** A template by its name. */
export function templateNamed(all: readonly AnyTemplate[], name: string): AnyTemplate | undefined {
  return all.find((template) => template.name === name);
}

/** Columns of Sales per table that the templates read or write, each once; what forms compare with the last sync. */
export function formColumnsByTable(all: readonly AnyTemplate[] = templates): Record<string, string[]> {
  const columns: Record<string, string[]> = {};
  for (const template of all) {
    const { table } = salesSideOf(template);
    columns[table] = [...new Set([...(columns[table] ?? []), ...salesColumnsOf(template)])];
  }
  return columns;
}
