import { isLit, lampsOf } from "../rules/light.ts";
import type { Easel } from "../view/figures.ts";
import { zombieScale } from "../view/figures.ts";
import { boardX, groundY } from "../view/layout.ts";
import { Night, type Round } from "./night.ts";

const night = new Night();

/** Lists what is lit: around each lamp, and before the windows of the house. */
function roundsOf({ world, layout }: Easel): Round[] {
  const rounds = lampsOf(world).map(({ x, y, reach }) => ({
    x: boardX(layout, x),
    y: groundY(layout, y) - 40 * layout.figure,
    across: (reach + 0.25) * layout.cellWidth,
    down: (reach + 0.25) * layout.cellHeight,
  }));
  rounds.push({
    x: boardX(layout, -0.6),
    y: layout.top + layout.cellHeight * 2.5,
    across: 2.2 * layout.cellWidth,
    down: 4 * layout.cellHeight,
  });
  return rounds;
}

/** The eyes of those who stand in the dark; they blink. */
function drawEyes({ pen, world, layout }: Easel): void {
  const { g } = pen;
  g.fillStyle = "#ffe27a";
  for (const zombie of world.zombies) {
    const blinks = (world.tick + zombie.id * 53) % 210 > 190;
    if (blinks || zombie.x > 9.4 || isLit(world, zombie)) continue;
    const size = zombieScale(zombie, layout);
    const x = boardX(layout, zombie.x) - 8 * size;
    const y = groundY(layout, zombie.row) - 62 * size;
    for (const side of [-7, 7]) {
      g.beginPath();
      g.ellipse(x + side * size, y, 4 * size, 5 * size, 0, 0, 7);
      g.fill();
    }
  }
}

/** Draws the night over a lawn, its lamps left out. */
export function drawDarkness(easel: Easel): void {
  const { pen } = easel;
  pen.rest();
  night.draw(pen, roundsOf(easel));
  drawEyes(easel);
}
