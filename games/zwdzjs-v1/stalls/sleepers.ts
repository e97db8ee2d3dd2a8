import { say } from "../../kit/language.ts";
import type { Bout } from "../bout.ts";
import { NOISE, numberOf, SLEEPERS, Sleepers } from "../fair/sleepers.ts";
import { packetTray, type TrayContent } from "../hud/tray_content.ts";
import { COLS } from "../rules/kinds.ts";
import type { Easel } from "../view/figures.ts";
import { boardX, boardY } from "../view/layout.ts";
import { putBed } from "../view/thing_looks.ts";
import { inBar, RULE_TICKS, type Stall } from "./stall.ts";
import { WORDS } from "./words.ts";

/** The colours of the numbers, from 1 on; each is readable on grass. */
const INKS = ["#1b4fa8", "#8a2b16", "#5b1d86", "#6b1230", "#2b2b2b"];

function trayOf(game: Sleepers): TrayContent {
  const { purse, items } = packetTray(game.world);
  return {
    ...(purse && { purse }),
    items: [
      {
        held: { kind: "extra", name: "sign", value: "sign" },
        sitter: { thing: "bed sign" },
        name: WORDS.sign,
        wait: 0,
        short: false,
      },
      ...items.map((item) => ({
        ...item,
        held: {
          kind: "extra",
          name: "sow",
          value: item.held.kind === "packet" ? item.held.plant : "",
        } as const,
      })),
    ],
    hasSpade: false,
  };
}

function drawNumber({ pen, layout }: Easel, count: number, at: { row: number; col: number }): void {
  const { g } = pen;
  const size = Math.round(Math.min(layout.cellWidth, layout.cellHeight) * 0.5);
  pen.rest();
  g.font = `800 ${size}px system-ui, sans-serif`;
  g.textAlign = "center";
  g.textBaseline = "middle";
  g.lineWidth = 6;
  g.lineJoin = "round";
  g.strokeStyle = "#f4ffe0";
  g.fillStyle = INKS[Math.min(count, INKS.length) - 1]!;
  const x = boardX(layout, at.col + 0.5);
  const y = boardY(layout, at.row + 0.5);
  g.strokeText(String(count), x, y);
  g.fillText(String(count), x, y);
}

function drawBeds(easel: Easel, game: Sleepers, row: number): void {
  const { pen, layout } = easel;
  for (let col = 2; col < COLS; col++) {
    const cell = { row, col };
    const x = boardX(layout, col + 0.5);
    const y = boardY(layout, row + 0.5);
    if (game.covered.has(numberOf(cell))) {
      putBed(pen, { x, y }, layout);
      pen.stand({ x, y: y + 24 * layout.figure, scale: layout.figure * 0.95 });
      if (game.signs.has(numberOf(cell))) pen.put("bed sign");
    } else if (game.countAround(cell) > 0) {
      drawNumber(easel, game.countAround(cell), cell);
    }
  }
}

/** Says for a screen reader what a cell shows. */
function describe(game: Sleepers, cell: { row: number; col: number }): string {
  const number = numberOf(cell);
  if (game.signs.has(number)) return say(WORDS.bedSign);
  if (game.covered.has(number)) return say(WORDS.bed);
  return cell.col < 2 ? "" : say(WORDS.around, { count: game.countAround(cell) });
}

/** Tells the points, the beds, and how near the noise is at which all wake up, until they have. */
function countOf({ points, bedsLeft: count, woken }: Sleepers): string {
  return say(woken < NOISE ? WORDS.awake : WORDS.beds, { points, count, woken, noise: NOISE });
}

function begin(seed: number): Bout {
  const game = new Sleepers(seed);
  const { world } = game;
  const hint = { text: WORDS.sleepersRule };
  return {
    id: "sleepers",
    world,
    extras: game.extras,
    step: () => game.step(),
    tray: () => trayOf(game),
    tap: ({ row }, x) => ({ kind: "extra", name: "dig", values: ["bed", row, x] }),
    describe: (cell) => describe(game, cell),
    // It covers the last row, so it goes once the player digs.
    hint: () => world.tick < RULE_TICKS && game.digs < 3 ? hint : undefined,
    progress: () => ({ name: inBar(WORDS.sleepers, countOf(game)) }),
    decor: { under: (easel, row) => drawBeds(easel, game, row) },
    result: () => ({
      title: world.outcome === "won" ? WORDS.sleepersWon : WORDS.lost,
      stars: game.stars,
      score: game.points,
      lines: [() => say(WORDS.stillAsleep, { count: SLEEPERS - game.woken, all: SLEEPERS })],
    }),
  };
}

/** Let them sleep. */
export const SLEEPING: Stall = {
  id: "sleepers",
  name: WORDS.sleepers,
  rule: WORDS.sleepersRule,
  sitter: { thing: "bed sign" },
  after: 9,
  begin: ({ seed }) => begin(seed),
};
