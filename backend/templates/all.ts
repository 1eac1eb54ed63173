import type { Template } from "../core/templateTypes";
import { accountsTemplate } from "./accounts";

/** Every template, in the order in which they have to run. */
export const templates: readonly Template[] = [accountsTemplate];

/** The template that sends records of a table to SCM. */
export function templateOfTable(table: string): Template | undefined {
  return templates.find((template) => template.source.table === table);
}
