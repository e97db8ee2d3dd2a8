import { say } from "../../kit/language.ts";
import type { Bout } from "../bout.ts";
import { Bowling, type Runner } from "../fair/bowling.ts";
import type { TrayContent, TrayItem } from "../hud/tray_content.ts";
import type { Easel } from "../view/figures.ts";
import { boardX, groundY } from "../view/layout.ts";
import { progressOfWaves, RULE_TICKS, type Stall } from "./stall.ts";
import { WORDS } from "./words.ts";

function item(value: string, look: Pick<TrayItem, "name" | "count" | "wait">): TrayItem {
  return {
    held: { kind: "extra", name: "roll", value },
    sitter: { thing: value === "golden" ? "golden rooster" : "rooster" },
    short: false,
    ...look,
  };
}

function trayOf(game: Bowling): TrayContent {
  const { roosters, golden, winding, gilding } = game;
  return {
    items: [
      item("rooster", {
        name: WORDS.rooster,
        count: roosters,
        wait: roosters > 0 ? 0 : winding,
      }),
      item("golden", { name: WORDS.golden, count: golden, wait: golden > 0 ? 0 : gilding }),
    ],
    hasSpade: false,
  };
}

function drawRunner({ pen, world, layout }: Easel, runner: Runner): void {
  const hop = Math.abs(Math.sin(world.tick / 3)) * 10;
  const x = boardX(layout, runner.x);
  const y = groundY(layout, runner.y) - hop;
  const scale = layout.figure * (layout.orientation === "portrait" ? 0.72 : 0.9);
  pen.stand({ x, y, scale, turn: 0.12 + runner.slant * 6 });
  if (runner.isGolden) pen.put("halo");
  pen.put("rooster key", { x: -20, y: -26, sy: Math.cos(world.tick / 3) });
  pen.put("rooster");
  const count = runner.knocked.length;
  if (count > 1) writeCount({ pen, layout }, count, { x, y: y - 92 * scale });
}

/** Writes above a rooster how many it has knocked: each is worth more than the last. */
function writeCount(
  { pen, layout }: Pick<Easel, "pen" | "layout">,
  count: number,
  at: { x: number; y: number },
): void {
  pen.rest();
  const { g } = pen;
  g.font = `800 ${
    Math.round(Math.min(24 + 3 * count, 48) * layout.figure)
  }px system-ui, sans-serif`;
  g.textAlign = "center";
  g.lineWidth = 7;
  g.lineJoin = "round";
  g.strokeStyle = "#6b2a12";
  g.fillStyle = "#ffe27a";
  g.strokeText(`×${count}`, at.x, at.y);
  g.fillText(`×${count}`, at.x, at.y);
}

function begin(seed: number): Bout {
  const game = new Bowling(seed);
  const { world } = game;
  const hint = { text: WORDS.bowlingRule };
  return {
    id: "bowling",
    world,
    extras: game.extras,
    step: () => game.step(),
    tray: () => trayOf(game),
    tap: ({ row }, x) => ({ kind: "extra", name: "roll", values: ["rooster", row, x] }),
    hint: () => world.tick < RULE_TICKS ? hint : undefined,
    progress: () => progressOfWaves(world, { name: WORDS.bowling, points: game.points }),
    decor: {
      among(easel, row) {
        for (const runner of game.runners) {
          if (Math.round(runner.y) === row) drawRunner(easel, runner);
        }
      },
    },
    result: () => ({
      title: world.outcome === "won" ? WORDS.bowlingWon : WORDS.lost,
      stars: game.stars,
      score: game.points,
      lines: [() => say(WORDS.longest, { count: game.longest })],
    }),
  };
}

/** Rooster bowling. */
export const BOWLING: Stall = {
  id: "bowling",
  name: WORDS.bowling,
  rule: WORDS.bowlingRule,
  sitter: { thing: "rooster" },
  after: 2,
  begin: ({ seed }) => begin(seed),
};
