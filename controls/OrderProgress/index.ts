import * as React from "react";
import { hostRecord } from "../shared/record";
import { translator } from "../shared/texts";
import { OrderProgressControl } from "./OrderProgressControl";
import type { IInputs, IOutputs } from "./generated/ManifestTypes";
import { datesService } from "./service";

/** Binds the host's context to the props of the stepper; everything else is in there. */
export class OrderProgress implements ComponentFramework.ReactControl<IInputs, IOutputs> {
  private context!: ComponentFramework.Context<IInputs>;
  private readonly service = datesService(() => this.context);
  private readonly end = new AbortController();

  public init(context: ComponentFramework.Context<IInputs>): void {
    this.context = context;
  }

  public updateView(context: ComponentFramework.Context<IInputs>): React.ReactElement {
    this.context = context;
    const { status, steps, endedValues, showDates, compact, tableName, recordId } = context.parameters;
    return React.createElement(OrderProgressControl, {
      record: hostRecord(context, tableName.raw, recordId.raw),
      value: status.raw,
      options: status.attributes?.Options ?? [],
      worded: status.formatted ?? "",
      readable: status.security?.readable ?? true,
      steps: steps.raw,
      endedValues: endedValues.raw,
      showDates: showDates.raw !== "no",
      compact: compact.raw === "yes",
      // Some hosts leave it out; only a plain false hides.
      visible: context.mode.isVisible !== false,
      service: this.service,
      ended: this.end.signal,
      t: translator(context.resources),
      design: context.fluentDesignLanguage,
      onOpenInvoice: (id: string) => { void context.navigation.openForm({ entityName: "invoice", entityId: id }); },
    });
  }

  public getOutputs(): IOutputs {
    return {};
  }

  public destroy(): void {
    this.end.abort();
  }
}
