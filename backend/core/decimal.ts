/**
 * One spelling for each decimal number, worked out on the digits so that nothing is rounded.
 * @param text a JSON number, also with exponent
 * @returns e.g. `50000` for `50000.00` and `5E+4`; undefined when the text is no number or its exponent is absurd
 */
export function canonicalDecimal(text: string): string | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text.trim());
  if (!match) return undefined;
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const padded = point < 0 ? "0".repeat(-point) + digits : digits.padEnd(point, "0");
  const at = Math.max(point, 0);
  const left = padded.slice(0, at).replace(/^0+(?=\d)/, "") || "0";
  const right = padded.slice(at).replace(/0+$/, "");
  const number = right ? `${left}.${right}` : left;
  return sign === "-" && number !== "0" ? `-${number}` : number;
}
