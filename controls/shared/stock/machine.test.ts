import { RequestStatus } from "../../../model/generated/schema";
import type { Row } from "../row";
import { webApiError } from "../test/mockContext";
import { minute, minutesAgo, now, productId, stockRequestId, stockRequestRow, stockRow } from "../test/stockRows";
import { needsRefresh, stockIn } from "./choice";
import { type StockView, StockMachine } from "./machine";
import type { StockService } from "./service";

beforeEach(() => { jest.useFakeTimers({ now }); });
afterEach(() => { jest.useRealTimers(); });

const settle = () => jest.advanceTimersByTimeAsync(0);
const [a, b] = [productId(1), productId(2)];
const target = { table: "quote", id: productId(9), name: "Offer" } as const;

/** A machine over a service whose answers a test sets, with what it showed and asked. */
function start(service: Partial<StockService> = {}) {
  const views: StockView[] = [];
  const asked: string[] = [];
  const whole: StockService = {
    isOnline: () => true, mayAsk: () => true,
    load: (ids) => Promise.resolve(ids.map((id) => stockRow(id, { physical: 1 }))),
    readRequest: () => Promise.resolve(stockRequestRow()), createRequest: () => Promise.resolve(stockRequestRow()), findOpenRequest: () => Promise.resolve(undefined),
    ...service,
  };
  const count = <A extends unknown[], R>(name: string, call: (...args: A) => R) => (...args: A): R => {
    asked.push(Array.isArray(args[0]) ? `${name} ${args[0].length}` : name);
    return call(...args);
  };
  const machine = new StockMachine({
    service: {
      ...whole, load: count("load", whole.load), readRequest: count("readRequest", whole.readRequest),
      createRequest: count("createRequest", whole.createRequest), findOpenRequest: count("findOpenRequest", whole.findOpenRequest),
    },
    target: () => target,
    wantsRefresh: (stock) => needsRefresh(stock, [a], "usmf", 60, Date.now()),
    onChange: (view) => views.push(view),
  });
  return { machine, asked, views, view: () => views[views.length - 1] as StockView };
}
const old = () => Promise.resolve([stockRow(a, { physical: 1, asOf: minutesAgo(61) })]);

test("nothing is asked while hidden; what came meanwhile is one request when seen", async () => {
  const { machine, asked, view } = start();
  machine.setProducts([a]);
  machine.setProducts([a, b]);
  await settle();
  expect(asked).toEqual([]);
  machine.setVisible(true);
  await settle();
  expect(asked).toEqual(["load 2"]);
  expect(view()).toMatchObject({ loading: false, ready: true, problem: undefined });
});

test("products that come later are read alone, together with all that came while reading", async () => {
  const { machine, asked, view } = start();
  machine.setVisible(true);
  machine.setProducts([a]);
  machine.setProducts([a, b]);
  machine.setProducts([a, b, productId(3)]);
  await settle();
  expect(asked).toEqual(["load 1", "load 2"]);
  machine.setProducts([b]);
  await settle();
  expect(asked).toHaveLength(2);
  expect(stockIn(view().stock, productId(3), "usmf")).toBeDefined();
});

test("a list without products is ready without a request", async () => {
  const { machine, asked, view } = start();
  machine.setVisible(true);
  machine.setProducts([]);
  await settle();
  expect([asked, view().ready, view().loading]).toEqual([[], true, false]);
});

test("old numbers are refreshed once on load, and what came is shown", async () => {
  let [stored, request] = [61, stockRequestRow({ p2c_status: RequestStatus.Running })];
  const { machine, asked, view } = start({ load: () => Promise.resolve([stockRow(a, { physical: 1, asOf: minutesAgo(stored) })]), readRequest: () => Promise.resolve(request) });
  machine.setVisible(true);
  machine.setProducts([a]);
  await settle();
  expect(view().request).toMatchObject({ id: stockRequestId, running: false });
  await jest.advanceTimersByTimeAsync(2_000);
  expect(view().request?.running).toBe(true);
  [stored, request] = [61, stockRequestRow({ p2c_status: RequestStatus.Succeeded })];
  await jest.advanceTimersByTimeAsync(3_000);
  expect(view()).toMatchObject({ request: undefined, refreshed: true, failure: undefined });
  // Still old: another company was read, say. It is not asked for again and again.
  await jest.advanceTimersByTimeAsync(60 * minute);
  expect(asked).toEqual(["load 1", "createRequest", "readRequest", "readRequest", "load 1"]);
  expect(jest.getTimerCount()).toBe(0);
});

