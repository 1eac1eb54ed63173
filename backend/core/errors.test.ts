import { errorTexts } from "../../model/generated/errorTexts";
import { backoffMs } from "./backoff";
import { errorCatalogue, type ErrorCode } from "./errorCatalogue";
import { asSyncError, SyncError } from "./errors";
import { readInfolog } from "./infolog";

const codes = Object.keys(errorCatalogue) as ErrorCode[];

test("every code has its texts in both languages, and no text is left over", () => {
  for (const lcid of [1033, 1036] as const) expect(Object.keys(errorTexts[lcid]).sort()).toEqual([...codes].sort());
});

test("parameters are filled in the reader's language", () => {
  const error = new SyncError("value-missing", { params: { field: "Account Name", field_1036: "Nom du compte" } });
  expect(error.userMessage(1033)).toContain("Account Name");
  expect(error.userMessage(1036)).toContain("Nom du compte");
  expect(error.remedy(1036)).not.toContain("{");
});

test("what is none of ours becomes `unexpected`, and is not tried again", () => {
  expect(asSyncError(new TypeError("x is undefined"))).toMatchObject({ code: "unexpected", retryable: false });
});

test.each([
  ["Write failed for table row of type 'CustCustomerV3Entity'. Infolog: Warning: The value 'Local' in field 'Customer group' is not found in the related table 'Customer groups'.; Warning: validateField failed on field 'CustGroup.'",
    { code: "scm-lookup-missing", params: { field: "Customer group", value: "Local", table: "Customer groups" } }],
  ["Infolog: Error: Field 'Currency' must be filled in.", { code: "scm-field-required", params: { field: "Currency" } }],
  ["Cannot create a record in Customers (CustTable). Customer account: US-001. The record already exists.", { code: "scm-record-exists", params: {} }],
  ["Cannot edit a record in Customers (CustTable). An update conflict occurred due to another user process deleting the record.", { code: "scm-conflict", params: {} }],
  ["Write failed for table row of type 'X'. Infolog: Warning: Credit limit must be positive.; Warning: validateWrite failed on data source 'CustTable'.", { code: "scm-refused", params: { message: "Credit limit must be positive." } }],
  ["", { code: "scm-refused", params: { message: "" } }],
])("infolog %#", (message, finding) => {
  expect(readInfolog(message)).toEqual(finding);
});

test("the back-off grows from 5 s to 15 minutes, spreads, and respects what was asked", () => {
  expect([1, 2, 3].map((n) => backoffMs(n, 0.5))).toEqual([5_000, 10_000, 20_000]);
  expect(backoffMs(100, 0.5)).toBe(900_000);
  expect(backoffMs(1, 0)).toBeLessThan(backoffMs(1, 0.99));
  expect(backoffMs(1, 0.5, 60_000)).toBe(60_000);
});
