import * as React from "react";
import type { Lcid } from "../../model/errorText";
import { dayText } from "../shared/day";
import { formatDecimal, numberStyle } from "../shared/decimal";
import { useNow } from "../shared/hooks";
import type { HostRecord } from "../shared/record";
import { type DesignLanguage, coloursOf } from "../shared/theme";
import { exactTime } from "../shared/time";
import { SyncStatusCard } from "./SyncStatus";
import type { SyncService } from "./service";
import { classesOf } from "./styles";
import { type Ui, UiProvider } from "./ui";
import { useSyncStatus } from "./useSyncStatus";
import type { T } from "./words";

export interface SyncStatusControlProps {
  record: HostRecord;
  service: SyncService;
  /** Aborted when the control is destroyed. */
  ended: AbortSignal;
  visible: boolean;
  offerSync: boolean;
  readable: boolean;
  boundStateId: string;
  showHistory: boolean;
  showTechnicalDetails: boolean;
  compact: boolean;
  t: T;
  lcid: Lcid;
  formatting: ComponentFramework.Formatting | undefined;
  numberInfo: Parameters<typeof numberStyle>[0];
  design: DesignLanguage | undefined;
  onOpen: (url: string) => void;
}

/** Joins state and card, and gives the card its words, colours and clock. */
export function SyncStatusControl(props: SyncStatusControlProps): React.ReactElement {
  const { t, lcid, formatting, design, ended } = props;
  const { view, inView, sync, checkAgain, comparison, compare } = useSyncStatus(props);
  const now = useNow(inView, ended);
  const colours = React.useMemo(() => coloursOf(design), [design]);
  const classes = React.useMemo(() => classesOf(colours), [colours]);
  const language = lcid === 1036 ? "fr" : "en";
  const ui: Ui = {
    t, lcid, language, classes, colours, now, exact: (at) => exactTime(at, formatting, language),
    number: (value) => formatDecimal(value, numberStyle(props.numberInfo, language)), day: (iso) => dayText(iso, formatting, language),
  };
  return (
    <UiProvider value={ui}>
      <SyncStatusCard
        view={view}
        offerSync={props.offerSync}
        showHistory={props.showHistory}
        showTechnicalDetails={props.showTechnicalDetails}
        compact={props.compact}
        onOpen={props.onOpen}
        onSync={sync}
        onCheckAgain={checkAgain}
        comparison={comparison}
        onCompare={compare}
      />
    </UiProvider>
  );
}
