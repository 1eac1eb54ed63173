import fc from "fast-check";
import { textOf } from "./lookup";
import { Store } from "./store";
import type { Row } from "./types";

const key = { schemaName: "abc_Key", logicalName: "abc_key", columns: ["code", "owner"] };
const parents = ["p1", "p2"];

type Step =
  | { kind: "put"; id: string; code: string | null; parent: string | null }
  | { kind: "remove"; id: string }
  | { kind: "link"; a: string; b: string }
  | { kind: "unlink"; a: string; b: string };

const id = fc.constantFrom("a", "b", "c", "d");
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("put" as const), id, code: fc.option(fc.constantFrom("X", "x", "É", "y ")), parent: fc.option(fc.constantFrom(...parents)) }),
  fc.record({ kind: fc.constant("remove" as const), id }),
  fc.record({ kind: fc.constant("link" as const), a: id, b: id }),
  fc.record({ kind: fc.constant("unlink" as const), a: id, b: id }),
);

function run(store: Store, one: Step): void {
  if (one.kind === "put") {
    const row: Row = { tid: one.id, code: one.code, owner: one.parent === null ? null : { id: one.parent, table: "parent" }, versionnumber: store.nextVersion() };
    const holder = store.findByKey("t", key, row);
    if (holder === undefined || holder === one.id) store.put("t", one.id, row);
  } else if (one.kind === "remove") store.remove("t", one.id);
  else if (one.kind === "link") store.link("n", one.a, one.b);
  else store.unlink("n", one.a, one.b);
}

/** Everything that can be asked of the store, found through its indexes. */
function picture(store: Store): unknown {
  const rows = [...store.all("t")].sort((x, y) => (textOf(x, "tid") ?? "").localeCompare(textOf(y, "tid") ?? ""));
  return {
    rows,
    byKey: rows.map((row) => store.findByKey("t", key, row)),
    children: parents.map((parent) => [...store.referencing("t", "owner", parent)].map((row) => row.tid).sort()),
    links: ["a", "b", "c", "d"].map((one) => store.linkedIds("n", one).sort()),
    deleted: store.deletedSince("t", 0).map((d) => d.id),
  };
}

test("whatever a failed transaction did, rows, keys, lookups, links and deletions are as before", () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 12 }), fc.array(step, { minLength: 1, maxLength: 12 }), (first, second) => {
    const store = new Store();
    for (const one of first) run(store, one);
    const before = picture(store);
    expect(() => store.transaction(() => {
      for (const one of second) run(store, one);
      throw new Error("undone");
    })).toThrow("undone");
    expect(picture(store)).toEqual(before);
  }));
});

test("indexes tell the same as a look at every row", () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
    const store = new Store();
    picture(store); // builds the indexes first, so that they are kept up rather than made anew
    for (const one of steps) run(store, one);
    for (const parent of parents) {
      const scanned = [...store.all("t")].filter((row) => (row.owner as { id: string } | null)?.id === parent).map((row) => row.tid).sort();
      expect([...store.referencing("t", "owner", parent)].map((row) => row.tid).sort()).toEqual(scanned);
    }
    for (const row of store.all("t")) expect(store.findByKey("t", key, row)).toBe(row.code === null || row.owner === null ? undefined : row.tid);
  }));
});

test("an inner transaction that fails leaves the outer one its own writes", () => {
  const store = new Store();
  store.transaction(() => {
    store.put("t", "outer", { tid: "outer" });
    expect(() => store.transaction(() => {
      store.put("t", "inner", { tid: "inner" });
      throw new Error("inner");
    })).toThrow("inner");
  });
  expect([...store.all("t")].map((row) => row.tid)).toEqual(["outer"]);
});

test("a snapshot does not see later writes, and can be put back more than once", () => {
  const store = new Store();
  store.put("t", "a", { tid: "a", code: "first" });
  const snapshot = store.snapshot();
  for (const code of ["second", "third"]) {
    store.put("t", "a", { tid: "a", code });
    store.put("t", "b", { tid: "b" });
    expect(snapshot.find("t", "a")?.code).toBe("first");
    store.restore(snapshot);
    expect([...store.all("t")]).toEqual([{ tid: "a", code: "first" }]);
  }
});

test("key values compare without case, accents and trailing blanks", () => {
  const store = new Store();
  const single = { ...key, columns: ["code"] };
  store.put("t", "a", { tid: "a", code: "Élan " });
  expect(store.findByKey("t", single, { code: "ELAN" })).toBe("a");
  expect(store.findByKey("t", single, { code: "elans" })).toBeUndefined();
});
