// The looks of zombies, and the poses that many share.

import type { ZombieLook } from "../art/zombie_poses.ts";
import { clamp } from "../../kit/motion.ts";
import { ZOMBIE_KINDS, type ZombieKind } from "../rules/kinds.ts";
import type { World, Zombie } from "../rules/world.ts";
import * as numbers from "../rules/zombies.ts";

const FLIGHT_HEIGHT = 44;

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
    return setHop(FLIGHT_HEIGHT + Math.sin(zombie.modeTicks / 22) * 7, 0.2);
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

/** The number of poses of a hop, and of a bite. */
const HOP_POSES = 8;
const BITE_POSES = 5;
const DIG_POSES = 3;
/** The modes whose poses repeat. */
const POSED_MODES: readonly Zombie["mode"][] = ["walk", "fly", "eat", "dig"];
const WEARS = [0, 0.3, 1] as const;
/** The steps of a bite. */
const CHEW_TICKS = 29;

/** The numbers of zombies' poses are below this. */
export const ZOMBIE_KEYS = ZOMBIE_KINDS.length * 2 * WEARS.length * POSED_MODES.length * HOP_POSES;

/** Computes the look of a zombie. */
export function lookOfZombie(world: World, zombie: Zombie): ZombieLook {
  const stats = numbers.ZOMBIES[zombie.kind];
  const progress = progressOf(zombie);
  return {
    kind: zombie.kind,
    mode: zombie.mode,
    time: world.tick / 60 + zombie.id * 0.7,
    progress,
    armour: stats.armour ? zombie.armour / stats.armour : 0,
    health: zombie.health / stats.health,
    gifted: zombie.gifted,
    ...hopOf(zombie, progress),
  };
}

/** Finds the repeated pose of a zombie; undefined in a rare mode. */
export function poseOf(zombie: Zombie): number | undefined {
  if (zombie.mode === "walk") return Math.floor((zombie.hopTicks / numbers.HOP_TICKS) * HOP_POSES);
  if (zombie.mode === "fly") {
    return Math.floor(((zombie.modeTicks % numbers.HOP_TICKS) / numbers.HOP_TICKS) * HOP_POSES);
  }
  if (zombie.mode === "dig") return Math.floor(zombie.modeTicks / 8) % DIG_POSES;
  if (zombie.mode !== "eat") return undefined;
  return Math.floor(((zombie.modeTicks % CHEW_TICKS) / CHEW_TICKS) * BITE_POSES);
}

/** The properties of a zombie that change its figure, whatever its pose. */
export type Figure = Pick<Zombie, "kind" | "mode" | "gifted" | "armour">;

/** The figure of a dead zombie. */
export function fallenFigure(kind: ZombieKind): Figure {
  return { kind, mode: "walk", gifted: false, armour: 0 };
}

/** The visible wear of armour: gone, worn or whole. */
function wearOf({ kind, armour }: Figure): (typeof WEARS)[number] {
  const full = numbers.ZOMBIES[kind].armour;
  const share = full ? armour / full : 0;
  return share > 0.5 ? WEARS[2] : share > 0 ? WEARS[1] : WEARS[0];
}

/** The look in the middle of a pose, which all zombies in that pose share. */
export function lookOfPose(figure: Figure, pose: number): ZombieLook {
  const { kind, mode, gifted } = figure;
  const steps = mode === "eat" ? CHEW_TICKS / BITE_POSES : numbers.HOP_TICKS / HOP_POSES;
  const ticks = Math.floor((pose + 0.5) * steps);
  return {
    kind,
    mode,
    time: ticks / 60,
    progress: 0,
    armour: wearOf(figure),
    health: 1,
    gifted,
    ...hopOf({ kind, mode, hopTicks: ticks, modeTicks: ticks }, 0),
  };
}

/** The number of a figure's pose, below `ZOMBIE_KEYS`. */
export function keyOfPose(figure: Figure, pose: number): number {
  const wear = WEARS.indexOf(wearOf(figure));
  const mode = POSED_MODES.indexOf(figure.mode);
  const kind = ZOMBIE_KINDS.indexOf(figure.kind);
  const dressed = (kind * 2 + Number(figure.gifted)) * WEARS.length + wear;
  return (dressed * POSED_MODES.length + mode) * HOP_POSES + pose;
}
