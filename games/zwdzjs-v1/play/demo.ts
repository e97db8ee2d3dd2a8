import type { Edition } from "../edition.ts";
import type { PlantKind, ZombieKind } from "../rules/kinds.ts";
import { applyAction } from "../rules/actions.ts";
import { addZombie } from "../rules/waves.ts";
import { createWorld } from "../rules/world.ts";
import { Session } from "./session.ts";

/** The plants of the demonstration, a line for each row, from left to right. */
const GARDEN: readonly (readonly PlantKind[])[] = [
  ["glowberry", "lotus", "clover", "mint", "bamboo"],
  ["glowberry", "dandelion", "grape", "ginseng", "bamboo"],
  ["glowberry", "pomegranate", "lotus", "mint", "bamboo"],
  ["glowberry", "lotus", "grape", "fern", "caltrop"],
  ["glowberry", "mint", "lotus", "clover", "bamboo"],
];

/** The zombies at the start of the demonstration. */
const PARADE: readonly (readonly [ZombieKind, number, number])[] = [
  ["hat", 0, 7.4],
  ["door", 1, 6.9],
  ["kite", 1, 9],
  ["wok", 2, 7.9],
  ["hopper", 2, 9.1],
  ["drummer", 3, 7.6],
  ["lantern", 3, 8.9],
  ["cracker", 4, 8.2],
];

const DEMO = { level: 6, seed: 36, leadTicks: 15 * 60 };

/** Starts the demonstration behind the title. */
export function startDemo(edition: Edition): Session {
  const plants = [...new Set(GARDEN.flat())];
  const world = createWorld({
    level: DEMO.level,
    seed: DEMO.seed,
    plants,
    allowances: { endlessSun: true, noRecharge: true },
  });
  const plantAll = () => {
    for (const [row, kinds] of GARDEN.entries()) {
      for (const [col, plant] of kinds.entries()) {
        applyAction(world, { kind: "plant", plant, row, col: col + (col === 4 ? 1 : 0) });
      }
    }
  };
  for (const packet of world.packets) packet.wait = 0;
  while (world.tick < DEMO.leadTicks && world.outcome === "playing") {
    if (world.tick % 60 === 0) plantAll();
    new Session(edition, world).step();
    world.happenings.length = 0;
  }
  for (const [kind, row, x] of PARADE) addZombie(world, kind, { row, x }).hopTicks = row * 11;
  return new Session(edition, world, { isDemo: true });
}
