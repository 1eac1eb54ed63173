import { act, fireEvent, render, screen } from "@testing-library/react";
import type * as React from "react";
import type { Row } from "../../shared/row";
import { type HostInTest, type MockHost, type WebApiCall, mockHost, property } from "../../shared/test/mockContext";
import { InvoiceOverview } from "..";
import type { IInputs } from "../generated/ManifestTypes";

export const accountId = "0f8fad5b-d9cb-469f-a165-70867728950e";
export const usd = "aaaaaaaa-0000-4000-8000-000000000001";
export const jpy = "aaaaaaaa-0000-4000-8000-000000000002";
/** The moment the tests stand at. */
export const now = Date.UTC(2026, 5, 15, 12);

const names: Record<string, string> = { [usd]: "US Dollar", [jpy]: "Yen" };

/** A cell: what the client gives as value, and how it words it. */
type Cell = readonly [value: unknown, words: string];

/** An invoice's cells, changed by what a test is about. */
export function invoice(number: string, change: { total?: number | null; totalText?: string; due?: unknown; state?: unknown; stateText?: string; statusText?: string; currency?: string } = {}): Record<string, Cell> {
  const { total = 100, due = "2026-06-30", state = "0", currency = usd } = change;
  return {
    invoicenumber: [number, number], p2c_invoicedate: ["2026-06-01", "01/06/2026"], duedate: [due, typeof due === "string" ? due : ""],
    totalamount: [total, change.totalText ?? (total === null ? "" : `$${String(total)}`)],
    statecode: [state, change.stateText ?? "Active"], statuscode: ["4", change.statusText ?? "Billed"],
    transactioncurrencyid: [{ id: { guid: currency }, etn: "transactioncurrency", name: names[currency] }, names[currency] ?? ""],
  };
}

const standardColumns = Object.keys(invoice(""));

/** What a data-set tells besides its rows. */
export interface DataSetState {
  rows: Record<string, Cell>[];
  columns: string[];
  loading: boolean;
  error: boolean;
  hasNextPage: boolean;
  total: number;
}

/** Does something and lets the answers that are there already arrive and be drawn. */
export const settle = (something: () => void = () => undefined) => act(async () => { something(); for (let turn = 0; turn < 20; turn++) await Promise.resolve(); });

/** A form with the control, its data-set, and a Dataverse that holds currencies and lines. */
export class Form {
  readonly control = new InvoiceOverview();
  readonly host: HostInTest<IInputs>;
  readonly data: DataSetState;
  /** What the control did to the data-set. */
  readonly asked: string[] = [];
  currencies: Row[] | Error = [
    { transactioncurrencyid: usd, isocurrencycode: "USD", currencysymbol: "$", currencyprecision: 2 },
    { transactioncurrencyid: jpy, isocurrencycode: "JPY", currencysymbol: "¥", currencyprecision: 0 },
  ];
  lines: Row[] | Error = [];
  moreLines = false;
  container!: Element;
  private rerender: (element: React.ReactElement) => void = () => undefined;

  constructor(rows: Record<string, Cell>[], change: Pick<MockHost, "strings"> & Partial<MockHost>, parameters: Record<string, string> = {}, data: Partial<DataSetState> = {}) {
    this.data = { rows, columns: standardColumns, loading: false, error: false, hasNextPage: false, total: rows.length, ...data };
    const named = ["numberColumn", "dateColumn", "dueDateColumn", "totalColumn", "stateColumn", "statusColumn", "currencyColumn", "paidStates", "linesTable", "linesLookup", "showAgeing"];
    this.host = mockHost<IInputs>({
      contextInfo: { entityTypeName: "account", entityId: accountId }, answer: (call) => this.answer(call),
      parameters: Object.fromEntries(named.map((name) => [name, property(parameters[name] ?? null)])),
      ...change,
    });
  }

  private answer({ table }: WebApiCall): unknown {
    const answer = table === "transactioncurrency" ? this.currencies : this.lines;
    if (answer instanceof Error) throw answer;
    return { entities: answer, nextLink: table !== "transactioncurrency" && this.moreLines ? "more" : "" };
  }

  private dataSet(): object {
    const { rows, columns, loading, error, hasNextPage, total } = this.data;
    const ids = rows.map((_, n) => `id${n}`);
    return {
      loading, error, errorMessage: error ? "Principal user is missing prvReadInvoice" : "", columns: columns.map((name) => ({ name })), sortedRecordIds: ids,
      records: Object.fromEntries(rows.map((row, n) => [`id${n}`, {
        getRecordId: () => `id${n}`, getNamedReference: () => ({ id: { guid: `id${n}` }, etn: "invoice", name: "" }),
        getValue: (column: string) => (columns.includes(column) ? row[column]?.[0] ?? null : null), getFormattedValue: (column: string) => (columns.includes(column) ? row[column]?.[1] ?? "" : ""),
      }])),
      paging: { totalResultCount: total, hasNextPage, loadNextPage: () => { this.asked.push("next page"); } },
      addColumn: (name: string) => { this.asked.push(`add ${name}`); },
      refresh: () => { this.asked.push("refresh"); },
      openDatasetItem: ({ id }: { id: { guid: string } }) => { this.asked.push(`open ${id.guid}`); },
    };
  }

  async open(): Promise<this> {
    this.host.settings.parameters.invoices = this.dataSet();
    this.control.init(this.host.context());
    const { container, rerender } = render(this.control.updateView(this.host.context()));
    this.container = container;
    this.rerender = rerender;
    await settle();
    return this;
  }

  /** The host calls again with another data-set. */
  async update(change: Partial<DataSetState> = {}): Promise<void> {
    Object.assign(this.data, change);
    this.host.settings.parameters.invoices = this.dataSet();
    this.rerender(this.control.updateView(this.host.context()));
    await settle();
  }

  async click(name: string): Promise<void> {
    await settle(() => { fireEvent.click(screen.getByRole("button", { name })); });
  }

  get text(): string { return (this.container.textContent ?? "").replace(/\u00a0/g, " "); }
}
