import * as React from "react";
import { nearestLcid } from "../../model/errorText";
import { stockService } from "../shared/stock/service";
import { translator } from "../shared/texts";
import { ProductStockControl } from "./ProductStockControl";
import type { IInputs, IOutputs } from "./generated/ManifestTypes";
import { shownProduct } from "./product";

const usualAgeMinutes = 60;

/** Binds the host's context to the props of the card; everything else is in the card. */
export class ProductStock implements ComponentFramework.ReactControl<IInputs, IOutputs> {
  private context!: ComponentFramework.Context<IInputs>;
  private readonly service = stockService(() => this.context);
  private readonly end = new AbortController();

  public init(context: ComponentFramework.Context<IInputs>): void {
    this.context = context;
  }

  public updateView(context: ComponentFramework.Context<IInputs>): React.ReactElement {
    this.context = context;
    const { product, company, maxAgeMinutes, measure, showProjected, offerRefresh, productId } = context.parameters;
    const age = maxAgeMinutes.raw ?? 0;
    return React.createElement(ProductStockControl, {
      product: shownProduct(context, product, productId.raw),
      company: company.raw?.trim() ?? "",
      maxAgeMinutes: age > 0 ? age : usualAgeMinutes,
      measure: measure.raw === "physical" || measure.raw === "ordered" ? measure.raw : "available",
      showProjected: showProjected.raw !== "no",
      offerRefresh: offerRefresh.raw !== "no",
      // Some hosts leave it out; only a plain false hides.
      visible: context.mode.isVisible !== false,
      service: this.service,
      ended: this.end.signal,
      t: translator(context.resources),
      lcid: nearestLcid(context.userSettings.languageId),
      formatting: context.formatting,
      numbers: context.userSettings.numberFormattingInfo,
      design: context.fluentDesignLanguage,
    });
  }

  public getOutputs(): IOutputs {
    return {};
  }

  public destroy(): void {
    this.end.abort();
  }
}
