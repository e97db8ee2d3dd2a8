import type { ZombieKind } from "./kinds.ts";
import type { World } from "./world.ts";

/** The kind of zombie that got into the house, once a game is lost. */
export function beatenBy(world: World): ZombieKind | undefined {
  if (world.outcome !== "lost") return undefined;
  let first = world.zombies[0];
  for (const zombie of world.zombies) if (first && zombie.x < first.x) first = zombie;
  return first?.kind;
}
