// The game plays by itself behind the title: a few towers, an endless stream, nothing at stake.

import type { MapPlan } from "./map_plan.ts";
import { ARENA } from "./maps.ts";
import { type Session, startSession } from "./session.ts";
import type { Listener } from "./session.ts";
import type { TowerKind } from "./towers.ts";

const DEMO_MAP: MapPlan = {
  ...ARENA,
  id: "demo",
  coins: 100_000,
  toughness: 0.5,
  growth: 0,
  waves: Array.from({ length: 60 }, (_, n) =>
    [
      "gumble 8 1, scoot 5 1.2 +3",
      "bubbloo 6 1.2, flutter 5 1.2 +2",
      "jelloid 5 1.6, sesame 12 .5 +2",
      "tinback 5 1.4, embertail 6 1.1 +2, gobble 1 1 +4",
      "snowfluff 6 1.2, nursecap 3 2 +1, lunara 1 1 +4",
    ][n % 5]!),
};

const DEMO_TOWERS: readonly [cx: number, cy: number, kind: TowerKind, rank: number][] = [
  [2, 2, "sling", 1],
  [3, 3, "frost", 1],
  [5, 2, "mortar", 2],
  [6, 3, "whirl", 1],
  [8, 3, "chili", 1],
  [9, 4, "beam", 1],
  [5, 4, "ballista", 1],
  [8, 2, "bell", 1],
  [9, 2, "lamp", 0],
];

/** Some seconds in, so that the picture is full from the start. */
const WARM_UP_STEPS = 460;

export function startDemo(listeners: readonly Listener[]): Session {
  const session = startSession({ map: DEMO_MAP, seed: 7, endless: false, listeners: [] });
  for (const [cx, cy, tower, rank] of DEMO_TOWERS) {
    session.act({ do: "build", cx, cy, tower });
    for (let i = 0; i < rank; i++) session.act({ do: "upgrade", cx, cy });
  }
  session.act({ do: "call" });
  for (let step = 0; step < WARM_UP_STEPS; step++) session.step();
  session.listen(listeners);
  return session;
}
