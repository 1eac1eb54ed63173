import path from "node:path";
import type { Element } from "@xmldom/xmldom";
import { byName, namesIn } from "../pack/files";
import { childOf, childrenOf, descendantsOf, readXml, rootOf, textOf } from "../pack/xml";
import { camel, pascal, shortOptionNames } from "./names";

const base = "1033";

interface Table {
  schemaName: string;
  constant: string;
  entitySet: string | undefined;
  primaryId: string | undefined;
  primaryName: string | undefined;
  columns: { constant: string; name: string }[];
}

interface Relationship {
  name: string;
  child: string;
  parent: string;
  lookup: string;
}

/** What a solution does not hold about the standard tables it adds to. Source: Microsoft Learn, table reference. */
const standardTables: Record<string, { entitySet: string; primaryId: string; primaryName: string } | undefined> = {
  account: { entitySet: "accounts", primaryId: "accountid", primaryName: "name" },
  contact: { entitySet: "contacts", primaryId: "contactid", primaryName: "fullname" },
  invoice: { entitySet: "invoices", primaryId: "invoiceid", primaryName: "name" },
  invoicedetail: { entitySet: "invoicedetails", primaryId: "invoicedetailid", primaryName: "invoicedetailname" },
  product: { entitySet: "products", primaryId: "productid", primaryName: "name" },
  quote: { entitySet: "quotes", primaryId: "quoteid", primaryName: "name" },
  quotedetail: { entitySet: "quotedetails", primaryId: "quotedetailid", primaryName: "quotedetailname" },
  salesorder: { entitySet: "salesorders", primaryId: "salesorderid", primaryName: "name" },
  salesorderdetail: { entitySet: "salesorderdetails", primaryId: "salesorderdetailid", primaryName: "salesorderdetailname" },
};

function labelOf(parent: Element | undefined, item: string): string {
  const label = parent && childrenOf(parent, item).find((e) => e.getAttribute("languagecode") === base)?.getAttribute("description");
  if (!label) throw new Error(`No ${base} ${item} in ${parent?.nodeName ?? "the solution"}; every name needs one in the base language.`);
  return label;
}

function readTable(file: string, prefix: string): Table {
  const root = rootOf(readXml(file));
  const schemaName = textOf(root, "Name") ?? "";
  const [entity] = descendantsOf(root, "entity");
  if (!entity) throw new Error(`${file}: no element entity.`);
  const attributes = childrenOf(childOf(entity, "attributes") ?? entity, "attribute");
  const logical = (attribute: Element | undefined) => attribute && textOf(attribute, "LogicalName");
  // Dataverse computes the base currency twin of a money column; nobody names it.
  const own = attributes.filter((a) => (a.getAttribute("PhysicalName") ?? "").startsWith(`${prefix}_`) && textOf(a, "Type") !== "primarykey" && !textOf(a, "CalculationOf"));
  const standard = standardTables[schemaName.toLowerCase()];
  return {
    schemaName,
    constant: camel(schemaName, prefix),
    entitySet: textOf(entity, "EntitySetName") ?? standard?.entitySet,
    primaryId: logical(attributes.find((a) => textOf(a, "Type") === "primarykey")) ?? standard?.primaryId,
    primaryName: logical(attributes.find((a) => textOf(a, "DisplayMask")?.split("|").includes("PrimaryName"))) ?? standard?.primaryName,
    columns: own
      .map((a) => ({ constant: camel(a.getAttribute("PhysicalName") ?? "", prefix), name: textOf(a, "LogicalName") ?? "" }))
      .sort((a, b) => byName(a.constant, b.constant)),
  };
}

function tableText(table: Table): string {
  const lines = [
    `  logicalName: ${JSON.stringify(table.schemaName.toLowerCase())},`,
    `  entitySet: ${JSON.stringify(table.entitySet)},`,
    ...(table.primaryId ? [`  primaryId: ${JSON.stringify(table.primaryId)},`] : []),
    ...(table.primaryName ? [`  primaryName: ${JSON.stringify(table.primaryName)},`] : []),
    "  columns: {",
    ...table.columns.map((column) => `    ${column.constant}: ${JSON.stringify(column.name)},`),
    "  },",
  ];
  return [`export const ${table.constant} = {`, ...lines, "} as const;"].join("\n");
}

