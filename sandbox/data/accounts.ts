import { currencyIds } from "./currencies";
import { Draw } from "./draw";
import { ids } from "./ids";
import { places, type Place } from "./places";
import { firstWords, memos, trades } from "./words";

/** An account row of the demo company, by column logical name. */
export interface DemoAccount {
  accountid: string;
  accountnumber: string;
  name: string;
  address1_country?: string;
  telephone1?: string;
  websiteurl?: string;
  [column: string]: unknown;
}

/**
 * Accounts of the demo company: about three hundred from a dozen countries, some with values missing, and three at the end
 * that SCM refuses as they stand (`refusedAccounts`). The same rows every time.
 */
export function demoAccounts(): DemoAccount[] {
  const draw = new Draw(20240901);
  const names = companyNames(draw);
  const accounts: DemoAccount[] = [];
  for (const place of places) {
    for (let i = 0; i < place.accounts; i++) accounts.push(accountAt(place, draw, accounts.length, names[accounts.length] ?? ["Unnamed", 12]));
  }
  for (const refused of refusedAccounts) {
    const home = places[0];
    if (home) accounts.push({ ...accountAt(home, draw, accounts.length, [refused.stem, 12]), ...refused.values });
  }
  return accounts;
}

/** Accounts to see a refusal with, by what is wrong with them. */
export const refusedAccounts = [
  /** SCM has no customer group GOLD. */
  { stem: "Goldfinch Stationery", values: { p2c_customergroup: "GOLD" } },
  /** The United States have no state QX. */
  { stem: "Quixotic Windmills", values: { p2c_customergroup: null, address1_city: "La Mancha", address1_stateorprovince: "QX", address1_postalcode: "99999", address1_country: "United States" } },
  /** SCM holds 100 characters of a name. */
  {
    stem: "Wooden Toys",
    values: { p2c_customergroup: null, name: "The Greater Metropolitan Association of Independent Manufacturers of Wooden Toys, Kites and Musical Boxes Inc." },
  },
];

function accountAt(place: Place, draw: Draw, index: number, [name, industry]: [string, number]): DemoAccount {
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const [city = "", state = "", postalCode = ""] = draw.pick(place.cities).split("|");
  const account: DemoAccount = {
    accountid: draw.guid(),
    accountnumber: `ACC-${String(1000 + index).padStart(5, "0")}-${draw.fill("@@#@#@")}`,
    name: `${name} ${draw.pick(place.legalForms)}`,
    industrycode: industry,
    customertypecode: draw.chance(85) ? 3 : 8,
    transactioncurrencyid: { table: "transactioncurrency", id: currencyIds[place.currency] },
    ownerid: { table: "systemuser", id: draw.chance(70) ? ids.users.sales : ids.users.admin },
    createdon: `202${draw.whole(2, 4)}-${two(draw.whole(1, 12))}-${two(draw.whole(1, 28))}T${two(draw.whole(7, 17))}:${two(draw.whole(0, 59))}:00Z`,
    p2c_customergroup: draw.chance(75) ? null : draw.pick(["10", "20", "30"]),
  };
  // Values that somebody always forgets: about one account in twelve lacks each.
  if (draw.chance(92)) account.telephone1 = draw.fill(place.phone);
  if (draw.chance(30)) account["fax"] = draw.fill(place.phone);
  if (draw.chance(90)) account.websiteurl = `https://www.${slug}.example`;
  if (draw.chance(90)) account["emailaddress1"] = `info@${slug}.example`;
  if (draw.chance(80)) account["creditlimit"] = draw.whole(2, 100) * (place.currency === "JPY" ? 250_000 : 2500);
  if (draw.chance(85)) account["numberofemployees"] = draw.whole(3, 2400);
  if (draw.chance(25)) account["description"] = draw.pick(memos);
  if (draw.chance(94)) {
    account["address1_line1"] = streetOf(place, draw);
    account["address1_city"] = city;
    if (state !== "") account["address1_stateorprovince"] = state;
    account["address1_postalcode"] = draw.fill(postalCode);
    account.address1_country = place.country;
  }
  if (account.address1_country !== undefined && draw.chance(20)) {
    const [otherCity = "", otherState = "", otherCode = ""] = draw.pick(place.cities).split("|");
    Object.assign(account, {
      address2_line1: streetOf(place, draw), address2_city: otherCity, address2_postalcode: draw.fill(otherCode), address2_country: place.country,
      ...(otherState === "" ? {} : { address2_stateorprovince: otherState }),
    });
  }
  return account;
}

function streetOf(place: Place, draw: Draw): string {
  return place.line.replace("{n}", String(draw.whole(1, 240))).replace("{m}", String(draw.whole(1, 30))).replace("{s}", draw.pick(place.streets));
}

/** As many different names as there are accounts, each with an industry. */
function companyNames(draw: Draw): [string, number][] {
  const wanted = places.reduce((sum, place) => sum + place.accounts, 0);
  const names = new Map<string, number>();
  while (names.size < wanted) {
    const [trade, industry] = draw.pick(trades);
    names.set(`${draw.pick(firstWords)} ${trade}`, industry);
  }
  return [...names];
}

const two = (number: number) => String(number).padStart(2, "0");