test.each([
  ["fresh numbers", {}],
  ["a user who may not create requests", { load: old, mayAsk: () => false }],
])("nothing is asked for on load with %s", async (_name, service) => {
  const { machine, asked } = start(service);
  machine.setVisible(true);
  machine.setProducts([a]);
  await settle();
  expect(asked).toEqual(["load 1"]);
});

test("two clicks are one request; a duplicate key leads to the open one", async () => {
  const { machine, asked, view } = start({ createRequest: () => Promise.reject(webApiError(0x80040237, "duplicate")), findOpenRequest: () => Promise.resolve(stockRequestRow()) });
  machine.setVisible(true);
  await Promise.all([machine.refresh(), machine.refresh()]);
  await machine.refresh();
  expect(asked).toEqual(["createRequest", "findOpenRequest"]);
  expect(view()).toMatchObject({ request: { id: stockRequestId }, notice: "alreadyOpen", asking: false });
  machine.dispose();
});

test("an open request that ended before it was found has brought its numbers", async () => {
  const { machine, asked, view } = start({ createRequest: () => Promise.reject(webApiError(0x80060892, "duplicate")) });
  machine.setVisible(true);
  machine.setProducts([a]);
  await settle();
  await machine.refresh();
  expect(asked).toEqual(["load 1", "createRequest", "findOpenRequest", "load 1"]);
  expect(view()).toMatchObject({ asking: false, request: undefined, refused: undefined });
});

test.each([
  [webApiError(0x80040220, "missing prvCreatep2c_syncrequest"), "forbiddenToAsk"],
  [webApiError(0x80072322, "exceeded"), "throttled"],
  [webApiError(0, "Failed to fetch"), "notStarted"],
])("%p is told", async (error, kind) => {
  const { machine, view } = start({ createRequest: () => Promise.reject(error) });
  machine.setVisible(true);
  await machine.refresh();
  expect(view()).toMatchObject({ asking: false, refused: { kind } });
});

test("an answer that was lost may have left a request open", async () => {
  const { machine, view } = start({ createRequest: () => Promise.reject(webApiError(0, "Failed to fetch")), findOpenRequest: () => Promise.resolve(stockRequestRow()) });
  machine.setVisible(true);
  await machine.refresh();
  expect(view()).toMatchObject({ request: { id: stockRequestId }, refused: undefined });
  machine.dispose();
});

test("a request that failed says why, and the numbers that are there stay", async () => {
  const ended: Row = stockRequestRow({
    p2c_status: RequestStatus.Failed, p2c_errorcode: "scm-unreachable",
    p2c_result: JSON.stringify({ records: [{ table: "quote", id: target.id, outcome: "failed", written: [], errorCode: "scm-unreachable", errorParams: { host: "scm" } }] }),
  });
  const { machine, view } = start({ readRequest: () => Promise.resolve(ended) });
  machine.setVisible(true);
  machine.setProducts([a]);
  await settle();
  await machine.refresh();
  await jest.advanceTimersByTimeAsync(2_000);
  expect(view()).toMatchObject({ failure: { code: "scm-unreachable", params: { host: "scm" }, partly: false }, refreshed: false, ready: true });
  expect(view().stock.size).toBe(1);
});

test("a reading that fails leaves the older numbers, and Check again mends it", async () => {
  let fails = false;
  const { machine, view } = start({ load: (ids) => (fails ? Promise.reject(webApiError(0x80041102, "p2c_onhand was not found in the MetadataCache")) : Promise.resolve(ids.map((id) => stockRow(id, { physical: 1 })))) });
  machine.setVisible(true);
  machine.setProducts([a]);
  await settle();
  fails = true;
  machine.checkAgain();
  await settle();
  expect(view()).toMatchObject({ problem: { kind: "missingColumn" }, loading: false });
  expect(view().stock.size).toBe(1);
  fails = false;
  machine.checkAgain();
  await settle();
  expect(view().problem).toBeUndefined();
});

test("offline nothing is asked", async () => {
  const { machine, asked, view } = start({ isOnline: () => false });
  machine.setVisible(true);
  machine.setProducts([a]);
  await machine.refresh();
  expect(asked).toEqual([]);
  expect(view()).toMatchObject({ problem: { kind: "offline" }, refused: { kind: "offline" } });
});

test("after dispose nothing is shown, asked or waited for", async () => {
  let answer: (rows: Row[]) => void = () => undefined;
  const { machine, asked, views } = start({ load: () => new Promise((resolve) => { answer = resolve; }) });
  machine.setVisible(true);
  machine.setProducts([a]);
  machine.dispose();
  const drawn = views.length;
  answer([stockRow(a, { physical: 1, asOf: minutesAgo(90) })]);
  await jest.advanceTimersByTimeAsync(20 * minute);
  expect([asked, views.length, jest.getTimerCount()]).toEqual([["load 1"], drawn, 0]);
});
