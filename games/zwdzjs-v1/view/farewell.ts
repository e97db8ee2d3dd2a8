import { poseZombie } from "../art/zombie_poses.ts";
import { clamp, easeIn, easeOut } from "../../kit/motion.ts";
import { ZOMBIE_KINDS } from "../rules/kinds.ts";
import { drawPose, FINEST_ZOMBIE, sizeOfZombie } from "./figures.ts";
import type { Pen } from "./pen.ts";
import { type Bent, reusedStance } from "./stance.ts";
import { THING_KEYS } from "./thing_looks.ts";
import { type Figure, lookOfPose } from "./zombie_looks.ts";

/** A dead zombie that falls and fades. */
export interface Farewell {
  readonly figure: Figure;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** Whether a blast has burnt it: then it stands black for a moment and crumbles. */
  readonly charred: boolean;
  ageMs: number;
}

/** How long it is visible. */
export const FAREWELL_MS = 750;
/** The poses of a fall, which all of a kind share. */
const POSES = 16;

/** The reused stance of each fall. */
const stance = reusedStance();

/** The pose of a fall. */
function poseOfFarewell({ ageMs }: Farewell): number {
  return Math.floor(clamp(ageMs / FAREWELL_MS, 0, 1 - 1e-9) * POSES);
}

/** The number of the pose of a fall; nothing else has the same. */
export function keyOfFarewell(farewell: Farewell): number {
  const kind = ZOMBIE_KINDS.indexOf(farewell.figure.kind);
  return THING_KEYS + (kind * 2 + Number(farewell.charred)) * POSES + poseOfFarewell(farewell);
}

/** How far it has fallen back, in radians, after a share of its time. */
function tiltAt(share: number): number {
  return easeOut(clamp(share * 1.8)) * 1.35;
}

/** Where it is: it falls backwards and rises, or stays where it was burnt. */
function placeOfFarewell({ x, y, charred, ageMs }: Farewell): { x: number; y: number } {
  if (charred) return { x, y };
  const share = ageMs / FAREWELL_MS;
  return { x: x + tiltAt(share) * 10, y: y - easeIn(share) * 46 };
}

/** How it looks in the middle of a pose: it falls and fades, or crumbles where it was burnt. */
function bentOfFarewell(charred: boolean, pose: number): Required<Bent> {
  const share = (pose + 0.5) / POSES;
  if (charred) {
    const fall = easeIn(clamp((share - 0.4) / 0.6));
    return { wash: "ash", alpha: 1 - fall, turn: 0, sx: 1 + fall * 0.5, sy: 1 - fall * 0.85 };
  }
  const wash = share < 0.1 ? "flash" : "ghost";
  return { wash, alpha: 1 - easeIn(share), turn: tiltAt(share), sx: 1, sy: 1 };
}

/** Draws the fall of a dead zombie. */
export function drawFarewell(pen: Pen, farewell: Farewell): void {
  const { figure, scale, charred } = farewell;
  stance.scale = scale;
  ({ x: stance.x, y: stance.y } = placeOfFarewell(farewell));
  stance.wash = "plain";
  stance.sx = stance.sy = stance.alpha = 1;
  stance.turn = 0;
  const key = keyOfFarewell(farewell);
  if (pen.putFrame(stance, key)) return;
  const bent = bentOfFarewell(charred, poseOfFarewell(farewell));
  drawPose(pen, { ...stance, ...bent }, { figure, pose: 0 });
  pen.orderFrame(key, {
    pose: (pen) => poseZombie(pen, lookOfPose(figure, 0)),
    size: sizeOfZombie(figure),
    bent,
    finest: FINEST_ZOMBIE,
  });
}
