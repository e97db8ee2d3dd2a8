/** What may stand before an `@import`, and that itself without a condition (CSS Cascade §2). */
const IMPORT_REGEXP =
  /(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/|@charset\s+"[^"]*";)*@import\s+(?:"([^"\\]*)"|'([^'\\]*)'|url\(\s*(?:"([^"\\]*)"|'([^'\\]*)'|([^\s"'()\\]+))\s*\))([^;]*);/iy;

/** Returns the addresses of the styles that a style imports on every screen. */
export function readStyleImports(css: string): string[] {
  const addresses: string[] = [];
  IMPORT_REGEXP.lastIndex = 0;
  for (let found = IMPORT_REGEXP.exec(css); found; found = IMPORT_REGEXP.exec(css)) {
    const [address = ""] = found.slice(1, 6).filter((part) => part !== undefined);
    if (found[6]!.trim() === "") addresses.push(address);
  }
  return addresses;
}
