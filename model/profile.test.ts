import { ProcessingStatus, contact, quoteDetail, salesOrder } from "./generated/schema";
import { type ProfiledTable, columnIn, profileNames, profileOf } from "./profile";

const namesOf = (table: ProfiledTable) => Object.values(profileOf("msdynce").columns[table]).sort();

test("the profile of our own solution is our own schema", () => {
  const { columns, processingStatus } = profileOf("p2c");
  expect(columns.contact.contactNumber).toBe(contact.columns.contactNumber);
  expect(columns.salesorder.processingStatus).toBe(salesOrder.columns.processingStatus);
  expect(columns.quotedetail).toEqual(quoteDetail.columns);
  expect(processingStatus).toEqual(ProcessingStatus);
});

test("the profile of Microsoft's solution has the columns that solution ships, and no more", () => {
  expect(namesOf("contact")).toEqual(["msdynce_contactnumber", "msdynce_isactivecustomer", "msdynce_iscompanyanaccount"]);
  expect(namesOf("product")).toEqual(["msdynce_ismaintainedexternally"]);
  expect(namesOf("quote")).toEqual(["msdynce_hasexternallymaintainedproductsonly", "msdynce_ismaintainedexternally"]);
  expect(namesOf("quotedetail")).toEqual(["msdynce_ismaintainedexternally", "msdynce_quotehasexternalmaintainedproductsonly", "msdynce_quoterevisionnumber"]);
  expect(namesOf("salesorder")).toEqual(["msdynce_hasexternallymaintainedproductsonly", "msdynce_ismaintainedexternally", "msdynce_misctax", "msdynce_processingstatus"]);
  expect(namesOf("salesorderdetail")).toEqual(["msdynce_ismaintainedexternally", "msdynce_ismisctax", "msdynce_orderhasexternalmaintainedproductsonly", "msdynce_orderissubmitted", "msdynce_ordernumber"]);
  expect(namesOf("invoice")).toEqual(["msdynce_hasexternallymaintainedproductsonly", "msdynce_invoicedate", "msdynce_ismaintainedexternally", "msdynce_misctax"]);
  expect(namesOf("invoicedetail")).toEqual(["msdynce_invoicedate", "msdynce_invoicenumber", "msdynce_ismaintainedexternally", "msdynce_ismisctax"]);
});

test("processing status keeps its last digits under the other publisher's prefix", () => {
  const { processingStatus } = profileOf("msdynce");
  expect([processingStatus.Draft, processingStatus.Active, processingStatus.Confirmed, processingStatus.Cancelled]).toEqual([647390011, 647390000, 647390001, 647390010]);
  expect(Object.keys(processingStatus)).toHaveLength(12);
});

test("a column is renamed on the tables that have it, and nowhere else", () => {
  const profile = profileOf("msdynce");
  expect(columnIn(profile, "quote", "p2c_ismaintainedexternally")).toBe("msdynce_ismaintainedexternally");
  expect(columnIn(profile, "quote", "p2c_syncstateid")).toBe("p2c_syncstateid");
  expect(columnIn(profile, "account", "p2c_customergroup")).toBe("p2c_customergroup");
  expect(columnIn(profile, "quote", "quotenumber")).toBe("quotenumber");
  expect(profileNames.map((name) => columnIn(profileOf(name), "contact", "p2c_contactnumber"))).toEqual(["p2c_contactnumber", "msdynce_contactnumber"]);
});
