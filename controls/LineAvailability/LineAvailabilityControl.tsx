import * as React from "react";
import type { Lcid } from "../../model/errorText";
import { formatDecimal, numberStyle } from "../shared/decimal";
import { useNow } from "../shared/hooks";
import type { HostRecord } from "../shared/record";
import type { StockService } from "../shared/stock/service";
import type { Measure } from "../shared/stock/stock";
import { useStock } from "../shared/stock/useStock";
import { type DesignLanguage, coloursOf } from "../shared/theme";
import { exactTime } from "../shared/time";
import { LineAvailabilityCard } from "./LineAvailability";
import { allocate } from "./allocate";
import { dayText } from "./day";
import { type LineColumns, isoDay, linesOf, productIdsOf } from "./lines";
import { type Standing, ValuesError } from "./standing";
import { classesOf } from "./styles";
import { type Ui, UiProvider } from "./ui";
import { useDataSet } from "./useDataSet";
import type { T } from "./words";

export interface LineAvailabilityControlProps {
  dataSet: ComponentFramework.PropertyTypes.DataSet;
  /** Grows with each of the host's updates: hosts may change a data-set in place. */
  drawing: number;
  columns: LineColumns;
  record: HostRecord;
  service: StockService;
  /** Aborted when the control is destroyed. */
  ended: AbortSignal;
  visible: boolean;
  company: string;
  maxAgeMinutes: number;
  measure: Measure;
  /** What the record's status means for its lines, or why that cannot be told. */
  standing: Standing | ValuesError;
  offerRefresh: boolean;
  t: T;
  lcid: Lcid;
  formatting: ComponentFramework.Formatting | undefined;
  numbers: Partial<ComponentFramework.UserSettingApi.NumberFormattingInfo> | undefined;
  design: DesignLanguage | undefined;
}

/** Joins the form's lines with their stock, and gives the control its words, colours and clock. */
export function LineAvailabilityControl(props: LineAvailabilityControlProps): React.ReactElement {
  const { dataSet, drawing, columns, record, t, lcid, formatting, numbers, design, ended, measure, maxAgeMinutes } = props;
  const pages = useDataSet(dataSet, columns, drawing);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the data-set may be the same object with other content
  const lines = React.useMemo(() => linesOf(dataSet, columns), [drawing, columns]);
  const listed = dataSet.error || (dataSet.loading && lines.length === 0) || pages.preparing || pages.missing.length > 0 ? undefined : lines;
  const stock = useStock({ ...props, productIds: React.useMemo(() => listed && productIdsOf(listed), [listed]) });
  const now = useNow(stock.inView, ended);
  const { view, company } = stock;
  const standing = props.standing instanceof ValuesError ? "open" : props.standing;
  const today = isoDay(new Date(now));
  const unread = view.problem ? "unread" : view.loading || !view.ready ? "pending" : undefined;
  const covered = React.useMemo(() => allocate({ lines, stock: view.stock, company, measure, today, unread, standing }), [lines, view.stock, company, measure, today, unread, standing]);

  const colours = React.useMemo(() => coloursOf(design), [design]);
  const classes = React.useMemo(() => classesOf(colours), [colours]);
  const language = lcid === 1036 ? "fr" : "en";
  const style = React.useMemo(() => numberStyle(numbers, language), [numbers, language]);
  const ui: Ui = React.useMemo(() => ({
    t, lcid, language, classes, colours,
    exact: (at) => exactTime(at, formatting, language),
    quantity: (value) => formatDecimal(value, style),
    day: (iso) => dayText(iso, formatting, language),
  }), [t, lcid, language, classes, colours, formatting, style]);

  const { totalResultCount, hasNextPage } = dataSet.paging;
  const onOpen = React.useCallback((id: string) => {
    const reference = dataSet.records[id]?.getNamedReference();
    if (reference) dataSet.openDatasetItem(reference);
  }, [dataSet]);
  return (
    <UiProvider value={ui}>
      <LineAvailabilityCard
        lines={covered}
        stock={stock}
        standing={standing}
        misconfigured={props.standing instanceof ValuesError ? props.standing : undefined}
        now={now}
        pages={pages}
        loading={dataSet.loading}
        error={dataSet.error ? dataSet.errorMessage : undefined}
        unsaved={record.kind === "unsaved"}
        hasMore={hasNextPage}
        count={totalResultCount > lines.length ? totalResultCount : undefined}
        measureLabel={t(`Measure_${measure}`)}
        maxAgeMinutes={maxAgeMinutes}
        onOpen={onOpen}
        onReload={() => { dataSet.refresh(); }}
      />
    </UiProvider>
  );
}
