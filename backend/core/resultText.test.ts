import type { RequestResult } from "../../model/request";
import { resultText } from "./resultText";

const lines = (count: number, failed: number) => Array.from({ length: count }, (_, index) => ({
  number: index + 1, name: `Line ${index + 1}`, outcome: index < failed ? ("failed" as const) : ("created" as const), written: ["ProductNumber", "SalesPrice", "OrderedSalesQuantity"], ...(index < failed ? { errorCode: "scm-refused" } : {}),
}));
const result = (count: number, failed: number): RequestResult => ({ records: [{ table: "salesorder", id: "1", outcome: "created", written: [], lines: lines(count, failed) }] });

test("what fits is kept whole", () => {
  expect(JSON.parse(resultText(result(10, 1)))).toEqual(result(10, 1));
});

test("of a document with thousands of lines the failed ones are kept, and the text fits its column", () => {
  const text = resultText(result(5_000, 3));
  expect(text.length).toBeLessThanOrEqual(100_000);
  expect((JSON.parse(text) as RequestResult).records[0]?.lines?.map(({ number }) => number)).toEqual([1, 2, 3]);
});

test("even when everything failed it fits", () => {
  const long = result(5_000, 5_000);
  for (const line of long.records[0]?.lines ?? []) line.name = "x".repeat(2_000);
  expect(resultText(long).length).toBeLessThanOrEqual(100_000);
});

test("what a request for stock tells is kept, with the first of thousands of products that are not known", () => {
  const onHand = { company: "usmf", products: 7, asOf: "2026-01-01T00:00:00Z" };
  const records = Array.from({ length: 2_000 }, (_, index) => ({ table: "product", id: String(index), outcome: "failed" as const, written: [], errorCode: "stock-unknown", errorParams: { product: `P${index}`, company: "usmf" } }));
  const kept = JSON.parse(resultText({ records, onHand })) as RequestResult;
  expect(kept).toEqual({ records: records.slice(0, 100), onHand });
});
