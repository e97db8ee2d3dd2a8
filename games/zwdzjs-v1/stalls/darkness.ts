import { isLit, lampsOf } from "../rules/light.ts";
import type { Easel } from "../view/figures.ts";
import { zombieScale } from "../view/figures.ts";
import { boardX, groundY } from "../view/layout.ts";

/** The part of the stage that gets dark, with room around it for wide and high windows. */
const AREA = { x: -700, y: -700, width: 2600, height: 2400 } as const;
/** The darkness is soft, so a coarse picture of it does. */
const COARSE = 0.2;
const DARK = "rgb(9 12 34)";
const DEPTH = 0.92;

let picture: OffscreenCanvas | undefined;

/** Cuts a round of light out of the darkness. */
function cut(
  g: OffscreenCanvasRenderingContext2D,
  at: { x: number; y: number; across: number; down: number },
): void {
  g.save();
  g.translate(at.x, at.y);
  g.scale(at.across, at.down);
  const light = g.createRadialGradient(0, 0, 0, 0, 0, 1);
  light.addColorStop(0, "#000");
  light.addColorStop(0.7, "#000d");
  light.addColorStop(1, "#0000");
  g.fillStyle = light;
  g.fillRect(-1, -1, 2, 2);
  g.restore();
}

function paintDarkness({ world, layout }: Easel): OffscreenCanvas {
  picture ??= new OffscreenCanvas(AREA.width * COARSE, AREA.height * COARSE);
  const g = picture.getContext("2d")!;
  g.setTransform(1, 0, 0, 1, 0, 0);
  g.globalCompositeOperation = "source-over";
  g.clearRect(0, 0, picture.width, picture.height);
  g.fillStyle = DARK;
  g.globalAlpha = DEPTH;
  g.fillRect(0, 0, picture.width, picture.height);
  g.globalAlpha = 1;
  g.setTransform(COARSE, 0, 0, COARSE, -AREA.x * COARSE, -AREA.y * COARSE);
  g.globalCompositeOperation = "destination-out";
  for (const { x, y, reach } of lampsOf(world)) {
    cut(g, {
      x: boardX(layout, x),
      y: groundY(layout, y) - 40 * layout.figure,
      across: (reach + 0.25) * layout.cellWidth,
      down: (reach + 0.25) * layout.cellHeight,
    });
  }
  cut(g, {
    x: boardX(layout, -0.6),
    y: layout.top + layout.cellHeight * 2.5,
    across: 2.2 * layout.cellWidth,
    down: 4 * layout.cellHeight,
  });
  return picture;
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
  pen.g.drawImage(paintDarkness(easel), AREA.x, AREA.y, AREA.width, AREA.height);
  drawEyes(easel);
}
