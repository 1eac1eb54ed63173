import * as React from "react";
import { nearestLcid } from "../../model/errorText";
import { hostRecord } from "../shared/record";
import { stockService } from "../shared/stock/service";
import { translator } from "../shared/texts";
import { LineAvailabilityControl } from "./LineAvailabilityControl";
import type { IInputs, IOutputs } from "./generated/ManifestTypes";
import type { LineColumns } from "./lines";
import { type Standing, type StandingInput, ValuesError, standingOf } from "./standing";
import type { T } from "./words";

/** Binds the host's context to the props of the list; everything else is in there. */
export class LineAvailability implements ComponentFramework.ReactControl<IInputs, IOutputs> {
  private context!: ComponentFramework.Context<IInputs>;
  private t!: T;
  private readonly service = stockService(() => this.context);
  private readonly end = new AbortController();
  private drawing = 0;
  private columns: LineColumns = { product: "", quantity: "", unit: "", name: "", date: "" };

  public init(context: ComponentFramework.Context<IInputs>): void {
    this.context = context;
    this.t = translator({ getString: (key: string) => this.context.resources.getString(key) });
  }

  public updateView(context: ComponentFramework.Context<IInputs>): React.ReactElement {
    this.context = context;
    const { lines, company, maxAgeMinutes, measure, orderStatus, inScmValues, endedValues, offerRefresh, parentTable, parentId } = context.parameters;
    return React.createElement(LineAvailabilityControl, {
      dataSet: lines,
      drawing: ++this.drawing,
      columns: this.columnsOf(context.parameters),
      record: hostRecord(context, parentTable.raw, parentId.raw),
      service: this.service,
      ended: this.end.signal,
      // Some hosts leave it out; only a plain false hides.
      visible: context.mode.isVisible !== false,
      company: company.raw ?? "",
      maxAgeMinutes: maxAgeMinutes.raw ?? 60,
      measure: measure.raw === "physical" || measure.raw === "ordered" ? measure.raw : "available",
      standing: standing({ status: orderStatus.raw, inScmValues: inScmValues.raw, endedValues: endedValues.raw }),
      offerRefresh: offerRefresh.raw !== "no",
      t: this.t,
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

  /** The same object while the properties are the same, so that the lines are not read anew for nothing. */
  private columnsOf({ productColumn, quantityColumn, unitColumn, nameColumn, dateColumn }: IInputs): LineColumns {
    const columns = {
      product: productColumn.raw?.trim() || "productid", quantity: quantityColumn.raw?.trim() || "quantity", unit: unitColumn.raw?.trim() || "uomid",
      name: nameColumn.raw?.trim() || "productname", date: dateColumn.raw?.trim() ?? "",
    };
    if (JSON.stringify(columns) !== JSON.stringify(this.columns)) this.columns = columns;
    return this.columns;
  }
}

/** A mistake in the properties is for the control to tell, not to throw at the form. */
function standing(input: StandingInput): Standing | ValuesError {
  try {
    return standingOf(input);
  } catch (error) {
    if (error instanceof ValuesError) return error;
    throw error;
  }
}
