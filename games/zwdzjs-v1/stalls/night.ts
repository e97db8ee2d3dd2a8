import { Sheet } from "../../kit/drawing/sheet.ts";
import type { Size } from "../../kit/fit.ts";
import type { Pen } from "../view/pen.ts";

const DARK = "rgb(9 12 34)";
const DEPTH = 0.92;
/** A lamp that moves takes its light along in steps of so many pixels. */
const STEP = 4;

/** A round of light: its middle, and how far it reaches to the sides. */
export interface Round {
  readonly x: number;
  readonly y: number;
  readonly across: number;
  readonly down: number;
}

function toSteps(value: number): number {
  return Math.round(value / STEP) * STEP;
}

function isSame(one: Round, other: Round): boolean {
  return one.x === other.x && one.y === other.y && one.across === other.across &&
    one.down === other.down;
}

/**
 * A dark picture of a whole stage with rounds of light cut out. It is painted anew only around lamps that have moved:
 * without a GPU, a night that is painted in each frame costs more than all that it hides.
 */
export class Night {
  #sheet = new Sheet();
  /** What has been cut out, in pixels. */
  #cut: readonly Round[] = [];
  #lights = new Map<string, ImageBitmap>();

  /** Lays the night over a stage, whose units are those of the rounds. */
  draw(pen: Pen, rounds: readonly Round[]): void {
    const { across, down, x, y } = pen.base;
    const lit = rounds.map((round) => ({
      x: toSteps(round.x * across + x),
      y: toSteps(round.y * down + y),
      across: toSteps(round.across * across),
      down: toSteps(round.down * down),
    }));
    this.#follow(pen.surface, lit);
    pen.g.save();
    pen.g.setTransform(1, 0, 0, 1, 0, 0);
    pen.g.drawImage(this.#sheet.image, 0, 0);
    pen.g.restore();
  }

  #follow({ width, height }: Size, lit: readonly Round[]): void {
    const before = this.#cut;
    this.#cut = lit;
    if (this.#sheet.width !== width || this.#sheet.height !== height) {
      this.#sheet.resize(width, height);
      this.#paint({ x: width / 2, y: height / 2, across: width / 2, down: height / 2 });
      return;
    }
    const gone = before.filter((round) => !lit.some((other) => isSame(round, other)));
    const come = lit.filter((round) => !before.some((other) => isSame(round, other)));
    for (const round of [...gone, ...come]) this.#paint(round);
  }

  /** Paints the box around a round. */
  #paint({ x, y, across, down }: Round): void {
    const g = this.#sheet.brush;
    g.save();
    g.beginPath();
    g.rect(x - across, y - down, 2 * across, 2 * down);
    g.clip();
    g.globalCompositeOperation = "copy";
    g.globalAlpha = DEPTH;
    g.fillStyle = DARK;
    g.fillRect(x - across, y - down, 2 * across, 2 * down);
    g.globalCompositeOperation = "destination-out";
    g.globalAlpha = 1;
    for (const round of this.#cut) {
      const isNear = Math.abs(round.x - x) < round.across + across &&
        Math.abs(round.y - y) < round.down + down;
      if (isNear) g.drawImage(this.#lightOf(round), round.x - round.across, round.y - round.down);
    }
    g.restore();
  }

  /** A light, which is strong in the middle and fades at its edge. */
  #lightOf({ across, down }: Round): ImageBitmap {
    const name = `${across} ${down}`;
    const known = this.#lights.get(name);
    if (known) return known;
    const canvas = new OffscreenCanvas(2 * across, 2 * down);
    const g = canvas.getContext("2d")!;
    g.setTransform(across, 0, 0, down, across, down);
    const light = g.createRadialGradient(0, 0, 0, 0, 0, 1);
    light.addColorStop(0, "#000");
    light.addColorStop(0.7, "#000d");
    light.addColorStop(1, "#0000");
    g.fillStyle = light;
    g.fillRect(-1, -1, 2, 2);
    const image = canvas.transferToImageBitmap();
    this.#lights.set(name, image);
    return image;
  }
}
