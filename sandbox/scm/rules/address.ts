import type { EntityDefinition } from "../metadata/entity";
import { addressCountryRegions, addressStates } from "../metadata/reference";
import { textOf, type RowReader } from "../store";
import type { Values } from "./context";
import { mustBeFilledIn, notFound } from "./relations";

/** The three addresses of a customer, by the prefix of their properties. */
export const addressPrefixes = ["Address", "DeliveryAddress", "InvoiceAddress"] as const;

/**
 * Brings an address in order: the ISO code and the country/region id are two names of one country, and the state must
 * be one of that country's.
 * @param values the row as it will be; country fields are filled in here
 * @param given what the request sets
 * @returns Infolog lines, none when all is well
 */
export function settleAddress(prefix: string, definition: EntityDefinition, values: Values, given: Readonly<Values>, rows: RowReader): string[] {
  // Customers say State and County, orders StateId and CountyId.
  const suffix = definition.properties.has(`${prefix}StateId`) ? "Id" : "";
  const [iso, region, state] = [`${prefix}CountryRegionISOCode`, `${prefix}CountryRegionId`, `${prefix}State${suffix}`];
  const text = (name: string) => String(values[name] ?? "");
  if (given[region] !== undefined) {
    const country = rows.find(addressCountryRegions, [text(region)]);
    if (text(region) !== "" && !country) return notFound(definition, region, text(region), "Country/region", "Countries/regions");
    values[iso] = country ? textOf(country, "ISOcode") : "";
  } else if (given[iso] !== undefined) {
    const country = text(iso) === "" ? undefined : countryByIso(text(iso), rows);
    if (text(iso) !== "" && !country) return notFound(definition, iso, text(iso), "ISO code", "Countries/regions");
    values[region] = country?.region ?? "";
    values[iso] = country?.iso ?? "";
  }
  const touched = Object.keys(given).some((name) => name.startsWith(prefix));
  if (!touched) return [];
  const filled = ["Street", "City", "ZipCode", `State${suffix}`, `County${suffix}`].some((part) => text(prefix + part) !== "");
  if (filled && text(region) === "") return mustBeFilledIn("Country/region", "LogisticsPostalAddress");
  if (text(state) !== "" && !rows.find(addressStates, [text(region), text(state)])) {
    return notFound(definition, state, text(state), "State", "States/provinces");
  }
  return [];
}

function countryByIso(iso: string, rows: RowReader): { iso: string; region: string } | undefined {
  const wanted = iso.toUpperCase();
  for (const row of rows.all(addressCountryRegions)) {
    if (textOf(row, "ISOcode").toUpperCase() === wanted) return { iso: textOf(row, "ISOcode"), region: textOf(row, "CountryRegion") };
  }
  return undefined;
}

/** The address on several lines as finance & operations shows it: street, city with state and postal code, country/region. */
export function formattedAddress(prefix: string, values: Readonly<Values>): string {
  const text = (part: string) => String(values[prefix + part] ?? "");
  const stateAndCode = [text("State") || text("StateId"), text("ZipCode")].filter((part) => part !== "").join(" ");
  const place = [text("City"), stateAndCode].filter((part) => part !== "").join(", ");
  return [text("Street"), place, text("CountryRegionId")].filter((line) => line !== "").join("\n");
}
