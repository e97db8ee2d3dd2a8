import { form, oval, path, spot, stroke } from "../../zwdzjs-v1/art/forms.ts";
import { clamp } from "../../kit/motion.ts";
import type { Easel } from "../../zwdzjs-v1/view/figures.ts";
import { boardX, groundY } from "../../zwdzjs-v1/view/layout.ts";
import type { Raid } from "./raid.ts";

/** The size of the picture of a plate, and how much finer it is than the stage. */
const PLATE = { width: 96, height: 64, fineness: 2 } as const;

let picture: OffscreenCanvas | undefined;

/** Paints a plate of dumplings around the middle of its rim. */
function paintPlate(g: OffscreenCanvasRenderingContext2D): void {
  form(g, oval(0, 12, [40, 12]), "#e9eef6", { shade: 4, light: 3 });
  spot(g, oval(0, 10, [30, 7]), "#c9d4e6");
  for (const [x, y, turn] of [[-17, 4, -0.2], [17, 4, 0.2], [0, -6, 0], [0, 8, 0]] as const) {
    g.save();
    g.translate(x, y);
    g.rotate(turn);
    form(g, path("M-17 4C-16 -12 16 -12 17 4C8 8 -8 8 -17 4z"), "#fff3d8", {
      line: 2.6,
      shade: 4,
      light: 3,
    });
    stroke(g, path("M-9 -4L-7 1M0 -7L0 -1M9 -4L7 1"), { colour: "#d8b98a", width: 2 });
    g.restore();
  }
}

function plate(): OffscreenCanvas {
  if (picture) return picture;
  const { width, height, fineness } = PLATE;
  picture = new OffscreenCanvas(width * fineness, height * fineness);
  const g = picture.getContext("2d")!;
  g.scale(fineness, fineness);
  g.translate(width / 2, height / 2);
  paintPlate(g);
  return picture;
}

/** Draws the plate of a row, with steam, if it still stands. */
export function drawPlate({ pen, world, layout }: Easel, raid: Raid, row: number): void {
  if (!raid.plates.has(row)) return;
  const isUpright = layout.orientation === "portrait";
  const size = layout.figure * (isUpright ? 0.6 : 0.85);
  const x = boardX(layout, isUpright ? -0.05 : -0.5);
  const y = groundY(layout, row) - 18 * size;
  const { width, height } = PLATE;
  pen.rest();
  const { g } = pen;
  g.drawImage(
    plate(),
    x - (width / 2) * size,
    y - (height / 2) * size,
    width * size,
    height * size,
  );
  g.strokeStyle = "#ffffff";
  g.lineWidth = 2.5;
  for (const [at, side] of [-9, 9].entries()) {
    const rise = ((world.tick + at * 37) % 90) / 90;
    g.globalAlpha = 0.7 * Math.sin(rise * Math.PI);
    g.beginPath();
    g.moveTo(x + side * size, y - (16 + rise * 22) * size);
    g.quadraticCurveTo(
      x + (side + 6) * size,
      y - (22 + rise * 22) * size,
      x + side * size,
      y - (30 + rise * 22) * size,
    );
    g.stroke();
  }
  g.globalAlpha = 1;
}

/** Lets the light of dawn fall over the lawn towards the end of the night. */
export function drawDawn({ pen }: Easel, raid: Raid): void {
  const dawn = clamp((raid.nightShare - 0.6) / 0.4);
  if (dawn === 0) return;
  pen.rest();
  const { g } = pen;
  g.globalAlpha = 0.32 * dawn;
  g.fillStyle = "#ffb070";
  g.fillRect(-2000, -2000, 6000, 6000);
  g.globalAlpha = 1;
}
