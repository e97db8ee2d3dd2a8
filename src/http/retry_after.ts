import { parseHttpDate } from "./http_date.ts";

/**
 * Parses a Retry-After header (RFC 9110 §10.2.3): seconds, or a date.
 *
 * @returns the wait from `nowMs` in milliseconds, 0 for a date in the past; undefined where malformed
 */
export function parseRetryAfter(header: string, nowMs: number): number | undefined {
  const text = header.trim();
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
  const dateMs = parseHttpDate(text, nowMs);
  return dateMs === undefined ? undefined : Math.max(0, dateMs - nowMs);
}
