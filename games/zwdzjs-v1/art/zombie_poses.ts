import type { ZombieKind } from "../rules/kinds.ts";
import type { Mode } from "../rules/world.ts";
import type { PartPen } from "./part.ts";

/** The visible state of a zombie. */
export interface ZombieLook {
  readonly kind: ZombieKind;
  readonly mode: Mode;
  readonly time: number;
  /** The share of its mode that has passed, for modes with an end. */
  readonly progress: number;
  /** The share of its armour that is left. */
  readonly armour: number;
  /** The share of its health that is left; only the giant shows it. */
  readonly health: number;
  /** Whether it still has its pole or kite. */
  readonly gifted: boolean;
  /** The height above the ground. */
  readonly lift: number;
  /** The stretch: -1 is squashed, 1 is stretched. */
  readonly stretch: number;
}

/** The places of the body's parts. */
interface Hold {
  readonly lean: number;
  readonly arms: number;
  readonly nod: number;
}

function holdOf(look: ZombieLook): Hold {
  const { mode, time, progress } = look;
  if (mode === "eat") {
    const chew = Math.sin(time * 13);
    return { lean: -0.14 + chew * 0.03, arms: 0.25 + chew * 0.12, nod: -0.1 + chew * 0.09 };
  }
  if (mode === "vault") return { lean: -0.5 + progress * 0.7, arms: 0.6, nod: 0.2 };
  if (mode === "fly") return { lean: 0.1, arms: -1.1, nod: 0.1 };
  if (mode === "fall") return { lean: 1.2 * (1 - progress), arms: -0.8, nod: 0.3 };
  // It rolls with its chest forward and its arms backward.
  if (look.kind === "dasher") {
    return { lean: -0.2, arms: -0.75 + Math.sin(time * 7) * 0.08, nod: 0.12 };
  }
  if (mode === "drum") return { lean: 0.08, arms: 0.4, nod: Math.sin(progress * 25) * 0.1 };
  if (mode === "fuse") return { lean: Math.sin(time * 40) * 0.05, arms: -0.4, nod: 0.15 };
  return { lean: look.stretch * -0.06, arms: look.stretch * -0.16, nod: look.stretch * 0.08 };
}

function putHat(pen: PartPen, look: ZombieLook, at: { x: number; y: number; turn: number }): void {
  const worn = look.armour > 0;
  const torn = look.armour < 0.5 ? 1 : 0;
  if (look.kind === "hat" && worn) pen.put(`straw ${torn}`, { ...at, y: at.y - 2 });
  else if (look.kind === "wok" && worn) pen.put(`wok ${torn}`, { ...at, y: at.y - 1 });
  else if (look.kind === "dasher") pen.put("headband", { ...at, y: at.y + 8 });
  else if (look.kind === "giant") pen.put("bun", { ...at, y: at.y + 2 });
  else if (look.kind === "imp") pen.put("tufts", { ...at, y: at.y + 2 });
  else if (look.kind === "mole") pen.put("helmet", { ...at, y: at.y + 1 });
  else pen.put(`cap ${look.kind}`, at);
}

/** How badly a giant has been hit: undefined for hardly, 0 or 1. It takes so many hits that they must show. */
function hurtOf({ kind, health }: ZombieLook): 0 | 1 | undefined {
  if (kind !== "giant" || health > 0.66) return undefined;
  return health > 0.33 ? 0 : 1;
}

function putHead(pen: PartPen, look: ZombieLook, hold: Hold): void {
  const angry = look.kind === "giant" || look.kind === "cracker" || look.mode === "eat";
  const x = -2 + Math.sin(hold.lean) * 60;
  const y = -62;
  const turn = hold.lean * 0.6 + hold.nod;
  pen.put(angry ? "head angry" : "head calm", { x, y, turn });
  const hurt = hurtOf(look);
  if (hurt !== undefined) pen.put(`bandage ${hurt}`, { x, y, turn });
  const top = { x: x + Math.sin(turn) * 44, y: y - Math.cos(turn) * 44, turn };
  if (look.kind !== "dasher" && look.kind !== "giant") {
    const flap = Math.sin(look.time * 7) * 0.12 + look.stretch * 0.3;
    pen.put("strip", { x: top.x - 8, y: top.y + 8, turn: turn + flap });
  }
  putHat(pen, look, { x: top.x, y: top.y + 2, turn });
}

