// The looks of zombies, and the poses that many share.

import type { ZombieLook } from "../art/zombie_poses.ts";
import { clamp } from "../../kit/motion.ts";
import { ZOMBIE_KINDS, type ZombieKind } from "../rules/kinds.ts";
import type { Zombie } from "../rules/world.ts";
import * as numbers from "../rules/zombies.ts";

/** High enough to be seen to fly, low enough for a kite to be seen over the first lane, too. */
const FLIGHT_HEIGHT = 20;

const MODE_TICKS: Partial<Record<Zombie["mode"], number>> = {
  vault: numbers.VAULT_TICKS,
  fall: numbers.FALL_TICKS,
  drum: numbers.DRUM_TICKS,
  fuse: numbers.CRACKER_FUSE_TICKS,
  smash: numbers.SMASH_TICKS,
  rise: numbers.RISE_TICKS,
  sling: numbers.SLING_TICKS,
};

/** The height of a zombie in its hop, and its stretch from -1 (squashed) to 1. */
interface Hop {
  lift: number;
  stretch: number;
}

/** The latest hop, which is reused because two are computed for each zombie in each frame. */
const lastHop: Hop = { lift: 0, stretch: 0 };

function setHop(lift: number, stretch: number): Hop {
  lastHop.lift = lift;
  lastHop.stretch = stretch;
  return lastHop;
}

function progressOf(zombie: Zombie): number {
  return clamp(zombie.modeTicks / (MODE_TICKS[zombie.mode] ?? 1));
}

function hopOf(
  zombie: Pick<Zombie, "kind" | "mode" | "hopTicks" | "modeTicks">,
  progress: number,
): Hop {
  if (zombie.mode === "fly") {
    return setHop(FLIGHT_HEIGHT + Math.sin(zombie.modeTicks / 22) * 5, 0.2);
  }
  if (zombie.mode === "fall") {
    return setHop(FLIGHT_HEIGHT * (1 - progress) ** 2, progress > 0.7 ? -0.6 : 0.3);
  }
  if (zombie.mode === "vault") return setHop(Math.sin(progress * Math.PI) * 62, 0.4);
  if (zombie.mode !== "walk") return setHop(0, 0);
  const air = zombie.hopTicks / numbers.HOP_AIR_TICKS;
  if (zombie.kind === "dasher") {
    return setHop(Math.abs(Math.sin(air * 4)) * 4, Math.sin(air * 6) * 0.3);
  }
  const height = zombie.kind === "giant" ? 9 : 17;
  if (air < 1) {
    return setHop(Math.sin(air * Math.PI) * height, 0.7 * Math.cos(air * Math.PI * 0.6));
  }
  const rest = (zombie.hopTicks - numbers.HOP_AIR_TICKS) /
    (numbers.HOP_TICKS - numbers.HOP_AIR_TICKS);
  // It is squashed by the landing, rises, and bends once more before the next hop.
  return setHop(0, -0.9 * Math.abs(Math.cos(rest * Math.PI)));
}

/** Computes the current hop; the result is valid until the next call. */
export function hopNow(zombie: Zombie): Hop {
  return hopOf(zombie, progressOf(zombie));
}

/** The number of poses of a hop and of what has an end, and of a bite. */
const HOP_POSES = 12;
const BITE_POSES = 5;
const DIG_POSES = 3;
const MODES: readonly Zombie["mode"][] = [
  "walk",
  "fly",
  "eat",
  "dig",
  ...Object.keys(MODE_TICKS) as Zombie["mode"][],
];
const WEARS = [0, 0.4, 1] as const;
/** The steps of a bite. */
const CHEW_TICKS = 29;

/** The numbers of zombies' poses are below this. */
export const ZOMBIE_KEYS = ZOMBIE_KINDS.length * 2 * WEARS.length * MODES.length * HOP_POSES;

/** How a stretch deforms a zombie: it gets longer and thinner. */
export function bentBy(stretch: number): { sx: number; sy: number } {
  return { sx: 1 - stretch * 0.09, sy: 1 + stretch * 0.1 };
}

/** Finds the pose of a zombie, which all like it share. */
export function poseOf(zombie: Zombie): number {
  if (zombie.mode === "walk") return Math.floor((zombie.hopTicks / numbers.HOP_TICKS) * HOP_POSES);
  if (zombie.mode === "fly") {
    return Math.floor(((zombie.modeTicks % numbers.HOP_TICKS) / numbers.HOP_TICKS) * HOP_POSES);
  }
  if (zombie.mode === "dig") return Math.floor(zombie.modeTicks / 8) % DIG_POSES;
  if (zombie.mode === "eat") {
    return Math.floor(((zombie.modeTicks % CHEW_TICKS) / CHEW_TICKS) * BITE_POSES);
  }
  return Math.min(HOP_POSES - 1, Math.floor(progressOf(zombie) * HOP_POSES));
}

/** The properties of a zombie that change its figure, whatever its pose. */
export type Figure = Pick<Zombie, "kind" | "mode" | "gifted" | "armour" | "health">;

/** The figure of a dead zombie. */
export function fallenFigure(kind: ZombieKind): Figure {
  return { kind, mode: "walk", gifted: false, armour: 0, health: 0 };
}

/** The visible wear of armour, or of a giant's hide: gone, worn or whole. */
function wearOf({ kind, armour, health }: Figure): (typeof WEARS)[number] {
  const full = numbers.ZOMBIES[kind];
  if (kind === "giant") {
    const left = health / full.health;
    return left > 0.66 ? WEARS[2] : left > 0.33 ? WEARS[1] : WEARS[0];
  }
  const share = full.armour ? armour / full.armour : 0;
  return share > 0.5 ? WEARS[2] : share > 0 ? WEARS[1] : WEARS[0];
}

/** The steps of all poses of a mode. */
function ticksOf(mode: Zombie["mode"]): number {
  if (mode === "eat") return CHEW_TICKS / BITE_POSES * HOP_POSES;
  return MODE_TICKS[mode] ?? numbers.HOP_TICKS;
}

/** The look in the middle of a pose, which all zombies in that pose share. */
export function lookOfPose(figure: Figure, pose: number): ZombieLook {
  const { kind, mode, gifted } = figure;
  const ticks = Math.floor((pose + 0.5) * ticksOf(mode) / HOP_POSES);
  const progress = mode in MODE_TICKS ? (pose + 0.5) / HOP_POSES : 0;
  const wear = wearOf(figure);
  return {
    kind,
    mode,
    time: ticks / 60,
    progress,
    armour: wear,
    health: kind === "giant" ? wear : 1,
    gifted,
    ...hopOf({ kind, mode, hopTicks: ticks, modeTicks: ticks }, progress),
  };
}

/** The number of a figure's pose, below `ZOMBIE_KEYS`. */
export function keyOfPose(figure: Figure, pose: number): number {
  const wear = WEARS.indexOf(wearOf(figure));
  const mode = MODES.indexOf(figure.mode);
  const kind = ZOMBIE_KINDS.indexOf(figure.kind);
  const dressed = (kind * 2 + Number(figure.gifted)) * WEARS.length + wear;
  return (dressed * MODES.length + mode) * HOP_POSES + pose;
}
