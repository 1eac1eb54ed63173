import { RequestWatch, type WatchHost } from "./requestWatch";
import { webApiError } from "./test/mockContext";

beforeEach(() => { jest.useFakeTimers({ now: 0 }); });
afterEach(() => { jest.useRealTimers(); });

/** A watch over a request, with the times at which it was read and what was told. */
function start(change: Partial<WatchHost> = {}) {
  const reads: number[] = [];
  const told: string[] = [];
  const shown = { open: "a" as string | undefined };
  const { read = () => Promise.resolve({}), ...others } = change;
  const watch = new RequestWatch({
    open: () => shown.open,
    read: (id) => { reads.push(Date.now()); return read(id); },
    seen: () => "open",
    ended: () => { told.push("ended"); return Promise.resolve(); },
    trouble: () => told.push("trouble"),
    gaveUp: () => told.push("gaveUp"),
    ...others,
  });
  return { watch, reads, told, shown };
}

test("looks after 2, 3, 4.5, 6.75 and then every 10 seconds, and gives up after ten minutes", async () => {
  const { watch, reads, told } = start();
  watch.watchOn();
  await jest.advanceTimersByTimeAsync(3_600_000);
  expect(reads.slice(0, 6)).toEqual([2_000, 5_000, 9_500, 16_250, 26_250, 36_250]);
  expect(reads[reads.length - 1]).toBeLessThanOrEqual(610_000);
  expect(told).toEqual(["gaveUp"]);
  watch.afresh();
  watch.watchOn();
  expect(jest.getTimerCount()).toBe(1);
});

test("nothing is read while there is nothing to see, or after the end", async () => {
  const { watch, reads, shown } = start();
  shown.open = undefined;
  watch.watchOn();
  shown.open = "a";
  watch.watchOn();
  watch.dispose();
  watch.watchOn();
  await jest.advanceTimersByTimeAsync(60_000);
  expect(reads).toEqual([]);
  expect(jest.getTimerCount()).toBe(0);
});

test("a request that is gone has ended", async () => {
  const { watch, told } = start({ read: () => Promise.reject(webApiError(0x80040217, "Does Not Exist")) });
  watch.watchOn();
  await jest.advanceTimersByTimeAsync(60_000);
  expect(told).toEqual(["ended"]);
});

test("three failed reads in a row are told, and it goes on looking", async () => {
  const { watch, reads, told } = start({ read: () => Promise.reject(webApiError(0, "Failed to fetch")) });
  watch.watchOn();
  await jest.advanceTimersByTimeAsync(5_000);
  expect(told).toEqual([]);
  await jest.advanceTimersByTimeAsync(5_000);
  expect(told).toEqual(["trouble"]);
  await jest.advanceTimersByTimeAsync(20_000);
  expect(reads).toHaveLength(5);
});
