import { Random } from "../../../games/kit/random.ts";
import { applyAction } from "../../../games/zwdzjs-v1/rules/actions.ts";
import { step } from "../../../games/zwdzjs-v1/rules/step.ts";
import { PLANTS } from "../../../games/zwdzjs-v1/rules/plants.ts";
import { Raid } from "../../../games/zwdzjs-v2/raid/raid.ts";
import type { Stage } from "../../../games/zwdzjs-v2/raid/stages.ts";

/** Decides what to send where; asked twice a second. */
export type Raider = (
  raid: Raid,
  random: Random,
) => readonly [kind: string, row: number] | undefined;

/** Plays a stage to its end. */
export function playRaid(stage: Stage, seed: number, makeRaider: () => Raider): Raid {
  const raid = new Raid(stage, seed);
  const random = new Random(seed + 77);
  const { world } = raid;
  const raider = makeRaider();
  while (world.outcome === "playing") {
    const wish = world.tick % 30 === 0 ? raider(raid, random) : undefined;
    if (wish) applyAction(world, { kind: "extra", name: "send", values: [...wish] }, raid.extras);
    step(world);
    if (world.outcome === "playing") raid.step();
    world.happenings.length = 0;
  }
  return raid;
}

/** How hard a row is to cross. */
function strengthOf(raid: Raid, row: number): number {
  return raid.world.plants.filter((plant) => plant.row === row)
    .reduce((sum, { kind }) => sum + (PLANTS[kind].gun ? 10 : 4), 0);
}

/** Saves up, then sends all it can into the row that is weakest then: a little of everything, the toughest first. */
export function makePlanner(burst = 250): Raider {
  let row: number | undefined;
  return (raid) => {
    const cheapest = Math.min(...raid.tickets.map(({ price }) => price));
    if (row !== undefined && (raid.moon < cheapest * 2 || !raid.plates.has(row))) row = undefined;
    if (row === undefined && raid.moon < burst) return undefined;
    row ??= [...raid.plates].sort((a, b) => strengthOf(raid, a) - strengthOf(raid, b))[0]!;
    const ready = raid.tickets.filter(({ wait, price }) => wait === 0 && price <= raid.moon);
    const best = ready.sort((a, b) => b.price - a.price)[0];
    return best && [best.kind, row];
  };
}

/** Sends anything anywhere, once every three seconds. */
export const makeChild = (): Raider => (raid, random) => {
  if (raid.world.tick % 180 !== 0) return undefined;
  const ready = raid.tickets.filter(({ wait, price }) => wait === 0 && price <= raid.moon);
  return ready.length ? [random.pick(ready).kind, random.pick(raid.stage.rows)] : undefined;
};
