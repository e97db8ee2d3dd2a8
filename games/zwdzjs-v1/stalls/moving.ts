import { say } from "../../kit/language.ts";
import type { Bout } from "../bout.ts";
import { MovingDay } from "../fair/moving.ts";
import type { Action } from "../rules/actions.ts";
import type { Easel } from "../view/figures.ts";
import { boardX, groundY } from "../view/layout.ts";
import { progressOfWaves, RULE_TICKS, type Stall } from "./stall.ts";
import { WORDS } from "./words.ts";

/** Draws a ring around the feet of the plant in hand. */
function drawLifted({ pen, world, layout }: Easel, game: MovingDay, row: number): void {
  const plant = world.plants.find(({ id }) => id === game.lifted);
  if (!plant || plant.row !== row) return;
  pen.rest();
  const { g } = pen;
  const breath = 1 + Math.sin(world.tick / 8) * 0.06;
  g.strokeStyle = "#fff3c4";
  g.lineWidth = 6;
  g.beginPath();
  const x = boardX(layout, plant.col + 0.5);
  const radius = 44 * layout.figure * breath;
  g.ellipse(
    x,
    groundY(layout, row) - 4,
    Math.min(radius, layout.cellWidth * 0.5),
    radius * 0.4,
    0,
    0,
    7,
  );
  g.stroke();
}

function begin(seed: number): Bout {
  const game = new MovingDay(seed);
  const { world } = game;
  const hint = { text: WORDS.movingRule };
  const act = (name: string) => ({ row }: { row: number }, x: number): Action => ({
    kind: "extra",
    name,
    values: ["plant", row, x],
  });
  return {
    id: "moving",
    world,
    extras: game.extras,
    step: () => game.step(),
    tray: () => ({ items: [], hasSpade: false }),
    grab: act("lift"),
    tap: act("touch"),
    hint: () => world.tick < RULE_TICKS || game.moves === 0 ? hint : undefined,
    progress: () => progressOfWaves(world, { name: WORDS.moving, points: game.points }),
    decor: { under: (easel, row) => drawLifted(easel, game, row) },
    result: () => ({
      title: world.outcome === "won" ? WORDS.movingWon : WORDS.lost,
      stars: game.stars,
      score: game.points,
      lines: [() => say(WORDS.moves, { count: game.moves })],
    }),
  };
}

/** Moving day. */
export const MOVING: Stall = {
  id: "moving",
  name: WORDS.moving,
  rule: WORDS.movingRule,
  sitter: { plant: "mint" },
  after: 4,
  begin: ({ seed }) => begin(seed),
};
