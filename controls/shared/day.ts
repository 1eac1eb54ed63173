/**
 * A day as the user writes dates.
 * @param iso `YYYY-MM-DD`; a day has no time zone, so it is shown as it is
 * @param formatting `context.formatting`; a host without it gets the browser's format
 */
export function dayText(iso: string, formatting: ComponentFramework.Formatting | undefined, language: string): string {
  const [year = 0, month = 1, date = 1] = iso.split("-").map(Number);
  // Noon keeps the day in every time zone that a host may convert to.
  const noon = new Date(year, month - 1, date, 12);
  try {
    const text = formatting?.formatDateShort(noon, false);
    if (text) return text;
  } catch {
    // Test harnesses offer the function and throw in it.
  }
  return noon.toLocaleDateString(language);
}
