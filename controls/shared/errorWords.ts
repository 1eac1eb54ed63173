import { type ErrorText, type Lcid, errorText } from "../../model/errorText";

/** Texts of an error code in the reader's language; undefined also when a parameter is missing, which would leave a hole in them. */
export function knownText(code: string, params: Record<string, string>, lcid: Lcid): ErrorText | undefined {
  const known = errorText(code, params, lcid);
  return known && !/\{\w+\}/.test(known.whatHappened + known.whatToDo) ? known : undefined;
}
