import { intervalMs } from "../runs/schedule";
import type { StockSettings } from "../onhand/services";
import type { Reader } from "./config";

/** Name of stock in schedules and on the command line. */
export const onHandName = "on-hand";

/**
 * Reads how stock is brought (docs/onhand.md).
 * @returns also the schedule without its entry for stock, which is no template
 */
export function readStockConfig(reader: Reader): { stock: StockSettings; schedule: string } {
  const { interval, schedule } = stockSchedule(reader.text("P2C_SCHEDULE"), reader.problems);
  return {
    schedule,
    stock: {
      days: reader.oneOf("P2C_ATP", ["scm", "none"]),
      daysOnSchedule: reader.oneOf("P2C_ATP_ON_SCHEDULE", ["no", "yes"]) === "yes",
      itemNumbers: reader.oneOf("P2C_ITEM_NUMBERS", ["product", "distinct"]),
      keepNamesMs: 60_000 * reader.whole("P2C_WAREHOUSE_NAMES_MINUTES", 60, 0, 10_080),
      interval,
    },
  };
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
