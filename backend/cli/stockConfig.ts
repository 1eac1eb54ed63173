import { intervalMs } from "../runs/schedule";
import { parseObject } from "../connectors/http/json";
import type { StockSettings, VisibilitySettings } from "../onhand/services";
import { standardMeasures, type VisibilityMeasures } from "../onhand/visibility";
import type { Reader } from "./config";

/** Name of stock in schedules and on the command line. */
export const onHandName = "on-hand";

const usualTokenUrl = "https://securityservice.operations365.dynamics.com/token";

/**
 * Reads how stock is brought (docs/onhand.md).
 * @returns also the schedule without its entry for stock, which is no template
 */
export function readStockConfig(reader: Reader): { stock: StockSettings; schedule: string } {
  const { interval, schedule } = stockSchedule(reader.text("P2C_SCHEDULE"), reader.problems);
  const quantities = reader.oneOf("P2C_ONHAND_SOURCE", ["scm", "inventory-visibility"]);
  const days = reader.oneOf("P2C_ATP", ["scm", "none", "inventory-visibility"]);
  const wanted = quantities === "inventory-visibility" || days === "inventory-visibility";
  return {
    schedule,
    stock: {
      quantities, days, interval,
      visibility: wanted ? visibility(reader, days === "inventory-visibility") : undefined,
      daysOnSchedule: reader.oneOf("P2C_ATP_ON_SCHEDULE", ["no", "yes"]) === "yes",
      itemNumbers: reader.oneOf("P2C_ITEM_NUMBERS", ["product", "distinct"]),
      keepNamesMs: 60_000 * reader.whole("P2C_WAREHOUSE_NAMES_MINUTES", 60, 0, 10_080),
    },
  };
}

function visibility(reader: Reader, promises: boolean): VisibilitySettings {
  const environmentId = reader.text("P2C_IV_ENVIRONMENT_ID");
  if (environmentId === "") reader.problems.push("P2C_IV_ENVIRONMENT_ID is not set. Set it to the id of the finance and operations environment, as Lifecycle Services or the Power Platform admin center shows it.");
  const tokenUrl = reader.text("P2C_IV_TOKEN_URL") === "" ? usualTokenUrl : reader.url("P2C_IV_TOKEN_URL", `e.g. ${usualTokenUrl}`).replace(/\/$/, "");
  return {
    environmentId, tokenUrl, timeoutMs: 1000 * reader.whole("P2C_SCM_TIMEOUT_SECONDS", 60, 1, 300),
    url: reader.url("P2C_IV_URL", "e.g. https://inventoryservice.<region>.gateway.prod.island.powerapps.com"),
    measures: measures(reader, promises),
  };
}

function measures(reader: Reader, promises: boolean): VisibilityMeasures {
  const name = "P2C_IV_MEASURES";
  const given = parseObject(reader.text(name) || "{}");
  if (!given) reader.problems.push(`${name} is no JSON object. Set it to measures by what they stand for, e.g. {"promise":"iv.availabletopromise"}.`);
  const all = { ...standardMeasures };
  for (const [key, value] of Object.entries(given ?? {})) {
    if (!(key in all)) reader.problems.push(`${name} names '${key}'. Name one of ${Object.keys(all).join(", ")}.`);
    else if (typeof value !== "string" || !/^[^.]+\..+$/.test(value)) reader.problems.push(`${name}, entry '${key}', is no measure. Give data source and measure, e.g. fno.physicalinvent.`);
    else all[key as keyof VisibilityMeasures] = value;
  }
  if (promises && all.promise === "") reader.problems.push(`${name} names no 'promise'. Name the calculated measure that is set up for available to promise, e.g. {"promise":"iv.availabletopromise"}.`);
  return all;
}

/** Takes `on-hand=1h` out of a schedule. */
function stockSchedule(text: string, problems: string[]): { interval: number | undefined; schedule: string } {
  const entries = text.split(",").map((entry) => entry.trim()).filter(Boolean);
  const isOwn = (entry: string) => entry.slice(0, entry.lastIndexOf("=")).trim().toLowerCase() === onHandName;
  const [own, ...more] = entries.filter(isOwn);
  const interval = own === undefined ? undefined : intervalMs(own.slice(own.lastIndexOf("=") + 1));
  if (own !== undefined && interval === undefined) problems.push(`P2C_SCHEDULE holds '${own}'. Give an interval of one minute to 31 days as 15m, 2h or 1d.`);
  if (more.length > 0) problems.push(`P2C_SCHEDULE names '${onHandName}' twice. Leave one of them out.`);
  return { interval, schedule: entries.filter((entry) => !isOwn(entry)).join(",") };
}
