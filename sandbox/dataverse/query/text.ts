// Text is compared as an English organisation's collation does: case and accents do not matter, nor do trailing blanks
// in an equality (Microsoft: "Language collations for Dataverse"; SQL Server pads the shorter operand with blanks).

// eslint-disable-next-line no-control-regex -- the range of ASCII is meant, control characters included
const ascii = /^[\u0000-\u007f]*$/;

/** Key under which texts that differ only in case or accents are the same. */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  return ascii.test(lower) ? lower : lower.normalize("NFD").replace(/\p{M}/gu, "");
}

/** Key for equality and order: `foldCase` without trailing blanks. */
export function foldText(text: string): string {
  const folded = foldCase(text);
  return folded.endsWith(" ") ? folded.trimEnd() : folded;
}

const wildcard = /[%_[]/;

/**
 * Test for a LIKE pattern: `%` any text, `_` one character, `[a-f]` one of a set, `[^a-f]` one outside it
 * (Microsoft: "Use wildcard characters in conditions for string values").
 */
export function likeTest(pattern: string): (text: string) => boolean {
  const folded = foldCase(pattern);
  const inner = folded.replace(/^%+/, "").replace(/%+$/, "");
  if (!wildcard.test(inner)) {
    const open = folded.startsWith("%");
    const close = folded.endsWith("%") && folded.length > 0;
    if (open && close) return (text) => foldCase(text).includes(inner);
    if (open) return (text) => foldCase(text).endsWith(inner);
    if (close) return (text) => foldCase(text).startsWith(inner);
    return (text) => foldText(text) === inner.trimEnd();
  }
  const expression = likeExpression(folded);
  return (text) => expression?.test(foldCase(text)) ?? false;
}

function likeExpression(pattern: string): RegExp | undefined {
  let result = "";
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (character === "%") result += ".*";
    else if (character === "_") result += ".";
    else if (character === "[" && pattern.indexOf("]", at + 1) > at + 1) {
      const end = pattern.indexOf("]", at + 1);
      const negated = pattern.charAt(at + 1) === "^";
      const members = pattern.slice(at + (negated ? 2 : 1), end).replace(/[\\\]^[]/g, "\\$&");
      result += members === "" ? "[^]" : `[${negated ? "^" : ""}${members}]`;
      at = end;
    } else result += character.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  }
  try {
    return new RegExp(`^${result}$`, "su");
  } catch {
    // A range that runs backwards, as [z-a], holds no character.
    return undefined;
  }
}
