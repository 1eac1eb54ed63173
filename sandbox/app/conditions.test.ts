import { changeConditions, conditionsFrom, conditionsText, usualConditions } from "./conditions";

test("what is written is read back; what is as usual is not written", () => {
  const conditions = { rtl: true, offline: false, client: "mobile", delay: 1500, secured: ["account.creditlimit", "quote.totalamount"], format: "ja-JP" } as const;
  expect(conditionsFrom(conditionsText(conditions))).toEqual(conditions);
  expect(conditionsText(usualConditions)).toBe("");
  expect(conditionsFrom("colour=red")).toEqual(usualConditions);
});

test("a change keeps the rest; an empty value goes back to the usual one", () => {
  const some = conditionsFrom("rtl=1&secured=account.name&format=de-DE");
  expect(changeConditions(some, [["secured", ""], ["format", ""], ["delay", "0"]])).toEqual({ ...usualConditions, rtl: true });
});

test.each([["rtl", "yes", "0 or 1"], ["client", "tablet", "web or mobile"], ["delay", "-1", "milliseconds"], ["secured", "creditlimit", "table.column"], ["secured", "a.b,", "table.column"], ["format", "xx-XX", "en-US"]])(
  "%s=%s is refused with what to use", (name, value, remedy) => {
    expect(changeConditions(usualConditions, [[name, value]])).toEqual({ error: expect.stringMatching(new RegExp(`^'${value}' is no value of ${name}.*${remedy}`)) as unknown });
  });

test("an unknown name is refused with those that exist", () => {
  expect(changeConditions(usualConditions, [["colour", "red"]])).toEqual({ error: "There is no condition 'colour'. Use rtl, offline, client, delay, secured, format." });
});
