import fc from "fast-check";
import { joinLineDiscount, netDiscount, splitLineDiscount } from "./lineDiscount";
import { decimal, decimalText, divided, minus, plus, rounded, times } from "./money";

/** Money with so many decimals, plain digits. */
const amount = (places: number, min = -(10n ** 14n)) => fc.bigInt({ min, max: 10n ** 14n }).map((digits) => decimalText({ digits, scale: places }));
const quantity = fc.tuple(fc.bigInt({ min: -(10n ** 10n), max: 10n ** 10n }), fc.integer({ min: 0, max: 5 })).map(([digits, scale]) => decimalText({ digits, scale }));
const decimals = fc.integer({ min: 0, max: 4 });

test("Microsoft's example: quantity 3, discount 10.00", () => {
  expect(splitLineDiscount("10.00", "3", 2)).toEqual({ perUnit: "3.33", charge: "-0.01" });
  expect(joinLineDiscount({ perUnit: "3.33", charge: "-0.01" }, "3")).toBe("10");
});

test("any discount comes back exactly, and the discount per unit fits the currency", () => {
  fc.assert(fc.property(decimals.chain((places) => fc.tuple(fc.constant(places), amount(places), quantity.filter((text) => text !== "0"))), ([places, total, count]) => {
    const split = splitLineDiscount(total, count, places);
    expect(joinLineDiscount(split, count)).toBe(total);
    expect(split.perUnit.split(".")[1]?.length ?? 0).toBeLessThanOrEqual(places);
  }), { numRuns: 1000 });
});

test("the rounding left over is at most half a unit of the currency per piece", () => {
  fc.assert(fc.property(decimals.chain((places) => fc.tuple(fc.constant(places), amount(places), fc.integer({ min: 1, max: 10_000 }))), ([places, total, count]) => {
    const { charge } = splitLineDiscount(total, String(count), places);
    const twice = Math.abs(Number(charge)) * 2;
    expect(twice).toBeLessThanOrEqual(count * 10 ** -places * (1 + 1e-9));
  }));
});

test("no discount needs no quantity; a discount on quantity 0 is refused with its value", () => {
  expect(splitLineDiscount("0.00", "0", 2)).toEqual({ perUnit: "0", charge: "0" });
  expect(splitLineDiscount("", "", 2)).toEqual({ perUnit: "0", charge: "0" });
  expect(thrown(() => splitLineDiscount("5", "0.000", 2))).toMatchObject({ code: "discount-without-quantity", params: { value: "5" } });
});

test("Sales' amount of a line is SCM's net amount, whatever the kind of discount", () => {
  fc.assert(fc.property(decimals.chain((places) => fc.tuple(fc.constant(places), amount(places, 0n), quantity, amount(places, 0n))), ([places, price, count, less]) => {
    const gross = rounded(times(decimal(count), decimal(price)), places);
    const net = decimalText(minus(gross, decimal(less)));
    const discount = netDiscount(count, price, net, places);
    expect(decimalText(minus(gross, decimal(discount)))).toBe(net);
  }));
});

test("SCM's split comes back as the whole discount", () => {
  fc.assert(fc.property(amount(2, 0n), fc.integer({ min: 1, max: 999 }), amount(2, 0n), (total, count, price) => {
    const { perUnit, charge } = splitLineDiscount(total, String(count), 2);
    // SCM's net amount of a line: quantity × (price − discount) + sales charge.
    const net = plus(times(decimal(String(count)), minus(decimal(price), decimal(perUnit))), decimal(charge));
    expect(netDiscount(String(count), price, decimalText(net), 2)).toBe(total);
  }));
});

test("a surcharge is refused, since Sales cannot hold it", () => {
  expect(thrown(() => netDiscount("2", "10", "20.01", 2))).toMatchObject({ code: "surcharge-not-held" });
});

test.each([["1", "3", 2, "0.33"], ["2", "3", 2, "0.67"], ["-1", "3", 2, "-0.33"], ["1", "8", 2, "0.13"], ["-1", "8", 2, "-0.13"], ["5", "-2", 0, "-3"], ["1", "2", 0, "1"]])("%s ÷ %s to %i places is %s", (a, b, places, result) => {
  expect(decimalText(divided(decimal(a), decimal(b), places))).toBe(result);
});

test("digits are kept through sums and products", () => {
  fc.assert(fc.property(amount(4), amount(2), (a, b) => {
    expect(decimalText(minus(plus(decimal(a), decimal(b)), decimal(b)))).toBe(a);
    expect(decimalText(times(decimal(a), decimal("1.000")))).toBe(a);
  }));
  expect(() => decimal("1e5")).toThrow(RangeError);
});

/** What a call throws. */
function thrown(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}
