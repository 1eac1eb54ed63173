import type { FormCheck as CheckMessage } from "../../model/channel";
import { FormCheck, checkTimes } from "./formCheck";

let said: Omit<CheckMessage, "table" | "id">[];
let formCheck: FormCheck;
const check = () => said.at(-1)?.check ?? "";
const answer = (type: CheckMessage["type"], ready?: boolean, of = check()) => { formCheck.hear({ type, table: "account", id: "a", check: of, ...(ready === undefined ? {} : { ready }) }); };

beforeEach(() => {
  jest.useFakeTimers();
  said = [];
  formCheck = new FormCheck((message) => { said.push(message); });
});
afterEach(() => { expect(jest.getTimerCount()).toBe(0); jest.useRealTimers(); });

test("a form without the script is no obstacle, after a moment", async () => {
  const ready = formCheck.ask();
  expect(said).toEqual([{ type: "checking", check: expect.stringMatching(/./) as string }]);
  await jest.advanceTimersByTimeAsync(checkTimes.heard);
  expect(await ready).toBe(true);
});

test.each([true, false])("what the script answers counts (%s), however long it saves", async (is) => {
  const ready = formCheck.ask();
  answer("looking");
  await jest.advanceTimersByTimeAsync(checkTimes.answered - 1);
  answer("checked", is);
  answer("checked", !is);
  expect(await ready).toBe(is);
});

test("a script that never finishes keeps the sync from being sent", async () => {
  const ready = formCheck.ask();
  answer("looking");
  await jest.advanceTimersByTimeAsync(checkTimes.answered);
  expect(await ready).toBe(false);
});

test("answers to other checks are passed over, and no two checks are taken for one another", async () => {
  const first = formCheck.ask();
  const old = check();
  const second = formCheck.ask();
  expect(check()).not.toBe(old);
  answer("checked", false, old);
  answer("checking", true);
  await jest.advanceTimersByTimeAsync(checkTimes.heard);
  expect([await first, await second]).toEqual([false, true]);
});

test("after the end nothing is waited for", async () => {
  const ready = formCheck.ask();
  formCheck.dispose();
  expect(await ready).toBe(false);
});
