import * as React from "react";
import type { CompanyStock, Quantities } from "../shared/stock/stock";
import { useUi } from "./ui";
import type { T } from "./words";

const columns: readonly (readonly [keyof Quantities, Parameters<T>[0]])[] = [["physical", "Physical"], ["reserved", "Reserved"], ["available", "Available"], ["ordered", "OnOrder"]];

/** What there is of a product at each site and warehouse. */
export function Places({ stock, name }: { stock: CompanyStock; name: string }): React.ReactElement {
  const { t, classes, quantity } = useUi();
  if (stock.warehouses.length === 0) return <p className={classes.placesNone}>{t("NoPlaces")}</p>;
  const cells = (one: Quantities) => columns.map(([key, label]) => (
    <td key={key} data-number><span className={classes.placeLabel}>{t(label)}</span> <bdi>{quantity(one[key])}</bdi></td>
  ));
  return (
    <table className={classes.places}>
      <caption className={classes.aside}>{t("Places", name)}</caption>
      <thead className={classes.placesHead}>
        <tr>
          <th scope="col">{t("Site")}</th>
          <th scope="col">{t("Warehouse")}</th>
          {columns.map(([key, label]) => <th key={key} scope="col" data-number>{t(label)}</th>)}
        </tr>
      </thead>
      <tbody>
        {stock.warehouses.map((one) => (
          <tr key={`${one.site}|${one.warehouse}`}>
            <td><bdi>{named(one.siteName, one.site)}</bdi></td>
            <td><bdi>{named(one.warehouseName, one.warehouse)}</bdi></td>
            {cells(one)}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr><th scope="row" colSpan={2}>{t("InAll")}</th>{cells(stock.total)}</tr>
      </tfoot>
    </table>
  );
}

/** "Site 1 (1)"; a name alone where it is its own number. */
function named(name: string, number: string): string {
  if (name === "" || name === number) return number;
  return number === "" ? name : `${name} (${number})`;
}
