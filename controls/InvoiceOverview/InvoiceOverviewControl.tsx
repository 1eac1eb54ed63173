import * as React from "react";
import { useDocumentVisible, useNow } from "../shared/hooks";
import { type DesignLanguage, coloursOf } from "../shared/theme";
import { InvoiceOverviewCard } from "./InvoiceOverview";
import { todayOf } from "./day";
import { type Columns, StatesError, invoiceOf, parseStates, standardPaidStates } from "./invoices";
import { type NumberInfo, moneyText } from "./money";
import type { InvoiceService } from "./service";
import { classesOf } from "./styles";
import { type Ui, UiProvider } from "./ui";
import { useColumns } from "./useColumns";
import { useCurrencies } from "./useCurrencies";
import type { T } from "./words";

export interface InvoiceOverviewControlProps {
  dataSet: ComponentFramework.PropertyTypes.DataSet;
  /** The form shows a record that has never been saved. */
  isUnsaved: boolean;
  columns: Columns;
  paidStates: string | null;
  linesTable: string | undefined;
  linesLookup: string;
  showAgeing: boolean;
  visible: boolean;
  service: InvoiceService;
  ended: AbortSignal;
  t: T;
  /** BCP 47 tag of the language the texts are in. */
  language: string;
  numberInfo: NumberInfo;
  /** Minutes that the user's time zone is ahead of UTC. */
  offsetMinutes: (at: Date) => number;
  design: DesignLanguage | undefined;
  onOpen: (invoiceId: string) => void;
}

/** Joins the data-set, currencies, words and colours with the card. */
export function InvoiceOverviewControl(props: InvoiceOverviewControlProps): React.ReactElement {
  const { dataSet, columns, t, language, numberInfo, design, service, ended } = props;
  const inView = useDocumentVisible() && props.visible;
  const now = useNow(inView, ended, 60_000);
  const asked = useColumns(dataSet, columns);
  const states = React.useMemo(() => readStates(props.paidStates), [props.paidStates]);
  const today = todayOf(now, props.offsetMinutes(new Date(now)));
  const invoices = dataSet.sortedRecordIds.flatMap((id) => {
    const record = dataSet.records[id];
    return record ? [invoiceOf(record, columns, states.paid, today)] : [];
  });
  const currencies = useCurrencies(inView && invoices.length > 0, service, ended);
  const colours = React.useMemo(() => coloursOf(design), [design]);
  const classes = React.useMemo(() => classesOf(colours), [colours]);
  const money: Ui["money"] = (amount, id, name) => {
    const currency = currencies.get(id);
    const text = moneyText(amount, currency, numberInfo, language);
    return currency || !name ? text : `${text} ${name}`;
  };
  return (
    <UiProvider value={{ t, classes, colours, service, ended, money }}>
      <InvoiceOverviewCard
        invoices={invoices}
        situation={situationOf(props)}
        errorMessage={dataSet.errorMessage ?? ""}
        missing={asked.asked ? asked.missing : []}
        badStates={states.bad}
        total={Math.max(dataSet.paging.totalResultCount, invoices.length)}
        hasMore={dataSet.paging.hasNextPage}
        showAgeing={props.showAgeing}
        lines={props.linesTable === undefined ? undefined : { table: props.linesTable, lookup: props.linesLookup }}
        codeOf={(id) => currencies.get(id)?.code ?? ""}
        onMore={() => { dataSet.paging.loadNextPage(); }}
        onAgain={() => { dataSet.refresh(); }}
        onOpen={props.onOpen}
      />
    </UiProvider>
  );
}

/** What there is to show: the list once it is known, until then why not. */
export type Situation = "unsaved" | "error" | "loading" | "known";

function situationOf({ isUnsaved, dataSet }: InvoiceOverviewControlProps): Situation {
  if (isUnsaved) return "unsaved";
  if (dataSet.error) return "error";
  return dataSet.loading && dataSet.sortedRecordIds.length === 0 ? "loading" : "known";
}

function readStates(text: string | null): { paid: readonly string[]; bad: string } {
  try {
    return { paid: parseStates(text), bad: "" };
  } catch (error) {
    if (!(error instanceof StatesError)) throw error;
    return { paid: standardPaidStates, bad: error.params.text };
  }
}
