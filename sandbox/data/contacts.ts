import { demoAccounts } from "./accounts";
import { Draw } from "./draw";
import { firstNames, jobTitles, lastNames } from "./words";

/** Contacts of the demo company: none to two per account. The same rows every time. */
export function demoContacts(): object[] {
  const draw = new Draw(20240902);
  return demoAccounts().flatMap((account) => Array.from({ length: draw.whole(0, 2) }, () => {
    const [firstname, lastname] = [draw.pick(firstNames), draw.pick(lastNames)];
    const domain = account.websiteurl?.replace("https://www.", "");
    return {
      contactid: draw.guid(),
      firstname,
      lastname,
      jobtitle: draw.pick(jobTitles),
      parentcustomerid: { table: "account", id: account.accountid },
      ownerid: account["ownerid"],
      createdon: account["createdon"],
      ...(domain ? { emailaddress1: `${firstname}.${lastname}@${domain}`.toLowerCase() } : {}),
      ...(account.telephone1 ? { telephone1: account.telephone1 } : {}),
      ...(account.address1_country ? { address1_city: account["address1_city"], address1_country: account.address1_country } : {}),
    };
  }));
}
