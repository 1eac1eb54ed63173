import { errorTexts } from "./generated/errorTexts";

/** What people are told about an error, in one language. */
export interface ErrorText {
  whatHappened: string;
  whatToDo: string;
}

/** Languages the product speaks; any other user language is shown English. */
export type Lcid = 1033 | 1036;

/** The nearest language the product speaks to a user's. 1036 stands for every French locale (low byte 0x0c). */
export function nearestLcid(languageId: number): Lcid {
  return (languageId & 0xff) === 0x0c ? 1036 : 1033;
}

/**
 * Texts of an error code with its parameters filled in. A parameter `x_1036` stands in for `x` in that language, for
 * names of fields, which are translated.
 * @returns undefined for a code this version does not know; the stored text is shown then
 */
export function errorText(code: string, params: Record<string, string>, lcid: Lcid): ErrorText | undefined {
  const texts = errorTexts[lcid][code];
  if (!texts) return undefined;
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => params[`${name}_${lcid}`] ?? params[name] ?? whole);
  return { whatHappened: fill(texts[0]), whatToDo: fill(texts[1]) };
}
