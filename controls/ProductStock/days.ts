export { dayText } from "../shared/day";

/** The day of a time where the user is, `YYYY-MM-DD`. @param now milliseconds since 1970 */
export function dayOf(now: number): string {
  const at = new Date(now);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
