import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stockTextKeys } from "./words";

test("every text that the shared parts use is in the list which resource files are held against", () => {
  const used = [...readFileSync(join(__dirname, "StockBar.tsx"), "utf8").matchAll(/"(Stock_\w+)"/g)].map(([, key]) => key ?? "");
  expect(used.length).toBeGreaterThan(15);
  expect(used.filter((key) => !(stockTextKeys as readonly string[]).includes(key))).toEqual([]);
  expect(new Set(stockTextKeys).size).toBe(stockTextKeys.length);
});
