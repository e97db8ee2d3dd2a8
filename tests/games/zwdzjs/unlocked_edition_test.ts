import { assert, assertEquals } from "@std/assert";
import { say } from "../../../games/kit/language.ts";
import { hintFor } from "../../../games/zwdzjs-v1/play/tutorial.ts";
import { Session } from "../../../games/zwdzjs-v1/play/session.ts";
import { applyAction } from "../../../games/zwdzjs-v1/rules/actions.ts";
import { PLANT_KINDS, ZOMBIE_KINDS } from "../../../games/zwdzjs-v1/rules/kinds.ts";
import { levelOf, LEVELS } from "../../../games/zwdzjs-v1/rules/levels.ts";
import { replay } from "../../../games/zwdzjs-v1/rules/replay.ts";
import { step } from "../../../games/zwdzjs-v1/rules/step.ts";
import { createWorld, PLAIN, SUN_LIMIT } from "../../../games/zwdzjs-v1/rules/world.ts";
import { addZombie } from "../../../games/zwdzjs-v1/rules/waves.ts";
import { conditionsOf } from "../../../games/zwdzjs-v1/screens/conditions.ts";
import { PLANT_TEXTS } from "../../../games/zwdzjs-v1/texts/plants.ts";
import { makeEdition } from "../../../games/zwdzjs-v2/edition.ts";
import { ALLOWANCES, EXTRAS } from "../../../games/zwdzjs-v2/extras.ts";

const START = { level: 4, seed: 2, plants: ["popcorn", "grape"], allowances: ALLOWANCES } as const;

function summon(kind: string, row: number, x: number) {
  return { kind: "extra", name: "summon", values: [kind, row, x] } as const;
}

Deno.test("sun never runs out and packets never wait", () => {
  const world = createWorld(START);
  for (const col of [0, 1, 2, 3]) {
    assert(applyAction(world, { kind: "plant", plant: "grape", row: 0, col }));
  }
  step(world);
  assertEquals(world.sun, SUN_LIMIT);
});

Deno.test("a plant stays in hand where it costs nothing and its packet never waits", () => {
  for (const allowances of [PLAIN, ALLOWANCES]) {
    const session = new Session(makeEdition(), createWorld({ ...START, allowances }));
    session.world.sun = SUN_LIMIT;
    session.held = { kind: "packet", plant: "grape" };
    const stays = allowances === ALLOWANCES;
    assert(session.use({ row: 1, col: 1 }));
    assertEquals([session.held !== undefined, session.isHeldUsed], [stays, stays]);
    assertEquals(session.use({ row: 1, col: 2 }), stays);
  }
});

Deno.test("any zombie comes anywhere on the lawn, and nowhere else", () => {
  const world = createWorld(START);
  for (const kind of ZOMBIE_KINDS) assert(applyAction(world, summon(kind, 1, 4.5), EXTRAS), kind);
  assertEquals(world.zombies.map(({ kind }) => kind), [...ZOMBIE_KINDS]);
  assertEquals(applyAction(world, summon("hopper", 5, 4), EXTRAS), false);
  assertEquals(applyAction(world, summon("hopper", 1, 12), EXTRAS), false);
  assertEquals(applyAction(world, summon("dragon", 1, 4), EXTRAS), false);
  assertEquals(applyAction(world, summon("hopper", 1, 4)), false, "not in the normal edition");
});

Deno.test("waves can be skipped up to the end of the level", () => {
  const world = createWorld(START);
  const skip = { kind: "extra", name: "skipWave", values: [] } as const;
  for (let wave = 1; wave <= levelOf(START.level)!.waves; wave++) {
    applyAction(world, skip, EXTRAS);
    assertEquals(world.wave, wave);
  }
  applyAction(world, skip, EXTRAS);
  for (let tick = 0; tick < 60 && world.outcome === "playing"; tick++) step(world);
  assertEquals(world.outcome, "won");
});

Deno.test("no lesson is given where sun is endless", () => {
  for (const allowances of [PLAIN, ALLOWANCES]) {
    const lesson = hintFor(
      createWorld({ ...START, level: 1, plants: ["lotus"], allowances }),
      undefined,
    );
    assertEquals(lesson === undefined, allowances === ALLOWANCES);
  }
});

Deno.test("no plant is said to be missing that can be chosen all the same", () => {
  const level = LEVELS.find(({ missing }) => missing)!;
  const plain = conditionsOf(level, level).map((line) => line());
  const open = conditionsOf(level, { plants: PLANT_KINDS }).map((line) => line());
  // A line breaks between names, not within one.
  const name = say(PLANT_TEXTS[level.missing![0]!].name).replaceAll(" ", "\u00a0");
  assert(plain.some((line) => line.includes(name)));
  assert(!open.some((line) => line.includes(name)));
});

Deno.test("that no sun falls at night is said only where sun can run out, and by day none falls where it cannot", () => {
  const level = LEVELS.find(({ hour }) => hour === "night")!;
  const says = (isSunEndless: boolean) =>
    conditionsOf(level, { plants: PLANT_KINDS, isSunEndless }).length > 0;
  assertEquals([says(false), says(true)], [true, false]);
  const fallen = [PLAIN, ALLOWANCES].map((allowances) => {
    const world = createWorld({ ...START, allowances });
    for (let tick = 0; tick < 60 * 12; tick++) step(world);
    return world.suns.length > 0;
  });
  assertEquals(fallen, [true, false]);
});

Deno.test("only zombies that came by themselves and were beaten are worth points", () => {
  const world = createWorld({ ...START, level: 0 });
  const beat = () => {
    for (const zombie of world.zombies) zombie.health = 0;
    step(world);
    return world.score;
  };
  applyAction(world, summon("giant", 1, 6), EXTRAS);
  assertEquals(beat(), 0, "one that the player has put there");
  addZombie(world, "giant", { row: 1, x: 6 });
  applyAction(world, { kind: "extra", name: "sweep", values: [] }, EXTRAS);
  step(world);
  assertEquals([world.zombies.length, world.score], [0, 0], "one that was swept away");
  addZombie(world, "giant", { row: 1, x: 6 });
  assert(beat() > 0, "one that came");
});

Deno.test("extra actions replay like any other", () => {
  const moves = [{ tick: 30, action: summon("giant", 2, 6) }, {
    tick: 90,
    action: summon("kite", 0, 8),
  }];
  const options = { untilTick: 600, extras: EXTRAS };
  assertEquals(replay(START, moves, options), replay(START, moves, options));
  assertEquals(replay(START, moves, options).zombies.length, 2);
});

async function* listFiles(folder: URL, path = ""): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(new URL(path, folder))) {
    if (isDirectory) yield* listFiles(folder, `${path}${name}/`);
    else yield `${path}${name}`;
  }
}

Deno.test("the overlay's folder holds only what differs from its base", async () => {
  const games = new URL("../../../games/", import.meta.url);
  let count = 0;
  for await (const path of listFiles(new URL("zwdzjs-v2/", games))) {
    const own = await Deno.readTextFile(new URL(`zwdzjs-v2/${path}`, games));
    const base = await Deno.readTextFile(new URL(`zwdzjs-v1/${path}`, games)).catch(() =>
      undefined
    );
    assert(own !== base, `${path} is the same as in the base`);
    count++;
  }
  assert(count > 10, "the overlay has not been read");
});
