import { say } from "../../kit/language.ts";
import type { Bout } from "../bout.ts";
import { beginLightsOut, pointsOfNight } from "../fair/lights_out.ts";
import { countStars } from "../rules/replay.ts";
import { drawDarkness } from "./darkness.ts";
import { progressOfWaves, RULE_TICKS, type Stall } from "./stall.ts";
import { WORDS } from "./words.ts";

function begin(seed: number): Bout {
  const world = beginLightsOut(seed);
  const hint = { text: WORDS.lightsRule };
  return {
    id: "lights",
    world,
    extras: {},
    hint: () => world.tick < RULE_TICKS ? hint : undefined,
    progress: () => progressOfWaves(world, { name: WORDS.lights, points: pointsOfNight(world) }),
    decor: { over: drawDarkness },
    result: () => ({
      title: world.outcome === "won" ? WORDS.lightsWon : WORDS.lost,
      stars: countStars(world),
      score: pointsOfNight(world),
      lines: [() =>
        say(WORDS.asleep, {
          count: world.roosters.filter(({ state }) => state === "ready").length,
        })],
    }),
  };
}

/** Lights out. */
export const LIGHTS_OUT: Stall = {
  id: "lights",
  name: WORDS.lights,
  rule: WORDS.lightsRule,
  sitter: { plant: "glowberry" },
  after: 7,
  begin: ({ seed }) => begin(seed),
};
