import type { ZombieKind } from "../../zwdzjs-v1/rules/kinds.ts";

/** The price of each zombie in moonlight, and the seconds until the next one of its kind. */
export const PRICES = {
  hopper: [25, 1.5],
  imp: [50, 4],
  hat: [50, 3],
  pole: [50, 4],
  dasher: [50, 4],
  cracker: [50, 6],
  mole: [75, 6],
  kite: [75, 5],
  wok: [100, 5],
  door: [100, 6],
  drummer: [75, 10],
  giant: [250, 25],
} as const satisfies Partial<Record<ZombieKind, readonly [price: number, seconds: number]>>;

/** The zombies that can be sent. */
export type RaidKind = keyof typeof PRICES;
