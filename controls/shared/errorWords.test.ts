import { knownText } from "./errorWords";

const params = { field: "Customer group", field_1036: "Groupe de clients", value: "99", table: "Customer groups", company: "usmf" };

test("a known code is told in the reader's language", () => {
  expect(knownText("scm-lookup-missing", params, 1036)?.whatHappened).toContain("Groupe de clients");
});

test("no text is better than one with a hole in it, or of a code that is not known", () => {
  expect(knownText("scm-lookup-missing", {}, 1033)).toBeUndefined();
  expect(knownText("code-of-tomorrow", params, 1033)).toBeUndefined();
});
