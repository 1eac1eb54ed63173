import { RunTrigger } from "../../model/generated/schema";
import { onHandRun, StockRuns } from "../onhand/run";
import { stockServices } from "../onhand/services";
import type { RunStore } from "../runs/runStore";
import type { ScheduledTask } from "../runs/scheduler";
import type { Log } from "../worker/log";
import type { Config } from "./config";
import type { Services } from "./services";
import type { Setup } from "./setup";

/** What carries out runs of stock. */
export function stockRunsOf(config: Config, { templates, companies }: Setup, services: Services, runs: RunStore, log: Log): StockRuns {
  const stock = stockServices(config.stock, services, templates, log);
  return new StockRuns({ ...stock, runs, companies, withDays: config.stock.daysOnSchedule, lcid: config.lcid, leaseMs: config.leaseMs });
}

/** The scheduled run of stock, where one is configured. */
export function stockTasks(config: Config, setup: Setup, services: Services, runs: RunStore, log: Log): ScheduledTask[] {
  const { interval } = config.stock;
  if (interval === undefined) return [];
  const stock = stockRunsOf(config, setup, services, runs, log);
  return [{ ...onHandRun, interval, run: (stop) => stock.run({ trigger: RunTrigger.Schedule, dryRun: false }, stop) }];
}
