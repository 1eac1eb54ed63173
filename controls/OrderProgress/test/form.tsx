import { act, fireEvent, render, screen } from "@testing-library/react";
import type * as React from "react";
import { ProcessingStatus } from "../../../model/generated/schema";
import type { Row } from "../../shared/row";
import { type HostInTest, type MockHost, mockHost, property } from "../../shared/test/mockContext";
import { OrderProgress } from "..";
import type { IInputs } from "../generated/ManifestTypes";

export const orderId = "0f8fad5b-d9cb-469f-a165-70867728950e";
export const invoiceId = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const words = "@OData.Community.Display.V1.FormattedValue";

/** The choice as a form hands it out. */
export const options = Object.entries(ProcessingStatus).map(([name, Value]) => ({ Value, Label: name.replace(/(?<=[a-z])(?=[A-Z])/g, " "), Color: "" }));

/** A day as the Web API gives it, with the user's words for it. */
export const day = (column: string, iso: string): Row => ({ [column]: iso, [`${column}${words}`]: `d${iso.slice(8)}` });

export const invoiceRow = (change: Row = {}): Row => ({ invoiceid: invoiceId, invoicenumber: "CIV-1", statecode: 0, datedelivered: null, ...day("p2c_invoicedate", "2026-06-12"), ...change });

/** An order as the Web API gives it. */
export const orderRow = (change: Row = {}): Row => ({ salesorderid: orderId, requestdeliveryby: null, submitdate: null, datefulfilled: null, order_invoices: [], ...change });

/** Does something and lets the answers that are there already arrive and be drawn. */
export const settle = (something: () => void = () => undefined) => act(async () => { something(); for (let turn = 0; turn < 20; turn++) await Promise.resolve(); });

/** A form with the control, and a Dataverse that holds one order. */
export class Form {
  readonly control = new OrderProgress();
  readonly host: HostInTest<IInputs>;
  order: Row | Error = orderRow();
  container!: Element;
  private rerender: (element: React.ReactElement) => void = () => undefined;

  constructor(value: number | null, change: Pick<MockHost, "strings"> & Partial<MockHost>, parameters: Record<string, unknown> = {}) {
    this.host = mockHost<IInputs>({
      contextInfo: { entityTypeName: "salesorder", entityId: `{${orderId}}` },
      answer: () => { if (this.order instanceof Error) throw this.order; return this.order; },
      parameters: {
        status: status(value), steps: property(null), endedValues: property(null), showDates: property("yes"), compact: property("no"),
        tableName: property(null), recordId: property(null), ...parameters,
      },
      ...change,
    });
  }

  async open(): Promise<this> {
    this.control.init(this.host.context());
    const { container, rerender } = render(this.control.updateView(this.host.context()));
    this.container = container;
    this.rerender = rerender;
    await settle();
    return this;
  }

  /** The form hands out another value, as after a refresh. */
  async changeTo(value: number | null): Promise<void> {
    this.host.settings.parameters.status = status(value);
    await this.update();
  }

  async update(change: Partial<MockHost> = {}): Promise<void> {
    Object.assign(this.host.settings, change);
    this.rerender(this.control.updateView(this.host.context()));
    await settle();
  }

  async click(name: string | RegExp): Promise<void> {
    await settle(() => { fireEvent.click(screen.getByRole("button", { name })); });
  }

  get text(): string { return this.container.textContent ?? ""; }
}

/** The bound choice as a host hands it out. */
export function status(value: number | null): object {
  return { ...property(value), formatted: options.find(({ Value }) => Value === value)?.Label ?? "", attributes: { Options: options } };
}
