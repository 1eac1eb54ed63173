import { LosslessNumber } from "lossless-json";
import { OnHandSource } from "../../model/generated/schema";
import { decimal } from "../core/money";
import type { JsonObject } from "../connectors/http/json";
import { planRows, type ProductFacts, type RowPlan } from "./rows";
import { quantitiesOf, type PlaceStock } from "./stock";

const productId = "11111111-2222-4333-8444-555555555555";
const place = (site: string, warehouse: string, amount: string): PlaceStock => ({ site, warehouse, quantities: quantitiesOf((name) => decimal(name === "ordered" ? "0" : amount)) });
const facts = (stock: PlaceStock[], more: Partial<ProductFacts> = {}): ProductFacts => ({
  productId, number: "LAMP", company: "usmf", unit: "Piece", source: OnHandSource.SupplyChainManagement, stock, days: undefined, siteName: (id) => `Site ${id}`, warehouseName: (id) => `House ${id}`, ...more,
});
const [early, late] = ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"];

/** Rows as Dataverse keeps them after a plan was written. */
function stored(plan: RowPlan, before: readonly JsonObject[] = []): JsonObject[] {
  const rows = new Map(before.map((row) => [String(row["p2c_onhandid"]), row]));
  for (const { id, columns } of plan.writes) rows.set(id, { ...rows.get(id), ...columns, p2c_onhandid: id, _p2c_productid_value: productId });
  return [...rows.values()];
}
const idOf = (rows: readonly JsonObject[], warehouse: string | null) => rows.find((row) => (row["p2c_warehouse"] ?? null) === warehouse)?.["p2c_onhandid"];
const text = (value: unknown) => (value instanceof LosslessNumber ? value.toString() : value);

test("a new product gets a row for each place and one for all; a product without stock one with zeros", () => {
  const plan = planRows(facts([place("1", "13", "10.125"), place("2", "24", "0.5")]), [], early);
  expect(plan.outcome).toBe("inserted");
  expect(plan.writes.map(({ columns }) => [columns["p2c_name"], columns["p2c_istotal"], text(columns["p2c_physical"]), columns["p2c_warehousename"], columns["p2c_asof"]])).toEqual([
    ["LAMP", true, "10.625", null, early], ["LAMP · 1 · 13", false, "10.125", "House 13", early], ["LAMP · 2 · 24", false, "0.5", "House 24", early],
  ]);
  expect(plan.writes[0]?.columns).toMatchObject({ "p2c_ProductId@odata.bind": `/products(${productId})`, p2c_unit: "Piece", p2c_company: "usmf" });
  expect(new Set(plan.writes.map(({ id }) => id)).size).toBe(3);
  expect(planRows(facts([]), [], early).writes.map(({ columns }) => [columns["p2c_istotal"], text(columns["p2c_physical"])])).toEqual([[true, "0"]]);
});

test("unchanged rows are left alone, whatever zeros their decimals end in; the time of the total moves, and only where the row is still there", () => {
  const rows = stored(planRows(facts([place("1", "13", "7")]), [], early)).map((row) => ({ ...row, p2c_physical: new LosslessNumber("7.0000000000") }));
  const plan = planRows(facts([place("1", "13", "7.00")]), rows, late);
  expect(plan).toEqual({ outcome: "unchanged", writes: [{ id: idOf(rows, null), columns: { p2c_asof: late }, existing: true }] });
});

test("a change of one place writes that place and the total; a place that is gone goes to zero once", () => {
  const rows = stored(planRows(facts([place("1", "13", "7"), place("2", "24", "3")]), [], early));
  const changed = planRows(facts([place("1", "13", "8"), place("2", "24", "3")]), rows, late);
  expect(changed.outcome).toBe("updated");
  expect(changed.writes.map(({ id }) => id)).toEqual([idOf(rows, null), idOf(rows, "13")]);
  const gone = planRows(facts([place("1", "13", "7")]), rows, late);
  expect(gone.writes.map(({ id, columns }) => [id, text(columns["p2c_physical"])])).toEqual([[idOf(rows, null), "7"], [idOf(rows, "24"), "0"]]);
  expect(planRows(facts([place("1", "13", "7")]), stored(gone, rows), late).outcome).toBe("unchanged");
});

test("a row keeps its id however it came by it", () => {
  const rows = stored(planRows(facts([]), [], early)).map((row) => ({ ...row, p2c_onhandid: productId }));
  expect(planRows(facts([place("1", "13", "1")]), rows, late).writes[0]?.id).toBe(productId);
});

test("days that nobody was asked for stay while the quantities do; a source that tells none clears them", () => {
  const day = { date: "2026-01-05", available: "7" };
  const told = { total: [day], places: new Map() };
  const rows = stored(planRows(facts([place("1", "13", "7")], { days: told }), [], early));
  expect(rows.map((row) => row["p2c_projected"])).toEqual(['[["2026-01-05","7",null,null]]', null]);
  expect(planRows(facts([place("1", "13", "7")]), rows, late).outcome).toBe("unchanged");
  expect(planRows(facts([place("1", "13", "8")]), rows, late).writes[0]?.columns["p2c_projected"]).toBeNull();
  expect(planRows(facts([place("1", "13", "7")], { days: { total: [], places: new Map() } }), rows, late).writes[0]?.columns["p2c_projected"]).toBeNull();
});

test("names that cannot be read now are kept", () => {
  const rows = stored(planRows(facts([place("1", "13", "7")]), [], early));
  expect(planRows(facts([place("1", "13", "7")], { siteName: () => "", warehouseName: () => "" }), rows, late).outcome).toBe("unchanged");
});

test("more decimal places than the column holds are rounded", () => {
  expect(text(planRows(facts([place("1", "13", "0.00000000005")]), [], early).writes[0]?.columns["p2c_physical"])).toBe("0.0000000001");
});
