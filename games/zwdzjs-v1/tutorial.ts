import type { Text } from "./kit/language.ts";
import { canPlant, isFree } from "./rules/actions.ts";
import type { World } from "./rules/world.ts";
import type { Held } from "./session.ts";
import { HINTS } from "./texts/words.ts";

/** What to point at next. */
export interface Hint {
  readonly text: Text;
  readonly cell?: { readonly row: number; readonly col: number };
}

const HINT_UNTIL_TICK = 60 * 60;

function hintForFirst(world: World, held: Held | undefined): Hint | undefined {
  const shooters = world.plants.length;
  const canNow = world.packets.some(({ kind }) => canPlant(world, kind, { row: 2, col: 1 }));
  if (world.suns.length > 0 && shooters > 0) return { text: HINTS.sun };
  if (held) {
    return { text: HINTS.place, cell: { row: 2, col: isFree(world, { row: 2, col: 1 }) ? 1 : 2 } };
  }
  if (shooters === 0) return { text: HINTS.choose };
  if (canNow && shooters < 3) return { text: HINTS.more };
  return shooters >= 2 && world.tick < HINT_UNTIL_TICK ? { text: HINTS.hold } : undefined;
}

/** The next thing to try, in the levels that teach one; undefined once it has been done. */
export function hintFor(world: World, held: Held | undefined): Hint | undefined {
  const count = (kind: string) => world.plants.filter((plant) => plant.kind === kind).length;
  if (world.levelNumber === 1) return hintForFirst(world, held);
  if (world.tick > HINT_UNTIL_TICK) return undefined;
  if (world.levelNumber === 2 && count("glowberry") < 2) return { text: HINTS.glowberry };
  if (world.levelNumber === 3 && count("bamboo") < 1 && count("lotus") > 0) {
    return { text: HINTS.bamboo };
  }
  return undefined;
}
