// The help of the mind reader: the steps in four pictures.

import type { HelpPage } from "../kit/shell.ts";
import { symbolSvg } from "./symbol_shapes.ts";

function text(x: number, y: number, size: number, words: string): string {
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="800" font-family="system-ui, sans-serif" text-anchor="middle" fill="currentColor">${words}</text>`;
}

function picture(shapes: string): string {
  return `<svg viewBox="0 0 120 80" aria-hidden="true">${shapes}</svg>`;
}

const BALL =
  `<path d="M40 70q20 8 40 0l-6-10H46z" fill="#e9a93a" stroke="#5a3605" stroke-width="2"/><circle cx="60" cy="36" r="29" fill="#5a35b0" stroke="#cbb4ff" stroke-width="3"/><path d="M40 27a22 22 0 0 1 10-11" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round"/>`;

/** The pages of the help. */
export const HELP: readonly HelpPage[] = [
  {
    art: picture(
      `<path d="M22 22h76a12 12 0 0 1 12 12v12a12 12 0 0 1-12 12H52L36 72l2-14H22a12 12 0 0 1-12-12V34a12 12 0 0 1 12-12z" fill="none" stroke="currentColor" stroke-width="3" stroke-linejoin="round"/>` +
        text(60, 50, 26, "53"),
    ),
    text: { en: "Think of any number from 10 to 99.", zh: "在心里想一个两位数。" },
  },
  {
    art: picture(text(60, 34, 20, "53 − 5 − 3") + text(60, 66, 26, "= 45")),
    text: {
      en: "Subtract both its digits.",
      zh: "用这个数减去它的十位数字，再减去个位数字。",
    },
  },
  {
    art: picture(
      text(30, 50, 26, "45") +
        symbolSvg("moon").replace("<svg ", `<svg x="58" y="16" width="46" height="46" `),
    ),
    text: {
      en: "Find the result in the table and remember its symbol.",
      zh: "在表里找到得数，记住它旁边的符号。",
    },
  },
  {
    art: picture(
      BALL + symbolSvg("moon").replace("<svg ", `<svg x="43" y="19" width="34" height="34" `),
    ),
    text: {
      en: "Touch the crystal. It will show you what you think.",
      zh: "摸一摸水晶球，它会说出你心里的符号。",
    },
  },
];
