import fc from "fast-check";
import { keyedPath } from "./keys";

test("whatever a key holds stays inside its literal", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), fc.string(), (account, company) => {
    const url = new URL(keyedPath("CustomersV3", { dataAreaId: company, CustomerAccount: account }), "https://scm.example.com/data/");
    expect(url.search + url.hash).toBe("");
    expect(url.pathname.split("/")).toHaveLength(3);
    // Read back as OData does: decode, then undouble the quotes.
    const literals = /^CustomersV3\(dataAreaId='((?:[^']|'')*)',CustomerAccount='((?:[^']|'')*)'\)$/su.exec(decodeURIComponent(url.pathname.split("/")[2] ?? ""));
    expect(literals?.slice(1).map((text) => text.replace(/''/g, "'"))).toEqual([company, account]);
  }), { examples: [["' or 1 eq 1", "x')"], ["a/b?c#d%27", "&"]] });
});
