import * as React from "react";
import { isStockTable } from "../../../model/onHand";
import { useDocumentVisible } from "../hooks";
import type { HostRecord } from "../record";
import { type Age, type CompanyChoice, ageOf, companiesOf, companyShown, isStale, needsRefresh } from "./choice";
import { StockMachine, type StockView, firstStockView } from "./machine";
import type { StockService } from "./service";

export interface StockInput {
  /** The record that the control stands on; requests for fresh numbers name it. */
  record: HostRecord;
  service: StockService;
  /** Products whose stock is shown, each once: lower case, no braces. Undefined while they are not known. */
  productIds: readonly string[] | undefined;
  /** Whether the form shows the control. */
  visible: boolean;
  /** Company from the control's property; blank leaves the choice to the user. */
  company: string;
  /** Numbers older than this are stale. */
  maxAgeMinutes: number;
  /** Whether fresh numbers may be asked for, by a click and, once, for stale numbers on load. */
  offerRefresh: boolean;
  /** Aborted when the control is destroyed. */
  ended: AbortSignal;
}

export interface StockOutput {
  view: StockView;
  /** Whether the control is in front of the user's eyes. */
  inView: boolean;
  /** Companies to choose from; empty when the property says which. */
  companies: CompanyChoice[];
  /** Whose numbers are shown, in lower case; blank while there are none. */
  company: string;
  chooseCompany: (company: string) => void;
  /** Age and source of the company's oldest numbers; undefined when it has none. */
  age: Age | undefined;
  /** Whether numbers of that age are stale at a time (milliseconds since 1970). */
  isStaleAt: (now: number) => boolean;
  /** Asks for fresh numbers; undefined where that is not offered or the record is not one to ask for. */
  refresh: (() => void) | undefined;
  checkAgain: () => void;
}

const none: readonly string[] = [];

/** Runs a StockMachine for the products of a control and hands out what is to be drawn. */
export function useStock(input: StockInput): StockOutput {
  const { record, service, productIds, visible, company: fixed, maxAgeMinutes, offerRefresh, ended } = input;
  const inView = useDocumentVisible() && visible;
  const [view, setView] = React.useState(firstStockView);
  const [chosen, setChosen] = React.useState("");
  const machine = React.useRef<StockMachine | undefined>(undefined);
  const target = record.kind === "record" && isStockTable(record.table) ? { table: record.table, id: record.id, name: record.name ?? "" } : undefined;
  const ids = productIds ?? none;
  const now = React.useRef({ target, ids, fixed, maxAgeMinutes, offerRefresh });
  now.current = { target, ids, fixed, maxAgeMinutes, offerRefresh };
  const of = target ? `${target.table}:${target.id}` : "";

  React.useEffect(() => {
    if (ended.aborted) return undefined;
    setView(firstStockView);
    const running = new StockMachine({
      service,
      target: () => now.current.target,
      wantsRefresh: (stock) => {
        const { ids: shown, fixed: property, maxAgeMinutes: minutes, offerRefresh: offered } = now.current;
        return offered && needsRefresh(stock, shown, companyShown(companiesOf(stock, shown), property, ""), minutes, Date.now());
      },
      onChange: setView,
    });
    machine.current = running;
    const online = () => { running.checkAgain(); };
    window.addEventListener("online", online);
    const stop = () => {
      running.dispose();
      window.removeEventListener("online", online);
    };
    ended.addEventListener("abort", stop);
    return () => {
      stop();
      ended.removeEventListener("abort", stop);
      machine.current = undefined;
    };
  }, [of, service, ended]);

  React.useEffect(() => { machine.current?.setVisible(inView); }, [inView, of, service]);
  const idList = productIds?.join();
  React.useEffect(() => {
    if (idList !== undefined) machine.current?.setProducts(now.current.ids);
  }, [idList, of, service]);

  const refresh = React.useCallback(() => { void machine.current?.refresh(); }, []);
  const checkAgain = React.useCallback(() => { machine.current?.checkAgain(); }, []);
  const { stock } = view;
  const companies = React.useMemo(() => companiesOf(stock, idList ? idList.split(",") : none), [stock, idList]);
  const company = companyShown(companies, fixed, chosen);
  const age = React.useMemo(() => ageOf(stock, idList ? idList.split(",") : none, company), [stock, idList, company]);
  return {
    view, inView, company, chooseCompany: setChosen, age, checkAgain,
    companies: fixed.trim() === "" ? companies : [],
    isStaleAt: (at) => age !== undefined && isStale(age.asOf, maxAgeMinutes, at),
    refresh: offerRefresh && target ? refresh : undefined,
  };
}
