import type { Lead } from "./lead.ts";

/** An absolute address in `url(…)` or behind `@import`. */
const ADDRESS_REGEXP = /(\burl\(\s*["']?|@import\s+["'])(\/[^"'()\s]*)/gi;

/** Leads the absolute addresses of a style sheet into the game. */
export function relocateStyle(css: string, lead: Lead): string {
  return css.replace(ADDRESS_REGEXP, (whole, before: string, address: string) => {
    const led = lead(address);
    return led === undefined ? whole : before + led;
  });
}
