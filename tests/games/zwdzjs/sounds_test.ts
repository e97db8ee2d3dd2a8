import { assert, assertEquals } from "@std/assert";
import type { Sound } from "../../../games/kit/sound.ts";
import { ZOMBIE_KINDS } from "../../../games/zwdzjs-v1/rules/kinds.ts";
import { PLANTS } from "../../../games/zwdzjs-v1/rules/plants.ts";
import type { Happening } from "../../../games/zwdzjs-v1/rules/world.ts";
import { Voices } from "../../../games/zwdzjs-v1/sound/sounds.ts";
import { TRACKS } from "../../../games/zwdzjs-v1/sound/tracks.ts";

/** The sound of an event, without the random variation. */
function heard(happening: Happening): string {
  const played: unknown[] = [];
  const note = (kind: string) => (...values: unknown[]) => void played.push(kind, values);
  const sound = { tone: note("tone"), noise: note("noise"), melody: note("melody") };
  const { random } = Math;
  Math.random = () => 0.5;
  try {
    new Voices(sound as unknown as Sound).play(happening, 0);
  } finally {
    Math.random = random;
  }
  return JSON.stringify(played);
}

Deno.test("each zombie comes and falls with a sound of its own", () => {
  for (const kind of ["arrived", "fallen"] as const) {
    const sounds = ZOMBIE_KINDS.map((what) => heard({ kind, what }));
    assertEquals(new Set(sounds).size, ZOMBIE_KINDS.length, kind);
  }
});

Deno.test("each plant that acts is heard, and like no other", () => {
  const acts: Happening[] = Object.values(PLANTS).flatMap(({ gun }) =>
    gun ? [{ kind: "shot", what: gun.shot }] : []
  );
  for (const what of ["peanut", "popcorn", "dragonfruit"]) acts.push({ kind: "blast", what });
  acts.push({ kind: "sunBorn", what: "plant" }, { kind: "healed" });
  acts.push({ kind: "hit", what: "ground" }, { kind: "bite", what: "bamboo" });
  const sounds = acts.map(heard);
  assertEquals(sounds.filter((sound) => sound === "[]"), []);
  assertEquals(new Set(sounds).size, Object.keys(PLANTS).length);
});

Deno.test("a crowd of equal sounds in one moment is one sound", () => {
  let played = 0;
  const count = () => void played++;
  const voices = new Voices({ tone: count, noise: count } as unknown as Sound);
  for (const atMs of [0, 5, 30, 60]) voices.play({ kind: "shot", what: "seed" }, atMs);
  assertEquals(played, 2);
});

Deno.test("every hour has music of its own, with a calm and a tense layer", () => {
  const tracks = Object.values(TRACKS);
  assertEquals(new Set(tracks.map((track) => JSON.stringify(track))).size, tracks.length);
  for (const { calm, tense = [] } of tracks) {
    assert(calm.length > 0 && tense.length > 0);
    for (const { steps } of [...calm, ...tense]) {
      assert(steps.every((step) => step === null || Number.isInteger(step)), String(steps));
    }
  }
});
