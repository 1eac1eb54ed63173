import { css } from "@fluentui/react";
import * as React from "react";
import { type Decimal, zero } from "../shared/decimal";
import type { CompanyStock, WarehouseStock } from "../shared/stock/stock";
import { type SiteStock, quantities, sitesOf } from "./places";
import { useUi } from "./ui";
import type { Quantity } from "./words";

/** Stock by site and warehouse, with the sums of each site that has several and of all. */
export function Places({ stock }: { stock: CompanyStock }): React.ReactElement {
  const { t, classes } = useUi();
  const sites = React.useMemo(() => sitesOf(stock.warehouses), [stock]);
  return (
    <div className={classes.section}>
      <h3 className={classes.sectionTitle}>{t("Places")}</h3>
      {sites.length === 0 ? <p className={classes.hint}>{t("NoPlaces")}</p> : (
        // Scrolls when the card is narrow, so the keyboard must reach it.
        <div className={classes.scroll} tabIndex={0} role="group" aria-label={t("Places")}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col" className={classes.place}>{t("Place")}</th>
                {quantities.map((name) => <th key={name} scope="col" className={classes.number} title={t(`Column_${name}_Desc`)}>{t(`Column_${name}`)}</th>)}
              </tr>
            </thead>
            <tbody>{sites.map((site) => <Site key={site.site} site={site} />)}</tbody>
            <tfoot>
              <tr><th scope="row" className={classes.place}>{t("AllPlaces")}</th><Numbers of={stock.total} /></tr>
            </tfoot>
          </table>
        </div>
      )}
    </div>
  );
}

function Site({ site }: { site: SiteStock }): React.ReactElement {
  const { t, classes } = useUi();
  const [only, ...more] = site.warehouses;
  const name = <Name name={site.name} code={site.site} blank={t("SiteBlank")} />;
  if (only && more.length === 0) {
    return <tr><th scope="row" className={classes.place}>{name}<div className={classes.below}><Warehouse of={only} /></div></th><Numbers of={only} /></tr>;
  }
  return (
    <>
      <tr className={classes.strong}><th scope="row" className={classes.place}>{name}</th><Numbers of={site.total} /></tr>
      {site.warehouses.map((one) => (
        <tr key={one.warehouse}><th scope="row" className={css(classes.place, classes.placeInner)}><Warehouse of={one} /></th><Numbers of={one} /></tr>
      ))}
    </>
  );
}

function Warehouse({ of }: { of: WarehouseStock }): React.ReactElement {
  const { t } = useUi();
  return <Name name={of.warehouseName} code={of.warehouse} blank={t("WarehouseBlank")} />;
}

/** A name with its code, or whichever of them there is. */
function Name({ name, code, blank }: { name: string; code: string; blank: string }): React.ReactElement {
  const { classes } = useUi();
  if (name === "") return <bdi>{code || blank}</bdi>;
  return <><bdi>{name}</bdi>{code && <>{" "}<bdi className={classes.code}>{code}</bdi></>}</>;
}

function Numbers({ of }: { of: Readonly<Record<Quantity, Decimal>> }): React.ReactElement {
  const { number, classes } = useUi();
  return <>{quantities.map((name) => <td key={name} className={css(classes.number, of[name] < zero && classes.minus)}>{number(of[name])}</td>)}</>;
}
