import { act, fireEvent, render, screen } from "@testing-library/react";
import type * as React from "react";
import { syncRequest } from "../../../model/generated/schema";
import type { Row } from "../../shared/row";
import { type HostInTest, type MockHost, type WebApiCall, mockHost, property } from "../../shared/test/mockContext";
import { ProductStock } from "..";
import type { IInputs } from "../generated/ManifestTypes";
import { productId, requestId, requestRow, usual } from "./rows";

/** Does something and lets the answers that are there already arrive and be drawn. */
export const settle = (something: () => void = () => undefined) => act(async () => { something(); for (let turn = 0; turn < 20; turn++) await Promise.resolve(); });

/** A product's form with the control, and a Dataverse that holds the product, its stock and one request. */
export class Form {
  readonly control = new ProductStock();
  readonly host: HostInTest<IInputs>;
  /** Answer of the stock query: rows, an error, or a promise of rows. */
  stock: readonly Row[] | Error | Promise<Row[]> = usual;
  request: Row | Error = requestRow();
  openRequests: readonly Row[] = [];
  created: unknown = { id: requestId, entityType: syncRequest.logicalName };
  container!: Element;
  private rerender: (element: React.ReactElement) => void = () => undefined;

  constructor(strings: ReadonlyMap<string, string>, change: Partial<MockHost> = {}, parameters: Record<string, unknown> = {}) {
    this.host = mockHost<IInputs>({
      strings, answer: (call) => this.answer(call),
      contextInfo: { entityTypeName: "product", entityId: `{${productId.toUpperCase()}}`, entityRecordName: "Wheel" },
      parameters: {
        product: property("P-1"), company: property(null), maxAgeMinutes: property(60), measure: property("available"), showProjected: property("yes"),
        offerRefresh: property("yes"), productId: property(null), ...Object.fromEntries(Object.entries(parameters).map(([name, raw]) => [name, property(raw)])),
      },
      ...change,
    });
  }

  private async answer(call: WebApiCall): Promise<unknown> {
    const answer = call.operation === "createRecord" ? this.created : call.operation === "retrieveRecord" ? this.request
      : call.table === "product" ? await this.stock : this.openRequests;
    if (answer instanceof Error) throw answer;
    return call.operation === "retrieveMultipleRecords" ? { entities: answer } : answer;
  }

  async open(): Promise<this> {
    this.control.init(this.host.context());
    const { container, rerender } = render(this.control.updateView(this.host.context()));
    this.container = container;
    this.rerender = rerender;
    await settle();
    return this;
  }

  async update(change: Partial<MockHost> = {}): Promise<void> {
    Object.assign(this.host.settings, change);
    this.rerender(this.control.updateView(this.host.context()));
    await settle();
  }

  async click(name: string): Promise<void> {
    await settle(() => { fireEvent.click(screen.getByRole("button", { name })); });
  }

  count(operation: WebApiCall["operation"], table?: string): number {
    return this.host.calls.filter((call) => call.operation === operation && (!table || call.table === table)).length;
  }

  get text(): string { return this.container.textContent ?? ""; }

  /** Texts of a table's cells, row by row. */
  rows(table: string): string[][] {
    return Array.from(screen.getByRole("group", { name: table }).querySelectorAll("tr")).map((row) => Array.from(row.cells).map((cell) => cell.textContent ?? ""));
  }
}
