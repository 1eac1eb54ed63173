import * as React from "react";
import { nearestLcid } from "../../model/errorText";
import { hostRecord } from "../shared/record";
import { translator } from "../shared/texts";
import { InvoiceOverviewControl } from "./InvoiceOverviewControl";
import type { IInputs, IOutputs } from "./generated/ManifestTypes";
import { invoiceService } from "./service";

/** Binds the host's context to the props of the overview; everything else is in there. */
export class InvoiceOverview implements ComponentFramework.ReactControl<IInputs, IOutputs> {
  private context!: ComponentFramework.Context<IInputs>;
  private readonly service = invoiceService(() => this.context);
  private readonly end = new AbortController();

  public init(context: ComponentFramework.Context<IInputs>): void {
    this.context = context;
  }

  public updateView(context: ComponentFramework.Context<IInputs>): React.ReactElement {
    this.context = context;
    const { parameters: p, userSettings } = context;
    return React.createElement(InvoiceOverviewControl, {
      dataSet: p.invoices,
      isUnsaved: hostRecord(context).kind === "unsaved",
      columns: {
        number: named(p.numberColumn.raw, "invoicenumber"), date: optional(p.dateColumn.raw, "p2c_invoicedate"), due: optional(p.dueDateColumn.raw, "duedate"),
        total: named(p.totalColumn.raw, "totalamount"), state: named(p.stateColumn.raw, "statecode"), status: optional(p.statusColumn.raw, "statuscode"),
        currency: optional(p.currencyColumn.raw, "transactioncurrencyid"),
      },
      paidStates: p.paidStates.raw,
      linesTable: optional(p.linesTable.raw, "invoicedetail"),
      linesLookup: named(p.linesLookup.raw, "invoiceid"),
      showAgeing: p.showAgeing.raw !== "no",
      // Some hosts leave it out; only a plain false hides.
      visible: context.mode.isVisible !== false,
      service: this.service,
      ended: this.end.signal,
      t: translator(context.resources),
      language: nearestLcid(userSettings.languageId) === 1036 ? "fr" : "en",
      numberInfo: userSettings.numberFormattingInfo,
      // The zone of the user's settings, which need not be the browser's.
      offsetMinutes: (at: Date) => userSettings.getTimeZoneOffsetMinutes?.(at) ?? -at.getTimezoneOffset(),
      design: context.fluentDesignLanguage,
      onOpen: (id: string) => { this.open(id); },
    });
  }

  public getOutputs(): IOutputs {
    return {};
  }

  public destroy(): void {
    this.end.abort();
  }

  private open(id: string): void {
    const { invoices } = this.context.parameters;
    const record = invoices.records[id];
    if (record) invoices.openDatasetItem(record.getNamedReference());
  }
}

function named(property: string | null, standard: string): string {
  return property?.trim() || standard;
}

/** `-` says that there is none. */
function optional(property: string | null, standard: string): string | undefined {
  const name = named(property, standard);
  return name === "-" ? undefined : name;
}
