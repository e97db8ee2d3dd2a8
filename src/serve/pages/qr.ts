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

/**
 * Draws a QR code for a terminal, two rows of modules a line: black on white with colours, otherwise its light
 * modules, which is right on dark terminals, as most are.
 */
export function qrLines(text: string, { hasColour }: { hasColour: boolean }): string[] {
  const rows = encodeQr(text, 2);
  const isLight = (x: number, y: number) => !(rows[y]?.[x] ?? false);
  const lines: string[] = [];
  for (let y = 0; y < rows.length; y += 2) {
    const line = rows[y]!.map((_, x) => halfBlock(isLight(x, y), isLight(x, y + 1))).join("");
    lines.push(hasColour ? `\x1b[38;5;231;48;5;16m${line}\x1b[0m` : line);
  }
  return lines;
}

function halfBlock(isUpper: boolean, isLower: boolean): string {
  if (isUpper) return isLower ? "█" : "▀";
  return isLower ? "▄" : " ";
}
