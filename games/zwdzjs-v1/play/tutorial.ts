import type { Text } from "../../kit/language.ts";
import { canPlant, type Held, isFree } from "../rules/actions.ts";
import type { PlantKind } from "../rules/kinds.ts";
import type { World } from "../rules/world.ts";
import { isReady } from "../rules/economy.ts";
import { PLANTS } from "../rules/plants.ts";
import { HINTS } from "../texts/words.ts";

/** The next hint. */
export interface Hint {
  readonly text: Text;
  readonly cell?: { readonly row: number; readonly col: number };
  /** The key of a packet, or of another item of the tray, to press. */
  readonly packet?: string;
  /** Whether the hint is about the sun that lies there or falls. */
  readonly sun?: true;
}

const HINT_UNTIL_TICK = 60 * 60;
/** The tick after which a lesson is dropped; it also waits for its sun and its packet. */
const LESSON_UNTIL_TICK = 120 * 60;

/** The lawn of the first level: one lane, from the house on; the very first patch is left for later plants. */
const FIRST_PATCHES = [1, 2, 3, 4, 5, 6, 7, 8, 0].map((col) => ({ row: 2, col }));

function hintForFirst(world: World, held: Held | undefined): Hint | undefined {
  const shooters = world.plants.length;
  const cell = FIRST_PATCHES.find((patch) => isFree(world, patch));
  if (held?.kind === "packet") return cell && { text: HINTS.place, cell };
  const canNow = cell && world.packets.some(({ kind }) => canPlant(world, kind, cell));
  const asksForSun = shooters > 0 || !canNow;
  if (asksForSun && world.suns.length > 0) return { text: HINTS.sun, sun: true };
  if (canNow && shooters === 0) return { text: HINTS.choose, packet: "lotus" };
  if (canNow && shooters < 3) return { text: HINTS.more, packet: "lotus" };
  return shooters >= 2 && world.tick < HINT_UNTIL_TICK ? { text: HINTS.hold } : undefined;
}

interface Lesson {
  readonly plant: PlantKind;
  readonly count: number;
  readonly text: Text;
  /** Whether the plant helps only where another one shoots; the lesson first needs sun for that one. */
  readonly needsShooter?: true;
}

/** The lessons of levels after the first, which teach a plant by asking the player to plant some. */
const LESSONS: Readonly<Record<number, Lesson>> = {
  2: { plant: "glowberry", count: 2, text: HINTS.glowberry },
  3: { plant: "bamboo", count: 1, text: HINTS.bamboo, needsShooter: true },
  7: { plant: "fern", count: 1, text: HINTS.fern },
};

/** Finds the next hint of a level with a lesson; undefined once the player has done it, and where nothing costs anything. */
export function hintFor(world: World, held: Held | undefined): Hint | undefined {
  if (world.allowances.endlessSun) return undefined;
  if (world.levelNumber === 1) return hintForFirst(world, held);
  const lesson = LESSONS[world.levelNumber];
  if (!lesson || world.tick > LESSON_UNTIL_TICK) return undefined;
  const { plant, count, text } = lesson;
  const packet = world.packets.find(({ kind }) => kind === plant);
  if (!packet || !isReady(world, packet)) return undefined;
  if (lesson.needsShooter && !world.plants.some(({ kind }) => PLANTS[kind].gun)) return undefined;
  if (world.plants.filter(({ kind }) => kind === plant).length >= count) return undefined;
  return held ? { text } : { text, packet: plant };
}
