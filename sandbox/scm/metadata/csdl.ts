import { entitySets } from ".";
import { edmType } from "../values";
import { actions } from "../odata/actions";
import { namespace } from "./entity";
import { enums } from "./enums";

let cached: string | undefined;

/** `$metadata` of what is imitated: entity types, enumerations, sets and actions, without lengths, as the service gives it. */
export function metadataXml(): string {
  return (cached ??= build());
}

function build(): string {
  const types = [...entitySets.values()].map((definition) => {
    const properties = [...definition.properties.values()].map((property) => {
      const nullable = property.type === "string" || property.type === "enum" ? "" : " Nullable=\"false\"";
      return `<Property Name="${property.name}" Type="${edmType(property)}"${property.key ? " Nullable=\"false\"" : nullable}/>`;
    });
    return `<EntityType Name="${definition.type}"><Key>${definition.keys.map((name) => `<PropertyRef Name="${name}"/>`).join("")}</Key>${properties.join("")}</EntityType>`;
  });
  const enumerations = Object.entries(enums).map(([name, members]) =>
    `<EnumType Name="${name}">${Object.entries(members).map(([member, value]) => `<Member Name="${member}" Value="${value}"/>`).join("")}</EnumType>`);
  const sets = [...entitySets.values()].map((definition) => `<EntitySet Name="${definition.set}" EntityType="${namespace}.${definition.type}"/>`);
  const actionTypes = Object.entries(actions).flatMap(([set, names]) => Object.keys(names).map((name) =>
    `<Action Name="${name}" IsBound="true"><Parameter Name="${set}" Type="Collection(${namespace}.DataManagementEntity)"/><ReturnType Type="Edm.String"/></Action>`));
  return `<?xml version="1.0" encoding="utf-8"?><edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>` +
    `<Schema Namespace="${namespace}" xmlns="http://docs.oasis-open.org/odata/ns/edm">${types.join("")}` +
    `<EntityType Name="DataManagementEntity"><Key><PropertyRef Name="EntityName"/></Key><Property Name="EntityName" Type="Edm.String" Nullable="false"/></EntityType>` +
    `${enumerations.join("")}${actionTypes.join("")}<EntityContainer Name="Resources">${sets.join("")}` +
    `<EntitySet Name="DataManagementEntities" EntityType="${namespace}.DataManagementEntity"/></EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`;
}
