/**
 * A day as the user writes dates.
 * @param iso `YYYY-MM-DD`
 * @param formatting `context.formatting`; a host without it gets the browser's format
 */
export function dayText(iso: string, formatting: ComponentFramework.Formatting | undefined, language: string): string {
  const [year = 0, month = 1, date = 1] = iso.split("-").map(Number);
  // Noon, so that a host that converts to the user's time zone stays on the day.
  const noon = new Date(year, month - 1, date, 12);
  try {
    const text = formatting?.formatDateShort(noon, false);
    if (text) return text;
  } catch {
    // Test harnesses offer the function and throw in it.
  }
  return noon.toLocaleDateString(language);
}

/** The day of a time where the user is, `YYYY-MM-DD`. @param now milliseconds since 1970 */
export function dayOf(now: number): string {
  const at = new Date(now);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
