import { OnHandSource, onHand, product } from "../../../model/generated/schema";
import { type ProjectedDay, parseProjected } from "../../../model/onHand";
import { bareGuid } from "../../../model/request";
import { type Decimal, parseDecimal, zero } from "../decimal";
import { type Row, textOf } from "../row";
import { parseTime } from "../time";
import { rowAlias, stockItemColumn } from "./query";

/** Which number counts as what there is to give. */
export type Measure = "available" | "physical" | "ordered";

/** Quantities of one place, or of all together, in the unit of the company's stock. */
export interface Quantities {
  physical: Decimal;
  reserved: Decimal;
  available: Decimal;
  /** Ordered from vendors or production and not yet in. */
  ordered: Decimal;
  /** Sold or demanded and not yet out. */
  onOrder: Decimal;
  /** Available of what is on hand and ordered. */
  totalAvailable: Decimal;
}

export interface WarehouseStock extends Quantities {
  site: string;
  siteName: string;
  warehouse: string;
  warehouseName: string;
}

/** What one company has of a product. */
export interface CompanyStock {
  company: string;
  unit: string;
  source: "scm" | "inventoryVisibility" | "other";
  /** When SCM was read for the oldest of the rows. */
  asOf: Date | undefined;
  total: Quantities;
  /** By site, then warehouse. */
  warehouses: WarehouseStock[];
  /** What can be promised on each day, for all warehouses together; empty when no source tells. */
  projected: ProjectedDay[];
}

export interface ProductStock {
  /** The product came from SCM. */
  fromScm: boolean;
  /** It came from SCM as one of which no stock is kept, and SCM has given no numbers. */
  notStocked: boolean;
  companies: CompanyStock[];
}

/** Stock by product id (lower case, no braces). A product that was asked for and is not in it does not exist, or the user may not read it. */
export type Stock = ReadonlyMap<string, ProductStock>;

const c = onHand.columns;

/**
 * Groups rows of the stock query by product and company. A warehouse without a total row gets one summed up.
 * @param rows rows of `stockQuery`, in any order
 */
export function stockOf(rows: readonly Row[]): Map<string, ProductStock> {
  const products = new Map<string, ProductStock>();
  const groups = new Map<string, Map<string, Row[]>>();
  for (const row of rows) {
    const id = bareGuid(textOf(row[product.primaryId]));
    if (id === "") continue;
    if (!products.has(id)) {
      const fromScm = isYes(row[product.columns.isMaintainedExternally]);
      products.set(id, { fromScm, notStocked: fromScm && isNo(row[stockItemColumn]), companies: [] });
    }
    const company = textOf(row[rowAlias(c.company)]).toLowerCase();
    if (company === "") continue;
    const companies = groups.get(id) ?? new Map<string, Row[]>();
    groups.set(id, companies);
    const group = companies.get(company);
    if (group) group.push(row);
    else companies.set(company, [row]);
  }
  for (const [id, companies] of groups) {
    const found = products.get(id);
    if (!found) continue;
    // Numbers are the better witness: the column is No by default where nothing maintains it.
    found.notStocked = false;
    found.companies.push(...[...companies].map(([company, group]) => companyStock(company, group)).sort((a, b) => order(a.company, b.company)));
  }
  return products;
}

/** What there is to give, by the measure. */
export function measured(quantities: Quantities, measure: Measure): Decimal {
  return measure === "physical" ? quantities.physical : measure === "ordered" ? quantities.totalAvailable : quantities.available;
}

function companyStock(company: string, rows: readonly Row[]): CompanyStock {
  const totals = rows.filter((row) => isYes(row[rowAlias(c.isTotal)]));
  const total = totals[0];
  const warehouses = rows.filter((row) => !isYes(row[rowAlias(c.isTotal)])).map(warehouseStock)
    .sort((a, b) => order(a.site, b.site) || order(a.warehouse, b.warehouse));
  const speaking = total ?? rows[0] ?? {};
  const source = speaking[rowAlias(c.source)];
  const times = (total ? totals : rows).flatMap((row) => parseTime(row[rowAlias(c.asOf)]) ?? []);
  return {
    company,
    unit: textOf(speaking[rowAlias(c.unit)]),
    source: source === OnHandSource.SupplyChainManagement ? "scm" : source === OnHandSource.InventoryVisibility ? "inventoryVisibility" : "other",
    asOf: times.length === 0 ? undefined : new Date(Math.min(...times.map((at) => at.getTime()))),
    total: total ? quantitiesOf(total) : warehouses.reduce<Quantities>(sum, nothing),
    warehouses,
    projected: parseProjected(textOf(total?.[rowAlias(c.projected)])),
  };
}

function warehouseStock(row: Row): WarehouseStock {
  const text = (column: string) => textOf(row[rowAlias(column)]);
  return { ...quantitiesOf(row), site: text(c.site), siteName: text(c.siteName), warehouse: text(c.warehouse), warehouseName: text(c.warehouseName) };
}

function quantitiesOf(row: Row): Quantities {
  const quantity = (column: string) => parseDecimal(row[rowAlias(column)]) ?? zero;
  return {
    physical: quantity(c.physical), reserved: quantity(c.reserved), available: quantity(c.available),
    ordered: quantity(c.ordered), onOrder: quantity(c.onOrder), totalAvailable: quantity(c.totalAvailable),
  };
}

const nothing: Quantities = { physical: zero, reserved: zero, available: zero, ordered: zero, onOrder: zero, totalAvailable: zero };

function sum(a: Quantities, b: Quantities): Quantities {
  return {
    physical: a.physical + b.physical, reserved: a.reserved + b.reserved, available: a.available + b.available,
    ordered: a.ordered + b.ordered, onOrder: a.onOrder + b.onOrder, totalAvailable: a.totalAvailable + b.totalAvailable,
  };
}

/** Yes/no columns come as boolean; some clients give linked ones as text or number. */
function isYes(value: unknown): boolean {
  return value === true || value === 1 || value === "1" || value === "true";
}

function isNo(value: unknown): boolean {
  return value === false || value === 0 || value === "0" || value === "false";
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
