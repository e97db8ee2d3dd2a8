// The poses of things that many share: drops of sun, roosters, shadows and beds.

import type { PartPen } from "../art/part.ts";
import { SHADOW_WIDTH } from "../art/things.ts";
import type { Layout } from "./layout.ts";
import type { Pen } from "./pen.ts";
import { type Frame, reusedStance, type Stance } from "./stance.ts";
import { FIGURE_KEYS } from "./plant_looks.ts";

/** The poses of a sun's breath, in which its twelve rays turn by two. */
const SUN_POSES = 28;
const [SUN_BREATH, SUN_TURN] = [0.05, Math.PI / 3];
/** The steps of a breath. */
const SUN_TICKS = 56;
/** The poses in which a rooster breathes and its key turns, and their steps. */
const [ROOSTER_POSES, ROOSTER_TICKS] = [32, 180];
const ROOSTER_SHADOW = 28;
/** The widest shadow, in units. */
const WIDEST = 80;

const [SUNS, ROOSTERS] = [FIGURE_KEYS, FIGURE_KEYS + SUN_POSES];
const SHADOWS = ROOSTERS + 2 * ROOSTER_POSES;
const BED = SHADOWS + WIDEST;

const BITS = BED + 1;

/** The small things that fly about in numbers, the turns in which they are shown, and their sizes. */
const BIT_PARTS = ["petal", "star", "kernel", "flame"];
const [BIT_TURNS, BIT_SIZES, SIZES_IN_ONE] = [12, 16, 8];

/** The numbers of the poses of figures and things are below this. */
export const THING_KEYS = BITS + BIT_PARTS.length * BIT_TURNS * BIT_SIZES;
/** The width and height of a bed's part in units, with a little room to the next. */
const BED_UNITS = 102;

/** Draws a thing as one picture where that exists already, or of its parts, and orders the picture. */
function show(pen: Pen, stance: Stance, { key, ...frame }: Frame & { readonly key: number }): void {
  if (pen.putFrame(stance, key)) return;
  pen.stand({ ...stance, ...frame.bent });
  frame.pose(pen);
  pen.orderFrame(key, frame);
}

/** Draws a drop of sun, which breathes while its rays turn. */
export function putSun(pen: Pen, stance: Stance, ticks: number): void {
  const pose = Math.floor((ticks % SUN_TICKS) / SUN_TICKS * SUN_POSES);
  if (pen.putFrame(stance, SUNS + pose)) return;
  const share = pose / SUN_POSES;
  const size = 1 + Math.sin(share * 2 * Math.PI) * SUN_BREATH;
  const parts = (pen: PartPen) => {
    pen.put("sun rays", { turn: share * SUN_TURN, sx: size, sy: size });
    pen.put("sun", { sx: size, sy: size });
  };
  show(pen, stance, { key: SUNS + pose, pose: parts });
}

/** Draws a rooster that waits, and its shadow; figures have `figure` units of the stage in one of theirs. */
export function putRooster(
  pen: Pen,
  stance: Stance,
  { tick, figure, upright }: { tick: number; figure: number; upright: boolean },
): void {
  const pose = Math.floor((tick % ROOSTER_TICKS) / ROOSTER_TICKS * ROOSTER_POSES);
  const key = ROOSTERS + Number(upright) * ROOSTER_POSES + pose;
  if (pen.putFrame(stance, key)) return;
  const turn = pose / ROOSTER_POSES * 2 * Math.PI;
  const breath = Math.sin(turn) * 0.02;
  const [sx, sy] = [1 - breath, 1 + breath];
  const size = stance.scale / figure;
  const wide = ROOSTER_SHADOW / SHADOW_WIDTH / size;
  const parts = (pen: PartPen) => {
    pen.put("shadow", { y: 4 / stance.scale, sx: wide, sy: wide });
    pen.put("rooster key", { x: -20 * sx, y: -26 * sy, sx, sy: sy * Math.cos(turn) });
    pen.put("rooster", { sx, sy });
  };
  show(pen, stance, { key, pose: parts, size });
}

/** Draws the soft shadow of a thing, so many units of the stage to each side. */
export function putShadow(
  pen: Pen,
  at: { readonly x: number; readonly y: number; readonly width: number },
  figure: number,
): void {
  const width = Math.min(Math.round(at.width), WIDEST - 1);
  if (width <= 0) return;
  shadow.x = at.x;
  shadow.y = at.y;
  shadow.scale = width / SHADOW_WIDTH;
  if (pen.putFrame(shadow, SHADOWS + width)) return;
  const pose = (pen: PartPen) => pen.put("shadow");
  show(pen, shadow, { key: SHADOWS + width, pose, size: shadow.scale / figure });
}

/** The reused stance of each shadow. */
const shadow = { x: 0, y: 0, scale: 1 };

/** Draws a bed that fills a cell around a place. */
export function putBed(
  pen: Pen,
  at: { readonly x: number; readonly y: number },
  { cellWidth, cellHeight, figure }: Layout,
): void {
  const bent = { sx: cellWidth / BED_UNITS / figure, sy: cellHeight / BED_UNITS / figure };
  const pose = (pen: PartPen) => pen.put("bed");
  show(pen, { ...at, scale: figure }, { key: BED, pose, bent });
}

/** The reused stance of each bit. */
const bitStance = reusedStance();

/** Draws a part that flies about; of the smallest, which are many, the nearest turn and size. */
export function putBit(pen: Pen, part: string, stance: Required<Stance>): void {
  const kind = BIT_PARTS.indexOf(part);
  const size = Math.round(stance.scale * SIZES_IN_ONE);
  if (kind < 0 || size < 1 || size >= BIT_SIZES) {
    pen.stand(stance);
    pen.put(part);
    return;
  }
  const share = stance.turn / (2 * Math.PI);
  const turn = Math.round((share - Math.floor(share)) * BIT_TURNS) % BIT_TURNS;
  bitStance.x = stance.x;
  bitStance.y = stance.y;
  bitStance.alpha = stance.alpha;
  bitStance.scale = pen.figure * size / SIZES_IN_ONE;
  const key = BITS + (kind * BIT_TURNS + turn) * BIT_SIZES + size;
  if (pen.putFrame(bitStance, key)) return;
  pen.stand(stance);
  pen.put(part);
  pen.orderFrame(key, {
    pose: (pen) => pen.put(part),
    size: size / SIZES_IN_ONE,
    bent: { turn: turn / BIT_TURNS * 2 * Math.PI },
  });
}
