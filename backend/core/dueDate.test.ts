import { invoicesTemplate } from "../templates/documentsBack";
import { standardSettings } from "../templates/settings";
import { daysAfter } from "./dueDate";
import { mapRecord } from "./mapping";

test.each([
  ["2027-01-15T12:00:00Z", "30", "2027-02-14"], ["2028-02-28", "1", "2028-02-29"], ["2027-12-31", "1", "2028-01-01"], ["2027-03-27", "2", "2027-03-29"], ["2027-01-15", "0", "2027-01-15"],
])("%s and %s days are %s", (date, days, due) => expect(daysAfter(date, days)).toBe(due));

test.each([["", "30"], ["2027-01-15", "thirty"], ["2027-01-15", "-1"], ["9999-12-31", "1"]])("%j and %j days are no date", (date, days) => {
  expect(() => daysAfter(date, days)).toThrow(RangeError);
});

const template = invoicesTemplate({ ...standardSettings, paymentTermDays: { ...standardSettings.paymentTermDays, "End of quarter": 90 } });
const due = (row: Record<string, unknown>) => mapRecord(template, row, new Set()).fields.find(({ row: { target } }) => target === "duedate")?.value;

test("an invoice is due as many days after its date as its terms say", () => {
  expect(due({ InvoiceDate: "2027-01-15T12:00:00Z", PaymentTermsName: "net30" })).toBe("2027-02-14");
  expect(due({ InvoiceDate: "2027-01-15T12:00:00Z", PaymentTermsName: "End of quarter" })).toBe("2027-04-15");
});

test.each([["", "2027-01-15T12:00:00Z"], ["Whenever", "2027-01-15T12:00:00Z"], ["Net30", "1900-01-01T12:00:00Z"]])("terms %j of %j leave the due date as it is", (terms, date) => {
  expect(due({ InvoiceDate: date, PaymentTermsName: terms })).toBeUndefined();
});

test("an entry that is no number of days is told", () => {
  const odd = { ...template, valueMaps: { ...template.valueMaps, paymentTermDays: new Map([["net30", "a month"]]) } };
  expect(mapRecord(odd, { InvoiceDate: "2027-01-15", PaymentTermsName: "Net30" }, new Set()).issues).toContainEqual({ code: "value-not-a-number", params: { field: "Due date", field_1036: "Échéance", value: "a month" } });
});
