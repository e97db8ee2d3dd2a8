const DELIMITER_REGEXP = /[\t\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+/;
const TIME_REGEXP = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\D|$)/;
const DAY_REGEXP = /^(\d{1,2})(?:\D|$)/;
const MONTH_REGEXP = /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;
const YEAR_REGEXP = /^(\d{2,4})(?:\D|$)/;
const MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

function expandYear(year: number): number {
  if (year >= 70 && year <= 99) return year + 1900;
  return year <= 69 ? year + 2000 : year;
}

/**
 * Parses the date of a cookie's Expires as RFC 6265 §5.1.1 wants it: whatever order and punctuation
 * its parts come in.
 *
 * @returns milliseconds since 1970, or undefined where a part is missing or out of bounds
 */
export function parseCookieDate(text: string): number | undefined {
  let time: RegExpExecArray | null = null;
  let day: RegExpExecArray | null = null;
  let month: RegExpExecArray | null = null;
  let year: RegExpExecArray | null = null;
  for (const token of text.split(DELIMITER_REGEXP)) {
    // The first part that a token can be, it is: the order of these four lines is the RFC's.
    if (time === null && (time = TIME_REGEXP.exec(token)) !== null) continue;
    if (day === null && (day = DAY_REGEXP.exec(token)) !== null) continue;
    if (month === null && (month = MONTH_REGEXP.exec(token)) !== null) continue;
    if (year === null) year = YEAR_REGEXP.exec(token);
  }
  if (time === null || day === null || month === null || year === null) return undefined;
  const [hour = 0, minute = 0, second = 0] = time.slice(1).map(Number);
  const fullYear = expandYear(Number(year[1]));
  const monthIndex = MONTHS.indexOf(month[1]!.toLowerCase()) / 3;
  if (hour > 23 || minute > 59 || second > 59 || fullYear < 1601) return undefined;
  const date = new Date(Date.UTC(fullYear, monthIndex, Number(day[1]), hour, minute, second));
  return date.getUTCDate() === Number(day[1]) ? date.getTime() : undefined;
}
