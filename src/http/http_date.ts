/** Dates in HTTP headers (RFC 9110 §5.6.7), parsed strictly. */

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]
  .concat(["Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]);
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** The preferred form: `Sun, 06 Nov 1994 08:49:37 GMT`. */
const IMF_FIXDATE_REGEXP =
  /^(?<day>[A-Z][a-z]{2}), (?<date>\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/;
/** Obsolete: `Sunday, 06-Nov-94 08:49:37 GMT`. */
const RFC_850_REGEXP =
  /^(?<day>[A-Z][a-z]+), (?<date>\d{2})-(?<month>[A-Z][a-z]{2})-(?<year>\d{2}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/;
/** Obsolete, C's asctime: `Sun Nov  6 08:49:37 1994`. */
const ASCTIME_REGEXP =
  /^(?<day>[A-Z][a-z]{2}) (?<month>[A-Z][a-z]{2}) (?<date>\d{2}| \d) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/;

interface Fields {
  readonly day: string;
  readonly date: string;
  readonly month: string;
  readonly year: string;
  readonly time: string;
}

function match(regexp: RegExp, text: string): Fields | undefined {
  const groups = regexp.exec(text)?.groups;
  return groups && groups as Fields & Record<string, string>;
}

/** Combines the fields to a time; undefined where one is out of range or the day of the week is wrong. */
function combine(fields: Fields, year: number, dayNames: readonly string[]): number | undefined {
  const [hour = 0, minute = 0, second = 0] = fields.time.split(":").map(Number);
  // 60 is a leap second, which Date counts as the next second.
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const month = MONTHS.indexOf(fields.month);
  const day = Number(fields.date);
  const midnight = new Date(0);
  // Date.UTC would take the years 0 to 99 for 1900 to 1999.
  midnight.setUTCFullYear(year, month, day);
  if (month < 0 || midnight.getUTCMonth() !== month || midnight.getUTCDate() !== day) {
    return undefined;
  }
  if (dayNames[midnight.getUTCDay()] !== fields.day) return undefined;
  return midnight.getTime() + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** Expands a year of two digits to one at most 50 years ahead (RFC 9110 §5.6.7). */
function expandYear(twoDigits: number, nowMs: number): number {
  const now = new Date(nowMs).getUTCFullYear();
  const year = now - now % 100 + twoDigits;
  return year > now + 50 ? year - 100 : year;
}

/**
 * Parses an HTTP date in any of its three forms.
 *
 * @param nowMs the current time, which decides the century of a year with two digits
 * @returns milliseconds since 1970; undefined where the text is no HTTP date
 */
export function parseHttpDate(text: string, nowMs: number = Date.now()): number | undefined {
  // Nearly all dates are valid and of the preferred form, so formatting the result gives the same text.
  const parsedMs = Date.parse(text);
  if (!Number.isNaN(parsedMs) && new Date(parsedMs).toUTCString() === text) return parsedMs;
  const shortDays = DAYS.map((day) => day.slice(0, 3));
  const fields = match(IMF_FIXDATE_REGEXP, text) ?? match(ASCTIME_REGEXP, text);
  if (fields !== undefined) return combine(fields, Number(fields.year), shortDays);
  const old = match(RFC_850_REGEXP, text);
  return old && combine(old, expandYear(Number(old.year), nowMs), DAYS);
}

/** Formats a time in the preferred form, without its fraction of a second. */
export function formatHttpDate(timeMs: number): string {
  return new Date(timeMs).toUTCString();
}
