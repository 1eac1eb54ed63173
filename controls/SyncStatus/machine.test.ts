import { RequestStatus, syncRequest } from "../../model/generated/schema";
import { webApiError } from "../shared/test/mockContext";
import { type MachineHost, SyncMachine, type SyncView } from "./machine";
import type { Row } from "../shared/row";
import type { SyncService } from "./service";
import { accountId, accountRow, now, requestId, requestRow, stateRow } from "./test/rows";

beforeEach(() => { jest.useFakeTimers({ now }); });
afterEach(() => { jest.useRealTimers(); });

/** A machine over a service whose answers a test sets, with what it showed, told and asked. */
function start(service: Partial<SyncService> = {}, isFormReady: MachineHost["isFormReady"] = () => Promise.resolve(true)) {
  const views: SyncView[] = [];
  const told: string[] = [];
  const asked: string[] = [];
  const whole: SyncService = {
    isOnline: () => true, load: () => Promise.resolve(accountRow(stateRow())), readRequest: () => Promise.resolve(requestRow()),
    createRequest: () => Promise.resolve(requestId), ...service,
  };
  const count = <A extends unknown[], R>(name: string, call: (...args: A) => R) => (...args: A): R => { asked.push(name); return call(...args); };
  const machine = new SyncMachine({
    table: "account", id: accountId, name: () => "Litware",
    service: { ...whole, load: count("load", whole.load), readRequest: count("readRequest", whole.readRequest), createRequest: count("createRequest", whole.createRequest) },
    onChange: (view) => views.push(view),
    tell: (type) => told.push(type),
    isFormReady,
  });
  return { machine, told, asked, view: () => views[views.length - 1] as SyncView };
}

test("two calls before the first is answered create one request", async () => {
  const { machine, asked } = start();
  machine.setVisible(true);
  await jest.advanceTimersByTimeAsync(0);
  await Promise.all([machine.sync(), machine.sync()]);
  await machine.sync();
  expect(asked).toEqual(["load", "createRequest"]);
  machine.dispose();
});

test("of two loads under way the later one counts, whichever is answered last", async () => {
  const answers: ((row: Row) => void)[] = [];
  const { machine, view } = start({ load: () => new Promise((resolve) => answers.push(resolve)) });
  machine.setVisible(true);
  machine.checkAgain();
  answers[1]?.(accountRow(stateRow()));
  await jest.advanceTimersByTimeAsync(0);
  answers[0]?.(accountRow(null));
  await jest.advanceTimersByTimeAsync(0);
  expect(view().snapshot?.status).toBe("InSync");
  expect(view().loading).toBe(false);
});

test("an end whose outcome cannot be read is told once, and looked at again", async () => {
  let loads: "open" | "fail" | "done" = "open";
  const { machine, told, view } = start({
    load: () => {
      if (loads === "fail") return Promise.reject(webApiError(0, "Failed to fetch"));
      return Promise.resolve(loads === "open" ? accountRow(null, requestRow()) : accountRow(stateRow()));
    },
    readRequest: () => Promise.resolve(requestRow({ [syncRequest.columns.status]: RequestStatus.Succeeded })),
  });
  machine.setVisible(true);
  await jest.advanceTimersByTimeAsync(0);
  loads = "fail";
  await jest.advanceTimersByTimeAsync(10_000);
  expect(view().problem?.kind).toBe("failed");
  loads = "done";
  await jest.advanceTimersByTimeAsync(10_000);
  expect(view()).toMatchObject({ problem: undefined, snapshot: { status: "InSync" } });
  expect(told).toEqual(["finished"]);
  expect(jest.getTimerCount()).toBe(0);
});

test("a status seen long ago is read again when the user comes back to it, a recent one is not", async () => {
  const { machine, asked } = start();
  machine.setVisible(true);
  await jest.advanceTimersByTimeAsync(60_000);
  machine.setVisible(false);
  machine.setVisible(true);
  expect(asked).toEqual(["load"]);
  machine.setVisible(false);
  await jest.advanceTimersByTimeAsync(300_000);
  machine.setVisible(true);
  expect(asked).toEqual(["load", "load"]);
});

test("what the form lacks keeps the request from being sent, until a save mends it", async () => {
  const { machine, asked, view } = start({}, () => Promise.resolve(false));
  machine.setVisible(true);
  await machine.sync();
  expect([asked, view().creating, view().refused?.kind]).toEqual([["load"], false, "notReady"]);
  machine.hear("saved");
  expect(view().refused).toBeUndefined();
  machine.dispose();
});

test("an answer asked for before the request was there does not hide the request", async () => {
  const answers: ((row: Row) => void)[] = [];
  const { machine, view } = start({ load: () => new Promise((resolve) => { answers.push(resolve); }) });
  machine.setVisible(true);
  answers[0]?.(accountRow(stateRow()));
  await jest.advanceTimersByTimeAsync(0);
  machine.hear("saved");
  await machine.sync();
  answers[1]?.(accountRow(stateRow()));
  await jest.advanceTimersByTimeAsync(0);
  expect([view().snapshot?.open?.id, view().loading]).toEqual([requestId, false]);
  machine.dispose();
});

test("a control that has gone while the form was looking sends nothing", async () => {
  let ready: (is: boolean) => void = () => undefined;
  const { machine, asked } = start({}, () => new Promise((resolve) => { ready = resolve; }));
  const syncing = machine.sync();
  machine.dispose();
  ready(true);
  await syncing;
  expect(asked).toEqual([]);
});
