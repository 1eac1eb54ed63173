import { decimalText, parseDecimal, zero } from "../shared/decimal";
import type { WarehouseStock } from "../shared/stock/stock";
import { sitesOf } from "./places";

const warehouse = (site: string, id: string, available: string, siteName = ""): WarehouseStock => ({
  site, siteName, warehouse: id, warehouseName: "", available: parseDecimal(available) ?? zero, physical: zero, reserved: zero, ordered: zero, onOrder: zero, totalAvailable: zero,
});

test("warehouses are grouped by site with exact sums; a site is named by whichever row knows its name", () => {
  const sites = sitesOf([warehouse("1", "11", "0.1"), warehouse("1", "13", "0.2", "Main"), warehouse("2", "24", "-4.0000000001")]);
  expect(sites.map(({ site, name, total, warehouses }) => [site, name, decimalText(total.available), warehouses.length])).toEqual([["1", "Main", "0.3", 2], ["2", "", "-4.0000000001", 1]]);
});

test("no warehouses, no sites", () => {
  expect(sitesOf([])).toEqual([]);
});
