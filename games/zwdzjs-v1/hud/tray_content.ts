import type { Text } from "../../kit/language.ts";
import type { Held } from "../rules/actions.ts";
import { PLANTS } from "../rules/plants.ts";
import type { World } from "../rules/world.ts";
import { PLANT_TEXTS } from "../texts/plants.ts";
import { WORDS } from "../texts/words.ts";
import type { Sitter } from "./portrait.ts";

/** Something to take in hand. */
export interface TrayItem {
  readonly held: Held;
  readonly sitter: Sitter;
  readonly name: Text;
  readonly price?: number;
  /** How often it can be used yet. @default without a limit */
  readonly count?: number;
  /** The share of its wait that is left, 0 to 1. */
  readonly wait: number;
  /** Whether the purse does not suffice. */
  readonly short: boolean;
}

/** What the tray shows. */
export interface TrayContent {
  /** What the player pays with. */
  readonly purse?: {
    readonly sitter: Sitter;
    readonly amount: string;
    readonly label: Text;
    /** What a player reads who has too little. */
    readonly short: Text;
  };
  readonly items: readonly TrayItem[];
  readonly hasSpade: boolean;
}

/** The tray of a garden: its packets, and a spade. */
export function packetTray(world: World): TrayContent {
  return {
    purse: {
      sitter: { thing: "sun" },
      amount: world.allowances.endlessSun ? "∞" : String(world.sun),
      label: WORDS.sun,
      short: WORDS.needSun,
    },
    items: world.packets.map(({ kind, wait }) => ({
      held: { kind: "packet", plant: kind },
      sitter: { plant: kind },
      name: PLANT_TEXTS[kind].name,
      price: PLANTS[kind].cost,
      wait: wait / PLANTS[kind].rechargeTicks,
      short: world.sun < PLANTS[kind].cost,
    })),
    hasSpade: true,
  };
}

/** Tells things in hand apart. */
export function keyOfHeld(held: Held): string {
  switch (held.kind) {
    case "packet":
      return held.plant;
    case "spade":
      return "spade";
    case "extra":
      return `${held.name} ${held.value}`;
  }
}
