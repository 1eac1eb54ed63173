/**
 * The day a number of days after another.
 * @param date begins with `YYYY-MM-DD`
 * @param days whole number in digits
 * @returns `YYYY-MM-DD`
 * @throws RangeError when one of them is none, or the day lies beyond the year 9999
 */
export function daysAfter(date: string, days: string): string {
  const [, day] = /^(\d{4}-\d{2}-\d{2})/.exec(date) ?? [];
  if (!day || !/^\d{1,4}$/.test(days)) throw new RangeError(`'${date}' and '${days}' are no date and number of days.`);
  // At noon UTC no calendar shifts the day.
  const time = new Date(`${day}T12:00:00Z`);
  time.setUTCDate(time.getUTCDate() + Number(days));
  const text = time.toISOString();
  if (!/^\d{4}-/.test(text)) throw new RangeError(`${days} days after ${day} there is no date.`);
  return text.slice(0, 10);
}
