import { act, fireEvent, render, screen } from "@testing-library/react";
import type * as React from "react";
import { syncRequest } from "../../../model/generated/schema";
import { type HostInTest, type MockHost, type WebApiCall, mockHost, property } from "../../shared/test/mockContext";
import { SyncStatus } from "..";
import type { IInputs } from "../generated/ManifestTypes";
import { accountId, accountRow, requestId, requestRow, stateRow } from "./rows";

/** Stands in for the browser's channel: what one side posts, all others hear. */
export class FakeChannel {
  static all: FakeChannel[] = [];
  static sent: unknown[] = [];
  /** What the form's script answers to a check; undefined while there is none. */
  static formReady: boolean | undefined = true;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  constructor(readonly name: string) { FakeChannel.all.push(this); }
  postMessage(data: unknown): void {
    const { type, ...check } = data as { type: string };
    if (type === "checking") {
      for (const answer of FakeChannel.formReady === undefined ? [] : ["looking", "checked"]) this.onmessage?.({ data: { ...check, type: answer, ready: FakeChannel.formReady } });
      return;
    }
    FakeChannel.sent.push(data);
    for (const other of FakeChannel.all) if (other !== this) other.onmessage?.({ data });
  }
  /** As before any page was open. */
  static reset(): void {
    FakeChannel.all = [];
    FakeChannel.sent = [];
    FakeChannel.formReady = true;
    Object.assign(globalThis, { BroadcastChannel: FakeChannel });
  }
  close(): void { FakeChannel.all = FakeChannel.all.filter((one) => one !== this); }
}

/** Does something and lets the answers that are there already arrive and be drawn. */
export const settle = (something: () => void = () => undefined) => act(async () => { something(); for (let turn = 0; turn < 20; turn++) await Promise.resolve(); });

/** A message from another part of the page. */
export const tell = (type: string, id = accountId) => settle(() => { new FakeChannel("p2c").postMessage({ type, table: "account", id }); });

/** Puts the browser tab in front or behind another. */
export function setDocumentHidden(hidden: boolean): void {
  Object.defineProperty(document, "visibilityState", { value: hidden ? "hidden" : "visible", configurable: true });
  fireEvent(document, new Event("visibilitychange"));
}

export const button = (name: string) => screen.getByRole("button", { name });
export const isDisabled = (name: string) => button(name).getAttribute("aria-disabled") === "true";

/** A form with the control, and a Dataverse that holds one account and one request. */
export class Form {
  readonly control = new SyncStatus();
  readonly host: HostInTest<IInputs>;
  account: unknown = accountRow(stateRow());
  request: unknown = requestRow();
  created: unknown = { id: requestId, entityType: syncRequest.logicalName };
  container!: Element;
  private rerender: (element: React.ReactElement) => void = () => undefined;

  constructor(strings: ReadonlyMap<string, string>, change: Partial<MockHost> = {}) {
    this.host = mockHost<IInputs>({
      strings, answer: (call) => this.answer(call), contextInfo: { entityTypeName: "account", entityId: `{${accountId.toUpperCase()}}` },
      parameters: {
        syncState: property(null), showHistory: property("yes"), showTechnicalDetails: property("yes"), compact: property("no"), offerSync: property("yes"),
        tableName: property(null), recordId: property(null),
      },
      ...change,
    });
  }

  private answer(call: WebApiCall): unknown {
    const answer = call.operation === "createRecord" ? this.created : call.table === "account" ? this.account : this.request;
    if (answer instanceof Error) throw answer;
    return answer;
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
    fireEvent.click(screen.getByRole("button", { name }));
    await settle();
  }

  count(operation: WebApiCall["operation"], table?: string): number {
    return this.host.calls.filter((call) => call.operation === operation && (!table || call.table === table)).length;
  }

  get text(): string { return this.container.textContent ?? ""; }
}
