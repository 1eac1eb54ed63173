import { runBackend } from "../../sandbox/compose/backend";
import { customerRows, orderIdOf, orderRows } from "../support/orders";
import { api } from "../support/world";
import type { FirstSync } from "./firstSync";

const linesEach = 5;
const customers = 200;

/** First sync of many orders with five lines each, whose customers and products stand on both sides. */
export function ordersSync(count: number): FirstSync {
  return {
    what: "orders", count, rowsEach: 1 + linesEach, args: ["run", "orders-out"], demo: true,
    async load(world) {
      await world.admin.load(customerRows(customers));
      const { code, output } = await runBackend(["run", "accounts", "--filter", "startswith(accountnumber,'BC-')"], world.backendOptions);
      if (code !== 0) throw new Error(output);
      await world.admin.load(orderRows(count, customers, linesEach));
    },
    changeOne: (world) => world.admin.call("PATCH", `${api}/salesorders(${orderIdOf(Math.floor(count / 2))})`, { name: "Renamed" }),
  };
}
