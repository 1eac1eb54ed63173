import { runBackend } from "../../sandbox/compose/backend";
import { customerRows, orderNumberOf, orderRows } from "../support/orders";
import type { World } from "../support/world";
import type { FirstSync } from "./firstSync";

const linesEach = 5;
const customers = 200;

async function command(world: World, ...args: string[]): Promise<void> {
  const { code, output } = await runBackend(args, world.backendOptions);
  if (code !== 0) throw new Error(output);
}

/** Orders of five lines that went out before, confirmed in SCM and with totals: their first way back. */
export function ordersBackSync(count: number): FirstSync {
  return {
    what: "orders-back", count, rowsEach: 1 + linesEach, args: ["run", "orders-back"], demo: true,
    async load(world) {
      await world.admin.load(customerRows(customers));
      await command(world, "run", "accounts", "--filter", "startswith(accountnumber,'BC-')");
      await world.admin.load(orderRows(count, customers, linesEach));
      await command(world, "run", "orders-out");
      for (let n = 0; n < count; n++) await world.scm.call("POST", `/_sandbox/scm/orders/usmf/${orderNumberOf(n)}/confirm`, {});
      await world.scm.call("POST", "/_sandbox/scm/totals", { company: "usmf" });
    },
    async changeOne(world) {
      const number = orderNumberOf(Math.floor(count / 2));
      await world.scm.call("PATCH", `/data/CDSSalesOrderLines(dataAreaId='usmf',SalesOrderNumber='${number}',LineCreationSequenceNumber=3)?cross-company=true`, { RequestedShippingDate: "2027-04-04T12:00:00Z" });
      await world.scm.call("POST", `/_sandbox/scm/orders/usmf/${number}/totals`, {});
    },
  };
}
