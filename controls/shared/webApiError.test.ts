import { webApiFailure } from "./webApiError";

test.each([
  ["unsigned number", { errorCode: 0x80040237 }],
  ["signed number", { errorCode: -2147220937 }],
  ["hexadecimal text", { errorCode: "0x80040237" }],
  ["decimal text", { errorCode: "2147746359" }],
  ["code instead of errorCode", { code: "0x80060892" }],
  ["message alone", { message: "Entity Key Open key violated. A record with the same value for Open key already exists." }],
])("a duplicate key is known by its %s", (_form, error) => {
  expect(webApiFailure(error).kind).toBe("duplicate");
});

test.each([
  [{ errorCode: 2147746336, message: "Principal user is missing prvReadp2c_syncstate privilege" }, "forbidden"],
  [{ errorCode: 0, message: "", httpStatus: 403 }, "forbidden"],
  [{ errorCode: 0x80040217, message: "account With Id = 1 Does Not Exist" }, "notFound"],
  [{ errorCode: 0x80060888, message: "Could not find a property named 'p2c_x'" }, "missingColumn"],
  [{ code: 429, message: "Too many" }, "throttled"],
  [new Error("Failed to fetch"), "other"],
  ["a string", "other"],
  [undefined, "other"],
])("%p is %s", (error, kind) => {
  expect(webApiFailure(error).kind).toBe(kind);
});

test("code and message are kept for support", () => {
  expect(webApiFailure({ errorCode: -2147220969, message: "gone" })).toEqual({ kind: "notFound", code: "0x80040217", message: "gone" });
});