function putBehind(pen: PartPen, look: ZombieLook): void {
  if (look.kind === "kite" && look.gifted) {
    const tug = Math.sin(look.time * 7) * 0.06;
    pen.put("kite", { x: 6, y: -88, turn: tug });
  }
  if (look.kind === "giant") {
    const lifted = look.mode === "smash";
    const swing = !lifted
      ? -0.7 + Math.sin(look.time * 7) * 0.04
      : look.progress < 0.5
      ? -0.7 + look.progress * 2.2
      : look.progress < 0.62
      ? 0.4 - (look.progress - 0.5) * 20
      : -2 + (look.progress - 0.62) * 3.4;
    pen.put("hammer", { x: lifted ? -8 : 16, y: -58, turn: swing });
  }
  if (look.kind === "dasher") pen.put("wheels", { y: 1 });
  if (look.kind === "mole") pen.put("shovel", { x: 20, y: -52, turn: 0.5 });
}

function putInHand(pen: PartPen, look: ZombieLook, hold: Hold): void {
  const handY = -56 - hold.arms * 26;
  if (look.kind === "lantern") {
    pen.put("lantern rod", { x: -34, y: handY + 4 });
    pen.put("lantern lamp", { x: -76, y: handY - 48, turn: Math.sin(look.time * 7) * 0.14 });
  }
  if (look.kind === "pole" && look.gifted) {
    pen.put("pole", { x: -10, y: handY + 2, turn: 0.06 + look.stretch * 0.05 });
  } else if (look.kind === "pole" && look.mode === "vault") {
    pen.put("pole", { x: -14, y: -30, turn: -1.2 + look.progress * 0.9 });
  }
  if (look.kind === "door" && look.armour > 0) {
    pen.put(`door ${look.armour < 0.5 ? 1 : 0}`, { x: -36, y: 0, turn: look.stretch * -0.05 });
  }
  if (look.kind === "slinger") {
    const pull = look.mode === "sling" ? Math.sin(look.time * 3) * 0.2 : 0;
    pen.put("slingshot", { x: -40, y: handY + 2, turn: pull });
  }
  if (look.kind === "drummer") putDrum(pen, look);
  if (look.kind === "cracker") {
    pen.put("crackers", { x: -22, y: -58, turn: Math.sin(look.time * 7) * 0.12 });
    if (look.mode === "fuse") {
      const size = 1.1 + Math.sin(look.time * 30) * 0.4;
      pen.put("spark", { x: -22, y: -6 - 48 * look.progress, sx: size, sy: size });
    }
  }
}

function putDrum(pen: PartPen, look: ZombieLook): void {
  pen.put("drum", { x: -18, y: -34 });
  const beat = look.mode === "drum" ? Math.abs(Math.sin(look.progress * 22)) : 0.3;
  pen.put("stick", { x: -14, y: -58, turn: -0.5 - beat * 0.9 });
  pen.put("stick", { x: -2, y: -54, turn: -1.3 + beat * 0.9 });
}

/** Draws the parts of a zombie; the pen has its place already. */
export function poseZombie(pen: PartPen, look: ZombieLook): void {
  if (look.mode === "dig") return pen.put("mound", { turn: Math.sin(look.time * 9) * 0.05 });
  const hold = holdOf(look);
  putBehind(pen, look);
  pen.put(`robe ${look.kind}`, { turn: hold.lean * 0.5 });
  if (look.kind === "slinger" && look.armour > 0) {
    pen.put(`vest ${look.armour < 0.5 ? 1 : 0}`, { turn: hold.lean * 0.5 });
  }
  const hurt = hurtOf(look);
  if (hurt !== undefined) pen.put(`tears ${hurt}`, { turn: hold.lean * 0.5 });
  putHead(pen, look, hold);
  if (look.kind !== "drummer") {
    pen.put(`arms ${look.kind}`, { x: 2 + Math.sin(hold.lean) * 30, y: -56, turn: hold.arms });
  }
  putInHand(pen, look, hold);
  if (look.mode === "rise") pen.put("mound", { sx: 1.2, sy: 1 - look.progress * 0.6 });
}

/** A zombie that hops in place, for the almanac; at time 0 it stands. */
export function restingZombie(kind: ZombieKind, time = 0): ZombieLook {
  const hop = Math.sin(time * 4.4);
  const hops = kind !== "dasher" && kind !== "kite";
  return {
    kind,
    mode: kind === "kite" ? "fly" : "walk",
    time,
    progress: 0,
    armour: 1,
    health: 1,
    gifted: true,
    lift: hops ? Math.max(0, hop) * 9 : 0,
    stretch: hop * 0.4,
  };
}
