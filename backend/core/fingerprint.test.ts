import { documentFingerprint, sameHeader, sourceFingerprint } from "./fingerprint";
import type { Mapped } from "./mapping";

const mapped = (values: Record<string, string>): Mapped => ({ fields: Object.entries(values).map(([target, value]) => ({ row: { target, type: "string", from: { kind: "copy", column: target }, grades: ["I"] }, value })), issues: [] });
const header = mapped({ name: "One" });
const [first, second] = [mapped({ quantity: "1" }), mapped({ quantity: "2" })];

test("a document's fingerprint is that of its header and its lines, whatever order these come in", () => {
  const whole = documentFingerprint("usmf", header, [first, second]);
  expect(whole).toMatch(/^[0-9a-f]{64}$/);
  expect(documentFingerprint("usmf", header, [second, first])).toBe(whole);
  for (const other of [documentFingerprint("frrt", header, [first, second]), documentFingerprint("usmf", mapped({ name: "Two" }), [first, second]), documentFingerprint("usmf", header, [first]), documentFingerprint("usmf", header, [first, first])]) expect(other).not.toBe(whole);
});

test("the header is judged without the lines", () => {
  const whole = documentFingerprint("usmf", header, [first]);
  expect(sameHeader(whole, documentFingerprint("usmf", header, []))).toBe(true);
  expect(sameHeader(whole, documentFingerprint("usmf", mapped({ name: "Two" }), [first]))).toBe(false);
  expect(sameHeader("", documentFingerprint("usmf", header, []))).toBe(false);
  expect(sameHeader(whole, sourceFingerprint("usmf", header))).toBe(true);
});
