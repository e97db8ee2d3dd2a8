import type { PageModule } from "./link_modules.ts";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Writes a number as source maps do: five bits a digit, the lowest first, the sign in the lowest of all (ECMA-426). */
function encode(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = "";
  do {
    const digit = rest & 31;
    rest >>>= 5;
    text += DIGITS[rest > 0 ? digit | 32 : digit];
  } while (rest > 0);
  return text;
}

/**
 * Makes the source map of linked modules, by which a browser's tools show each line as that of its own module.
 *
 * @param modules in the order of the text
 */
export function mapLines(modules: readonly PageModule[]): string {
  let before = 0;
  const lines = modules.flatMap(({ code }, source) => {
    const count = countLines(code);
    // Of each line: column, source, line and column there, each as the difference to the one before.
    const first = `A${encode(source === 0 ? 0 : 1)}${encode(source === 0 ? 0 : -before)}A`;
    before = count - 1;
    // The line with the module's exports has none.
    return [first, ...Array<string>(count - 1).fill("AACA"), ""];
  });
  const sources = modules.map(({ address }) => address);
  return JSON.stringify({ version: 3, sources, names: [], mappings: lines.join(";") });
}

function countLines(code: string): number {
  return (code.match(/\r\n|[\n\r\u2028\u2029]/g)?.length ?? 0) + 1;
}
