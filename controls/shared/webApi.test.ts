import { createdId, isOnline } from "./webApi";

test.each([
  [{}, true], [{ client: {} }, true], [{ client: { isOffline: (): boolean => true } }, false], [{ client: { isOffline: (): boolean => false, isNetworkAvailable: (): boolean => false } }, false],
])("a client %p is online: %p", (context, online) => { expect(isOnline(context)).toBe(online); });

test("the id of a created row comes plain or wrapped", () => {
  expect([{ id: "a" }, { id: { guid: "b" } }, { id: {} }, {}, null].map(createdId)).toEqual(["a", "b", "", "", ""]);
});
