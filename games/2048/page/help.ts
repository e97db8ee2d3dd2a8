// The help of 2048: pictures with a sentence each.

import { hasOnlyTouch } from "../../kit/input.ts";
import type { HelpPage } from "../../kit/shell.ts";

function tile(x: number, label: string, colour: string): string {
  return `<g transform="translate(${x} 20)"><rect width="40" height="43" rx="11" fill="#00000033"/>` +
    `<rect width="40" height="40" rx="10" fill="${colour}" stroke="#6b4a2a" stroke-width="2"/>` +
    `<circle cx="14" cy="11" r="2.4" fill="#4a3008"/><circle cx="26" cy="11" r="2.4" fill="#4a3008"/>` +
    `<text x="20" y="33" font-family="system-ui, sans-serif" font-weight="800" font-size="${
      label.length > 1 ? 15 : 19
    }" text-anchor="middle" fill="#4a3008">${label}</text></g>`;
}

function picture(shapes: string): string {
  return `<svg viewBox="0 0 120 84" aria-hidden="true" fill="none">${shapes}</svg>`;
}

const ARROW =
  `stroke="currentColor" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"`;

const MOVING: readonly HelpPage[] = [
  {
    art: picture(tile(4, "2", "#fff4dc") + `<path d="M56 41h48m-14-14 14 14-14 14" ${ARROW}/>`),
    text: hasOnlyTouch()
      ? { en: "Swipe. All tiles slide as far as they can.", zh: "滑动屏幕，所有方块会一直滑到底。" }
      : {
        en: "Swipe, or press an arrow key or WASD. All tiles slide as far as they can.",
        zh: "滑动屏幕，或按方向键、WASD。所有方块会一直滑到底。",
      },
  },
  {
    art: picture(
      tile(2, "4", "#ffe29a") + tile(38, "4", "#ffe29a") +
        `<path d="M86 35h12m-12 10h12" ${ARROW} opacity=".6"/>` +
        `<text x="110" y="48" font-family="system-ui, sans-serif" font-weight="800" font-size="24" text-anchor="middle" fill="currentColor">8</text>`,
    ),
    text: {
      en: "Two of a kind that meet become one of double the number, and you score it.",
      zh: "两个相同的方块相遇，合成一个大一倍的，并得到这么多分。",
    },
  },
];

function aimPage(goal: number): HelpPage {
  return {
    art: picture(
      tile(40, String(goal), "#ffc64d") +
        `<path d="m48 18-3-14 9 7 6-9 6 9 9-7-3 14z" fill="#ffe9ad" stroke="#8a5a00" stroke-width="2" stroke-linejoin="round"/>`,
    ),
    text: {
      en: `After each move a new 2 or 4 appears. Reach ${goal} before the board is full.`,
      zh: `每走一步会冒出一个新的 2 或 4。在棋盘塞满之前合出 ${goal}。`,
    },
  };
}

const UNDO: HelpPage = {
  art: picture(`<path d="M44 20 24 40l20 20M26 40h44a18 18 0 0 1 0 36H50" ${ARROW}/>`),
  text: hasOnlyTouch()
    ? { en: "A slip? Undo takes back up to ten moves.", zh: "走错了？撤销最多可以退回十步。" }
    : {
      en: "A slip? Undo (or the U key) takes back up to ten moves.",
      zh: "走错了？撤销（或按 U 键）最多可以退回十步。",
    },
};

const TODAY: HelpPage = {
  art: picture(
    `<g fill="currentColor" opacity=".35"><rect x="32" y="14" width="56" height="56" rx="10"/></g>` +
      `<circle cx="60" cy="42" r="17" fill="#ffc64d" stroke="#8a5a00" stroke-width="3"/>` +
      `<path d="M53 39v3m14-3v3m-13 6q6 5 12 0" stroke="#4a3000" stroke-width="3" stroke-linecap="round"/>`,
  ),
  text: {
    en: "The board of the day brings everybody the same tiles. Come back tomorrow for another.",
    zh: "今日棋盘里，大家的方块都一样。明天换个新的。",
  },
};

/** The pages of the help on a board with this goal. */
export function helpOf(goal: number): readonly HelpPage[] {
  return [...MOVING, aimPage(goal), UNDO, TODAY];
}
