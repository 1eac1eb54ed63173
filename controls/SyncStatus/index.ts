import * as React from "react";
import { nearestLcid } from "../../model/errorText";
import { bareGuid } from "../../model/request";
import { hostRecord } from "../shared/record";
import { translator } from "../shared/texts";
import { SyncStatusControl } from "./SyncStatusControl";
import type { IInputs, IOutputs } from "./generated/ManifestTypes";
import { syncService } from "./service";

/** Binds the host's context to the props of the card; everything else is in the card. */
export class SyncStatus implements ComponentFramework.ReactControl<IInputs, IOutputs> {
  private context!: ComponentFramework.Context<IInputs>;
  private readonly service = syncService(() => this.context);
  private readonly end = new AbortController();

  public init(context: ComponentFramework.Context<IInputs>): void {
    this.context = context;
  }

  public updateView(context: ComponentFramework.Context<IInputs>): React.ReactElement {
    this.context = context;
    const { syncState, showHistory, showTechnicalDetails, compact, offerSync, tableName, recordId } = context.parameters;
    const lcid = nearestLcid(context.userSettings.languageId);
    return React.createElement(SyncStatusControl, {
      record: hostRecord(context, tableName.raw, recordId.raw),
      service: this.service,
      ended: this.end.signal,
      // Some hosts leave it out; only a plain false hides.
      visible: context.mode.isVisible !== false,
      // A read-only form is no obstacle: an active quote has one, and is just what is to be synced.
      offerSync: offerSync.raw !== "no",
      readable: syncState.security?.readable ?? true,
      boundStateId: bareGuid(syncState.raw?.[0]?.id ?? ""),
      showHistory: showHistory.raw !== "no",
      showTechnicalDetails: showTechnicalDetails.raw !== "no",
      compact: compact.raw === "yes",
      t: translator(context.resources),
      lcid,
      formatting: context.formatting,
      numberInfo: context.userSettings.numberFormattingInfo,
      design: context.fluentDesignLanguage,
      onOpen: (url: string) => { context.navigation.openUrl(url); },
    });
  }

  public getOutputs(): IOutputs {
    return {};
  }

  public destroy(): void {
    this.end.abort();
  }
}