function readRelationships(source: string): Relationship[] {
  const folder = path.join(source, "Other", "Relationships");
  return namesIn(folder)
    .flatMap((file) => childrenOf(rootOf(readXml(path.join(folder, file)))))
    .map((e) => ({
      name: e.getAttribute("Name") ?? "",
      child: textOf(e, "ReferencingEntityName") ?? "",
      parent: textOf(e, "ReferencedEntityName") ?? "",
      lookup: textOf(e, "ReferencingAttributeName") ?? "",
    }))
    .sort((a, b) => byName(a.name, b.name));
}

function navigationText(relationships: Relationship[], prefix: string): string {
  const upper = (schemaName: string) => { const c = camel(schemaName, prefix); return c.charAt(0).toUpperCase() + c.slice(1); };
  const lines = relationships.flatMap(({ name, child, parent, lookup }) => [
    `  /** ${parent.toLowerCase()} → ${child.toLowerCase()} (collection) */`,
    `  ${camel(parent, prefix)}${upper(child)}s: ${JSON.stringify(name)},`,
    `  /** ${child.toLowerCase()} → ${parent.toLowerCase()} (lookup) */`,
    `  ${camel(child, prefix)}${upper(parent)}: ${JSON.stringify(lookup)},`,
  ]);
  return ["/** Navigation properties of the solution's relationships, as the Web API spells them. */", "export const navigation = {", ...lines, "} as const;"].join("\n");
}

function choiceText(file: string): string {
  const root = rootOf(readXml(file));
  const name = root.getAttribute("Name") ?? "";
  const constant = pascal(labelOf(childOf(root, "displaynames"), "displayname"));
  if (!name.endsWith(`_${constant.toLowerCase()}`)) {
    throw new Error(`${file}: the ${base} display name gives ${constant}, which does not fit the choice's name ${name}; make them agree.`);
  }
  const options = childrenOf(childOf(root, "options") ?? root, "option").map((option) => {
    const label = labelOf(childOf(option, "labels"), "label");
    return `  ${shortOptionNames[name]?.[label] ?? pascal(label)}: ${option.getAttribute("value") ?? ""},`;
  });
  return [`export const ${constant} = {`, ...options, "} as const;", `export type ${constant} = (typeof ${constant})[keyof typeof ${constant}];`].join("\n");
}

/**
 * Text of `model/generated/schema.ts`: names of tables, columns, navigation properties and choices.
 * @param source the unpacked solution, `solution/src`
 */
export function schemaText(source: string): string {
  const manifest = childOf(rootOf(readXml(path.join(source, "Other", "Solution.xml"))), "SolutionManifest");
  const publisher = manifest && childOf(manifest, "Publisher");
  if (!manifest || !publisher) throw new Error("Other/Solution.xml: no SolutionManifest with a Publisher.");
  const prefix = textOf(publisher, "CustomizationPrefix") ?? "";
  const constants = [
    `uniqueName: ${JSON.stringify(textOf(manifest, "UniqueName"))}`,
    `version: ${JSON.stringify(textOf(manifest, "Version"))}`,
    `prefix: ${JSON.stringify(prefix)}`,
    `optionPrefix: ${textOf(publisher, "CustomizationOptionValuePrefix") ?? ""}`,
  ];
  const tables = namesIn(path.join(source, "Entities")).map((name) => readTable(path.join(source, "Entities", name, "Entity.xml"), prefix));
  const choices = namesIn(path.join(source, "OptionSets")).map((name) => choiceText(path.join(source, "OptionSets", name)));
  return [
    "// Generated by `npm run model` from solution/src. Do not edit.",
    `export const solution = { ${constants.join(", ")} } as const;`,
    ...tables.map(tableText),
    navigationText(readRelationships(source), prefix),
    ...choices,
  ].join("\n\n") + "\n";
}
