import { act, fireEvent, render, screen } from "@testing-library/react";
import type * as React from "react";
import { type HostInTest, type MockHost, type WebApiCall, mockHost, property } from "../../shared/test/mockContext";
import { productId, stockRequestRow, stockRow } from "../../shared/test/stockRows";
import type { Row } from "../../shared/row";
import { LineAvailability } from "..";
import type { IInputs } from "../generated/ManifestTypes";
import { FakeDataSet, type TestLine } from "./dataSet";

/** Does something and lets the answers that are there already arrive and be drawn. */
export const settle = (something: () => void = () => undefined) => act(async () => { something(); for (let turn = 0; turn < 20; turn++) await Promise.resolve(); });

export const orderId = "0f8fad5b-d9cb-469f-a165-70867728950e";

/** A form with the control on an order, and a Dataverse that holds stock and one request. */
export class Form {
  readonly control = new LineAvailability();
  readonly host: HostInTest<IInputs>;
  readonly dataSet: FakeDataSet;
  stock: Row[] | Error = [stockRow(productId(1), { physical: 10 })];
  created: unknown = { id: stockRequestRow().p2c_syncrequestid };
  request: unknown = stockRequestRow();
  open: Row | undefined;
  container!: Element;
  private rerender: (element: React.ReactElement) => void = () => undefined;

  constructor(strings: ReadonlyMap<string, string>, lines: readonly TestLine[] = [{}], change: Partial<MockHost> = {}) {
    this.dataSet = new FakeDataSet(lines, () => { act(() => { this.draw(); }); });
    this.host = mockHost<IInputs>({
      strings, answer: (call) => this.answer(call), contextInfo: { entityTypeName: "salesorder", entityId: `{${orderId.toUpperCase()}}`, entityRecordName: "Order 7" },
      parameters: {},
      ...change,
    });
    this.set({});
  }

  /** Sets properties of the control; the others are as by default. */
  set(properties: Record<string, unknown>): this {
    const values: Record<string, unknown> = {
      productColumn: "productid", quantityColumn: "quantity", unitColumn: "uomid", nameColumn: "productname", dateColumn: null, company: null, maxAgeMinutes: 60,
      measure: "available", offerRefresh: "yes", orderStatus: null, inScmValues: null, endedValues: null, parentTable: null, parentId: null, ...properties,
    };
    this.host.settings.parameters = Object.fromEntries(Object.entries(values).map(([name, raw]) => [name, property(raw)]));
    return this;
  }

  private answer(call: WebApiCall): unknown {
    const answer = call.operation === "createRecord" ? this.created : call.operation === "retrieveRecord" ? this.request
      : call.table === "product" ? this.stock : { entities: this.open ? [this.open] : [] };
    if (answer instanceof Error) throw answer;
    return Array.isArray(answer) ? { entities: answer } : answer;
  }

  private element(): React.ReactElement {
    const context = this.host.context();
    Object.assign(context.parameters, { lines: this.dataSet.current });
    return this.control.updateView(context);
  }

  private draw(): void {
    this.rerender(this.element());
  }

  async show(): Promise<this> {
    const context = this.host.context();
    this.control.init(context);
    const { container, rerender } = render(this.element());
    this.container = container;
    this.rerender = rerender;
    await settle();
    return this;
  }

  async update(change: Partial<MockHost> = {}): Promise<void> {
    Object.assign(this.host.settings, change);
    await settle(() => { this.draw(); });
  }

  async click(name: string | RegExp): Promise<void> {
    fireEvent.click(screen.getByRole("button", { name }));
    await settle();
  }

  /** As click, found by its text alone: to look for names among hundreds of lines takes jsdom seconds. */
  async press(text: string): Promise<void> {
    fireEvent.click(screen.getByText(text));
    await settle();
  }

  /** Texts of the lines drawn, their cells joined. */
  get rows(): string[] {
    return Array.from(this.container.querySelectorAll("[role=grid] [aria-rowindex]")).slice(1).map((row) => Array.from(row.children).map((cell) => cell.textContent ?? "").join(" | "));
  }

  get text(): string { return this.container.textContent ?? ""; }
}
