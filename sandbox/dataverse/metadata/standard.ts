import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MetadataRegistry } from "./registry";
import { standardForms } from "./standardForms";
import { standardRibbons } from "./standardRibbons";
import { standardViews } from "./standardViews";
import { parseTable } from "./tableText";

const folder = join(__dirname, "tables");
let loaded: MetadataRegistry | undefined;

/**
 * A registry as a new organisation with Sales has it: standard tables, forms and views, no solution.
 * Each call gives an independent one.
 */
export function createStandardRegistry(): MetadataRegistry {
  loaded ??= load();
  return loaded.clone();
}

function load(): MetadataRegistry {
  const registry = new MetadataRegistry();
  const parsed = readdirSync(folder).filter((file) => file.endsWith(".txt")).map((file) => parseTable(readFileSync(join(folder, file), "utf8")));
  for (const { table } of parsed) registry.addTable(table);
  for (const { relationships } of parsed) for (const relationship of relationships) registry.addRelationship(relationship);
  registry.addManyToMany({ schemaName: "systemuserroles_association", table1: "systemuser", table2: "role", navigation: "systemuserroles_association" });
  registry.addManyToMany({ schemaName: "teamroles_association", table1: "team", table2: "role", navigation: "teamroles_association" });
  registry.addManyToMany({ schemaName: "teammembership_association", table1: "team", table2: "systemuser", navigation: "teammembership_association" });
  for (const view of standardViews(registry)) registry.setView(view);
  for (const form of standardForms(registry)) registry.setForm(form);
  for (const [table, ribbon] of Object.entries(standardRibbons())) registry.setRibbon(table, ribbon);
  return registry;
}
