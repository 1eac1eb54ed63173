import { Claims } from "./claims";
import { TaskGroup } from "./group";

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

test("never more tasks at once than allowed; the first failure is thrown and stops further ones", async () => {
  const group = new TaskGroup(2);
  let running = 0;
  let most = 0;
  for (let n = 0; n < 6; n++) {
    await group.add(async () => {
      most = Math.max(most, ++running);
      await settle();
      running--;
    });
  }
  await group.drain();
  expect(most).toBe(2);
  await group.add(() => Promise.reject(new Error("first")));
  await settle();
  await expect(group.add(() => Promise.resolve())).rejects.toThrow("first");
  await expect(group.drain()).rejects.toThrow("first");
  await group.settle();
});

test("a number is held by one; who comes later waits for its release, also within one group", async () => {
  const claims = new Claims();
  const keyOf = (item: string) => item.slice(0, 1);
  const first = claims.take(["a1", "b1", "a2"], keyOf);
  expect([first.mine, first.others]).toEqual([["a1", "b1"], ["a2"]]);
  const second = claims.take(["b2", "c1"], keyOf);
  expect([second.mine, second.others]).toEqual([["c1"], ["b2"]]);
  let waited = false;
  const waiting = second.wait.then(() => (waited = true));
  await settle();
  expect(waited).toBe(false);
  first.release();
  await waiting;
  expect(claims.take(["a2", "b2"], keyOf).mine).toEqual(["a2", "b2"]);
});
