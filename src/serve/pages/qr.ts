import { encode } from "uqr";
import { type Html, html } from "./html.ts";

/** Encodes a text as rows of modules, true for dark ones, with the quiet border that scanners need. */
function encodeQr(text: string, borderModules = 4): boolean[][] {
  return encode(text, { ecc: "M", border: borderModules }).data;
}

/** Draws a QR code as a picture, dark on light in any colour scheme. */
export function qrPicture(text: string, label: string): Html {
  const rows = encodeQr(text, 2);
  const dark = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => isDark ? [`M${x} ${y}h1v1h-1z`] : [])
  ).join("");
  const size = rows.length;
  return html`
    <svg viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}"
      shape-rendering="crispEdges">
      <rect width="${size}" height="${size}" fill="#fff" />
      <path d="${dark}"
        fill="#1f2430" />
    </svg>
  `;
}

/** The abilities of a terminal that a code needs. */
export interface QrTerminal {
  readonly hasColour: boolean;
  /** Whether a block is as wide as two letters. */
  readonly hasWideSymbols: boolean;
}

const BLACK_ON_WHITE = "\x1b[38;5;231;48;5;16m";
const WHITE_GROUND = "\x1b[48;5;231m";
const BLACK_GROUND = "\x1b[48;5;16m";
const NO_COLOUR = "\x1b[0m";

/**
 * Draws a QR code for a terminal: black on white with colours, otherwise its light modules, which is right on dark
 * terminals, as most are. Two rows of modules a line; where blocks are wide, one row of modules two columns wide.
 */
export function qrLines(text: string, { hasColour, hasWideSymbols }: QrTerminal): string[] {
  const rows = encodeQr(text, 2);
  if (hasWideSymbols) return rows.map((row) => wideLine(row, hasColour));
  const isLight = (x: number, y: number) => !(rows[y]?.[x] ?? false);
  const lines: string[] = [];
  for (let y = 0; y < rows.length; y += 2) {
    const line = rows[y]!.map((_, x) => halfBlock(isLight(x, y), isLight(x, y + 1))).join("");
    lines.push(hasColour ? `${BLACK_ON_WHITE}${line}${NO_COLOUR}` : line);
  }
  return lines;
}

/** Spaces are of one width everywhere; without colours only a wide block is left. */
function wideLine(row: readonly boolean[], hasColour: boolean): string {
  if (!hasColour) return row.map((isDark) => isDark ? "  " : "█").join("");
  return row.map((isDark, x) => {
    const ground = isDark ? BLACK_GROUND : WHITE_GROUND;
    return `${isDark === row[x - 1] ? "" : ground}  `;
  }).join("") + NO_COLOUR;
}

function halfBlock(isUpper: boolean, isLower: boolean): string {
  if (isUpper) return isLower ? "█" : "▀";
  return isLower ? "▄" : " ";
}
