import { say, type Text } from "../../kit/language.ts";
import type { Bout } from "../../zwdzjs-v1/bout.ts";
import type { TrayContent, TrayItem } from "../../zwdzjs-v1/hud/tray_content.ts";
import { PLANT_KINDS, ZOMBIE_KINDS } from "../../zwdzjs-v1/rules/kinds.ts";
import { PLANT_TEXTS } from "../../zwdzjs-v1/texts/plants.ts";
import { ZOMBIE_TEXTS } from "../../zwdzjs-v1/texts/zombies.ts";
import { tell, type World } from "../../zwdzjs-v1/rules/world.ts";
import { BUILDING, lawnOf } from "./builder.ts";
import { type Lawn, worldOf } from "./lawn.ts";
import { WORDS } from "./words.ts";

/** What the builder's tray shows. */
export type Palette = "plants" | "zombies";

function item(name: string, value: string, look: Pick<TrayItem, "sitter" | "name">): TrayItem {
  return { held: { kind: "extra", name, value }, wait: 0, short: false, ...look };
}

const ERASER = item("erase", "spade", { sitter: { thing: "spade" }, name: WORDS.eraser });

const TRAYS: Readonly<Record<Palette, TrayContent>> = {
  plants: {
    items: [
      ...PLANT_KINDS.map((plant) =>
        item("place", plant, { sitter: { plant }, name: PLANT_TEXTS[plant].name })
      ),
      ERASER,
    ],
    hasSpade: false,
  },
  zombies: {
    items: [
      ...ZOMBIE_KINDS.map((zombie) =>
        item("place", zombie, { sitter: { zombie }, name: ZOMBIE_TEXTS[zombie].name })
      ),
      ERASER,
    ],
    hasSpade: false,
  },
};

/** A lawn that is being set up: time stands still. */
export interface Building extends Bout {
  /** The lawn as it is now. */
  readonly lawn: () => Lawn;
}

/** Begins to set up a lawn. */
export function beginBuilding(start: Lawn, palette: () => Palette): Building {
  const world = worldOf({ ...start, packets: [] });
  const hint = { text: WORDS.hint };
  for (const zombie of world.zombies) zombie.hopTicks = 40;
  return {
    id: "build",
    world,
    extras: BUILDING,
    waits: () => true,
    tray: () => TRAYS[palette()],
    hint: () => world.plants.length + world.zombies.length === 0 ? hint : undefined,
    progress: () => ({
      name: say(WORDS.counts, { plants: world.plants.length, zombies: world.zombies.length }),
    }),
    result: () => ({ title: WORDS.held, lines: [] }),
    lawn: () => lawnOf(world, start),
  };
}

/** Which side a watcher has bet on. */
export type Bet = "plants" | "zombies";

/** Takes all sun off the lawn, unheard. */
function takeSun(world: World): void {
  world.suns = [];
  world.happenings = world.happenings.filter(({ kind }) => kind !== "sunBorn");
}

/** Lets a lawn run: whoever has packets plays the plants, others watch. */
export function beginTrial(lawn: Lawn, bet?: Bet): Bout {
  const world = worldOf(lawn);
  const isPlayed = lawn.packets.length > 0;
  const lines = () => {
    const winner = world.outcome === "won" ? "plants" : "zombies";
    const values = { seconds: Math.round(world.tick / 60), plants: world.plants.length };
    const guess: Text[] = bet ? [winner === bet ? WORDS.right : WORDS.wrong] : [];
    return [...guess, WORDS.lasted, WORDS.left].map((text) => () => say(text, values));
  };
  return {
    id: "trial",
    world,
    extras: {},
    ...(isPlayed ? {} : { tray: () => ({ items: [], hasSpade: false }) }),
    step() {
      // Who only watches has nothing to pay for.
      if (!isPlayed) takeSun(world);
      if (world.zombies.length > 0) return;
      world.outcome = "won";
      tell(world, { kind: "won" });
    },
    progress: () => ({
      name: say(WORDS.counts, { plants: world.plants.length, zombies: world.zombies.length }),
    }),
    result: () => ({
      title: world.outcome === "won" ? WORDS.held : WORDS.fell,
      lines: lines(),
    }),
  };
}
