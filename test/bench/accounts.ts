import { api, type World } from "../support/world";
import type { FirstSync } from "./firstSync";

const idOf = (n: number) => `b0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

function* accounts(count: number): Generator<{ table: string; row: Record<string, unknown> }> {
  for (let n = 0; n < count; n++) {
    yield {
      table: "account",
      row: {
        accountid: idOf(n), name: `Bench company ${n}`, accountnumber: `B${n}`, telephone1: `+1 555 ${n}`, address1_line1: `${n} Main Street`,
        address1_city: "Seattle", address1_stateorprovince: "WA", address1_postalcode: "98052", address1_country: "USA", creditlimit: 1000 + n,
      },
    };
  }
}

/** First sync of many accounts. */
export function accountsSync(count: number): FirstSync {
  return {
    what: "accounts", count, rowsEach: 1, args: ["run", "accounts"], demo: false,
    load: (world: World) => world.admin.load(accounts(count)),
    changeOne: (world) => world.admin.call("PATCH", `${api}/accounts(${idOf(Math.floor(count / 2))})`, { name: "Renamed" }),
  };
}
