// The drawings of the crystal's symbols on a grid of 48: a bright fill, and a darker line of the same hue.

import type { SymbolName } from "./symbol_names.ts";

type Shape = {
  readonly fill: string;
  readonly line: string;
  /** The SVG parts; `F` stands for the fill and `L` for the line where a part needs them by name. */
  readonly parts: string;
};

const SHAPES: Readonly<Record<SymbolName, Shape>> = {
  sun: {
    fill: "#ffc93c",
    line: "#a86400",
    parts:
      `<path d="M24 3v7m0 28v7M3 24h7m28 0h7M9.2 9.200l5 5m19.6 19.6 5 5m0-29.6-5 5M14.2 33.800l-5 5" fill="none" stroke="F" stroke-width="4.5"/><circle cx="24" cy="24" r="10"/>`,
  },
  moon: {
    fill: "#f3ecc8",
    line: "#8a7c3c",
    parts: `<path d="M31 5a20 20 0 1 0 12 27A17 17 0 0 1 31 5z"/>`,
  },
  star: {
    fill: "#ffe06b",
    line: "#a37a00",
    parts:
      `<path d="m24 4 6 13 14 1.6-10.4 9.600L36.5 43 24 35.5 11.5 43l2.9-14.800L4 18.6 18 17z"/>`,
  },
  heart: {
    fill: "#ff6b7d",
    line: "#8f1730",
    parts:
      `<path d="M24 42C2 28 5 8 15.5 8c4 0 7 2.5 8.5 6 1.5-3.5 4.5-6 8.5-6C43 8 46 28 24 42z"/>`,
  },
  drop: {
    fill: "#5cb8ff",
    line: "#12548f",
    parts:
      `<path d="M24 4c8 11 13 17 13 25a13 13 0 0 1-26 0c0-8 5-14 13-25z"/><path d="M17.5 30a7 7 0 0 0 5 7" fill="none" stroke="#fff"/>`,
  },
  leaf: {
    fill: "#63cf86",
    line: "#146337",
    parts:
      `<path d="M42 6C17 5 6 16 8 36c20 3 33-8 34-30z"/><path d="M6 43C13 31 21 22 32 16" fill="none"/>`,
  },
  key: {
    fill: "#f2b04a",
    line: "#7c4a04",
    parts:
      `<path d="M24 22v23m0-7h8m-8-7h6" fill="none" stroke="L" stroke-width="8"/><path d="M24 22v22m0-6h7m-7-7h5" fill="none" stroke="F" stroke-width="4"/><circle cx="24" cy="13" r="9.5"/><circle cx="24" cy="13" r="3.5" fill="L" stroke="none"/>`,
  },
  eye: {
    fill: "#eefcff",
    line: "#1f6b77",
    parts:
      `<path d="M3 24C13 9 35 9 45 24 35 39 13 39 3 24z"/><circle cx="24" cy="24" r="8.5" fill="#38c6c9"/><circle cx="24" cy="24" r="3.5" fill="L" stroke="none"/>`,
  },
  bell: {
    fill: "#ffb257",
    line: "#85440a",
    parts:
      `<circle cx="24" cy="39" r="5"/><path d="M24 5c10 0 12 8 12 15 0 8 2 11 6 15H6c4-4 6-7 6-15 0-7 2-15 12-15z"/>`,
  },
  fish: {
    fill: "#ff8f5e",
    line: "#86310c",
    parts:
      `<path d="M31 24l13-10v20z"/><path d="M3 24C10 9 28 9 36 24 28 39 10 39 3 24z"/><circle cx="13" cy="21" r="2.5" fill="L" stroke="none"/><path d="M22 15q5 9 0 18" fill="none"/>`,
  },
  flower: {
    fill: "#ff9ed1",
    line: "#932862",
    parts:
      `<circle cx="24" cy="12" r="8"/><circle cx="35.4" cy="20.3" r="8"/><circle cx="31" cy="33.7" r="8"/><circle cx="17" cy="33.7" r="8"/><circle cx="12.6" cy="20.3" r="8"/><circle cx="24" cy="24" r="6.5" fill="#ffe06b"/>`,
  },
  mushroom: {
    fill: "#f0574f",
    line: "#7d1410",
    parts:
      `<path d="M17 26h14l2 18H15z" fill="#fff1dc"/><path d="M4 27C4 13 13 5 24 5s20 8 20 22z"/><g fill="#fff1dc" stroke="none"><circle cx="17" cy="16" r="3.6"/><circle cx="29" cy="13" r="3"/><circle cx="33" cy="21.5" r="3"/></g>`,
  },
  crown: {
    fill: "#ffd24d",
    line: "#8a5a00",
    parts:
      `<path d="M8 40 4 13l11 9 9-15 9 15 11-9-4 27z"/><circle cx="24" cy="31" r="3.5" fill="#f2695c"/>`,
  },
  anchor: {
    fill: "#9fc1e8",
    line: "#234a78",
    parts:
      `<g fill="none" stroke="L" stroke-width="8"><path d="M24 16v25M14 22h20M6 30c1 8 8 12 18 12s17-4 18-12"/></g><g fill="none" stroke="F" stroke-width="4"><path d="M24 16v25M14 22h20M6 30c1 8 8 12 18 12s17-4 18-12"/></g><circle cx="24" cy="10" r="6"/>`,
  },
  bolt: {
    fill: "#fff06b",
    line: "#8a7400",
    parts: `<path d="M29 3 8 27h13l-4 18 23-26H26z"/>`,
  },
  cloud: {
    fill: "#dfe9f7",
    line: "#53678a",
    parts: `<path d="M13 39a10 10 0 0 1-1-19.900A13 13 0 0 1 36.5 17 11 11 0 0 1 35 39z"/>`,
  },
  spiral: {
    fill: "none",
    line: "#c79bff",
    parts:
      `<path d="M25 25c2-3-3-6-6-3-5 4-1 13 6 13 9 0 14-9 11-17C32 8 19 6 12 13 3 22 7 38 19 43" stroke-width="5"/>`,
  },
  candle: {
    fill: "#f7f0df",
    line: "#76603a",
    parts:
      `<path d="M24 2c6 7 7 9 7 12a7 7 0 0 1-14 0c0-3 1-5 7-12z" fill="#ffb13c" stroke="#a14b00"/><path d="M16 23h16v22H16z"/><path d="M16 29c3 4 4-1 6 2s5-2 5 1" fill="none"/>`,
  },
  hourglass: {
    fill: "#ffe2a8",
    line: "#7b5213",
    parts:
      `<path d="M12 6c0 11 8 13 9 18-1 5-9 7-9 18h24c0-11-8-13-9-18 1-5 9-7 9-18z" fill="#e8f4ff"/><path d="M17 40c1-6 5-7 7-9 2 2 6 3 7 9zM18 16h12c-1 3-4 5-6 7-2-2-5-4-6-7z" stroke="none" fill="#e5a13a"/><path d="M9 5h30M9 43h30" fill="none" stroke-width="5"/>`,
  },
  butterfly: {
    fill: "#8f9bff",
    line: "#2e3390",
    parts:
      `<path d="M24 22C18 5 3 5 4 15c1 8 8 10 13 10-8 1-12 6-9 12 4 7 14 3 16-11 2 14 12 18 16 11 3-6-1-11-9-12 5 0 12-2 13-10C45 5 30 5 24 22z"/><path d="M24 18v22M24 17c-1-5-4-7-6-8m6 8c1-5 4-7 6-8" fill="none" stroke-width="3.5"/>`,
  },
  cat: {
    fill: "#b58cff",
    line: "#43217f",
    parts:
      `<path d="M7 5l11 8c4-1 8-1 12 0l11-8v22c0 9-7 16-17 16S7 36 7 27z"/><g fill="L" stroke="none"><ellipse cx="16.5" cy="25" rx="2.8" ry="3.8"/><ellipse cx="31.5" cy="25" rx="2.8" ry="3.8"/></g><path d="M20 33q4 4 8 0" fill="none"/>`,
  },
  ship: {
    fill: "#6ad7c4",
    line: "#0d5e52",
    parts:
      `<path d="M22 4v26H6C8 18 14 9 22 4z" fill="#fff6e3"/><path d="M27 10c7 4 11 11 12 20H27z" fill="#ffb9a8"/><path d="M4 33h40c-2 7-6 11-11 11H15C10 44 6 40 4 33z"/>`,
  },
  umbrella: {
    fill: "#ff7bb0",
    line: "#84184e",
    parts:
      `<path d="M24 24v14a5 5 0 0 0 10 0" fill="none" stroke-width="4"/><path d="M4 26C5 13 13 6 24 6s19 7 20 20c-4-4-9-4-13 0-4-4-10-4-14 0-4-4-9-4-13 0z"/><path d="M24 3v3" fill="none" stroke-width="4"/>`,
  },
  gem: {
    fill: "#58e0e8",
    line: "#0c6a77",
    parts:
      `<path d="M13 7h22l10 12-21 25L3 19z"/><path d="M3 19h42M13 7l4 12 7 25 7-25 4-12M17 19l7-12 7 12" fill="none" stroke-width="2"/>`,
  },
};

/** Draws a symbol as SVG text. Screen readers skip it, and read the name beside it or its label. */
export function symbolSvg(name: SymbolName): string {
  const { fill, line, parts } = SHAPES[name];
  const drawn = parts.replaceAll(`"F"`, `"${fill}"`).replaceAll(`"L"`, `"${line}"`);
  return `<svg class="symbol" viewBox="0 0 48 48" aria-hidden="true" fill="${fill}" stroke="${line}" ` +
    `stroke-width="2.6" stroke-linejoin="round" stroke-linecap="round">${drawn}</svg>`;
}
