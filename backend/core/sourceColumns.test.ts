import { onlyColumnOf } from "./sourceColumns";

test("a field stands for a column when it reads that one alone; a lookup by its own name", () => {
  expect(onlyColumnOf({ kind: "copy", column: "name" })).toBe("name");
  expect(onlyColumnOf({ kind: "valueMap", column: "address1_country", map: "countries" })).toBe("address1_country");
  expect(onlyColumnOf({ kind: "lookup", lookup: "transactioncurrencyid", column: "isocurrencycode" })).toBe("transactioncurrencyid");
  expect(onlyColumnOf({ kind: "calculated", columns: ["manualdiscountamount", "quantity"], function: "discountPerUnit" })).toBeUndefined();
  expect(onlyColumnOf({ kind: "constant", value: "1" })).toBeUndefined();
});
