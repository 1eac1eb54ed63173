import * as React from "react";
import type { ConflictSide } from "../../model/generated/schema";
import { isSyncableTable } from "../../model/request";
import { useDocumentVisible } from "../shared/hooks";
import type { HostRecord } from "../shared/record";
import { joinRecordChannel } from "../shared/recordChannel";
import { ComparisonMachine, type ComparisonView } from "./comparison";
import { type SyncView, SyncMachine, firstView } from "./machine";
import { FormCheck } from "./formCheck";
import type { SyncService } from "./service";
import type { ProblemKind } from "./words";

export interface SyncStatusInput {
  record: HostRecord;
  service: SyncService;
  /** Whether the form shows the control. */
  visible: boolean;
  /** Whether column security lets the user read the bound column. */
  readable: boolean;
  /** Id in the bound lookup; blank while the form has none. */
  boundStateId: string;
  /** Aborted when the control is destroyed. */
  ended: AbortSignal;
}

export interface SyncStatusOutput {
  view: SyncView;
  /** Whether the control is in front of the user's eyes. */
  inView: boolean;
  /** Starts a sync; with a side when the user chose whose values stand. */
  sync: (resolve?: ConflictSide) => void;
  checkAgain: () => void;
  comparison: ComparisonView;
  /** Has the record compared with SCM; writes nothing. */
  compare: () => void;
}

const noComparison: ComparisonView = { phase: "none" };

/** Runs a SyncMachine for the control's record and hands out its view. */
export function useSyncStatus({ record, service, visible, readable, boundStateId, ended }: SyncStatusInput): SyncStatusOutput {
  const inView = useDocumentVisible() && visible;
  const [view, setView] = React.useState(firstView);
  const [comparison, setComparison] = React.useState<ComparisonView>(noComparison);
  const machine = React.useRef<SyncMachine | undefined>(undefined);
  const comparing = React.useRef<ComparisonMachine | undefined>(undefined);
  const obstacle = obstacleOf(record, readable);
  const table = record.kind === "record" ? record.table : "";
  const id = record.kind === "record" ? record.id : "";
  const name = record.kind === "record" ? (record.name ?? "") : "";
  const nameNow = React.useRef(name);
  nameNow.current = view.snapshot?.recordName || name;

  React.useEffect(() => {
    if (obstacle !== undefined || !isSyncableTable(table) || ended.aborted) return undefined;
    setView(firstView);
    setComparison(noComparison);
    const channel = joinRecordChannel(table, id, (message) => { if ("check" in message) formCheck.hear(message); else running.hear(message.type); });
    const formCheck = new FormCheck(channel.post);
    const running = new SyncMachine({
      table, id, name: () => nameNow.current, service, onChange: setView, tell: (type) => { channel.post({ type }); }, isFormReady: () => formCheck.ask(),
    });
    machine.current = running;
    const compared = new ComparisonMachine({ table, id, name: () => nameNow.current, service, onChange: setComparison });
    comparing.current = compared;
    const online = () => { running.checkAgain(); };
    window.addEventListener("online", online);
    const stop = () => {
      running.dispose();
      compared.dispose();
      formCheck.dispose();
      channel.close();
      window.removeEventListener("online", online);
    };
    ended.addEventListener("abort", stop);
    return () => {
      stop();
      ended.removeEventListener("abort", stop);
      machine.current = undefined;
      comparing.current = undefined;
    };
  }, [obstacle, table, id, service, ended]);

  React.useEffect(() => { machine.current?.setVisible(inView); comparing.current?.setVisible(inView); }, [inView, obstacle, table, id, service]);
  React.useEffect(() => { machine.current?.setBoundState(boundStateId); }, [boundStateId]);

  const syncing = view.snapshot?.open?.id;
  React.useEffect(() => { if (syncing !== undefined) comparing.current?.clear(); }, [syncing]);

  const compare = React.useCallback(() => { void comparing.current?.start(); }, []);
  const sync = React.useCallback((resolve?: ConflictSide) => { void machine.current?.sync(resolve); }, []);
  const checkAgain = React.useCallback(() => { machine.current?.checkAgain(); }, []);
  return {
    view: obstacle === undefined ? view : { ...firstView, loading: false, problem: { kind: obstacle, technical: "" } },
    inView,
    sync,
    checkAgain,
    comparison,
    compare,
  };
}

/** Why there is nothing to ask Dataverse for. */
function obstacleOf(record: HostRecord, readable: boolean): ProblemKind | undefined {
  if (!readable) return "secured";
  if (record.kind === "unsaved") return "unsaved";
  if (record.kind === "unknown") return "unknownRecord";
  return isSyncableTable(record.table) ? undefined : "unsupported";
}
