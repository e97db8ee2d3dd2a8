import { assert, assertEquals } from "@std/assert";
import { beatenBy } from "../../../games/zwdzjs-v1/rules/defeat.ts";
import { PLANT_KINDS, type PlantKind, ZOMBIE_KINDS } from "../../../games/zwdzjs-v1/rules/kinds.ts";
import { levelOf, LEVELS } from "../../../games/zwdzjs-v1/rules/levels.ts";
import { countStars } from "../../../games/zwdzjs-v1/rules/replay.ts";
import { step } from "../../../games/zwdzjs-v1/rules/step.ts";
import { addZombie } from "../../../games/zwdzjs-v1/rules/waves.ts";
import { createWorld } from "../../../games/zwdzjs-v1/rules/world.ts";
import { hintAgainst, tipFor } from "../../../games/zwdzjs-v1/screens/endings.ts";
import { ANSWERS } from "../../../games/zwdzjs-v1/texts/answers.ts";
import { LEVEL_TEXTS } from "../../../games/zwdzjs-v1/texts/levels.ts";
import { PLANT_TEXTS } from "../../../games/zwdzjs-v1/texts/plants.ts";
import { ZOMBIE_TEXTS } from "../../../games/zwdzjs-v1/texts/zombies.ts";
import { newPlantOf } from "../../../games/zwdzjs-v1/screens/intro.ts";
import { IDLE, play, SLOW } from "../../support/garden/players.ts";

Deno.test("what beat a player is the zombie that came in", () => {
  const world = createWorld({ level: 20, seed: 1, plants: [] });
  world.waveWait = 1e9;
  world.roosters = [];
  addZombie(world, "hopper", { row: 1, x: 6 });
  addZombie(world, "door", { row: 3, x: 0 });
  assertEquals(beatenBy(world), undefined);
  while (world.outcome === "playing") step(world);
  assertEquals(beatenBy(world), "door");
});

Deno.test("the hint names a plant that the player has and left at home, else the trick", () => {
  const world = (level: number, plants: PlantKind[]) => createWorld({ level, seed: 1, plants });
  const { clover, dandelion } = PLANT_TEXTS;
  assert(hintAgainst("kite", world(20, ["lotus"])).includes(clover.name.en));
  assertEquals(hintAgainst("kite", world(20, ["clover"])), ANSWERS.kite.trick.en);
  assert(!hintAgainst("kite", world(11, ["lotus"])).includes(dandelion.name.en), "not won yet");
});

Deno.test("the tip after a loss asks for nothing that the level lacks, and sees the sun that was left", () => {
  const { glowberry } = PLANT_TEXTS;
  const tip = (level: number, plants: readonly PlantKind[], sun = 0) =>
    tipFor({ ...createWorld({ level, seed: 1, plants }), sun });
  for (const { number, plants } of LEVELS) {
    const named = tip(number, plants).toLowerCase().includes("glowberr");
    assert(!named || plants.includes("glowberry"), `level ${number}`);
  }
  assert(tip(20, ["lotus"]).includes(glowberry.name.en), "it stayed at home");
  assert(tip(20, ["glowberry"], 875).includes("875"));
  assert(!tip(20, ["glowberry"], 75).includes("75"));
});

Deno.test("each zombie has a trait of its own and an answer among the plants of its first level", () => {
  for (const language of ["en", "zh"] as const) {
    const traits = ZOMBIE_KINDS.map((kind) => ANSWERS[kind].trait[language]);
    assertEquals(new Set(traits).size, traits.length);
  }
  for (const level of LEVELS) {
    if (!level.newcomer) continue;
    const { plants } = ANSWERS[level.newcomer];
    assert(plants.some((plant) => level.plants.includes(plant)), level.newcomer);
  }
});

Deno.test("a new zombie's card and the hints against what comes name no plant that the level lacks", () => {
  // The beginnings of the names, so that several of a kind are found, too.
  const words = (kind: PlantKind) => [kind.slice(0, 8), PLANT_TEXTS[kind].name.zh];
  for (const level of LEVELS) {
    const { number, plants, newcomer, zombies } = level;
    const world = createWorld({ level: number, seed: 1, plants });
    const texts = zombies.flatMap(([kind]) => [hintAgainst(kind, world), ANSWERS[kind].trick.zh]);
    if (newcomer) texts.push(...Object.values(ZOMBIE_TEXTS[newcomer].role));
    for (const kind of PLANT_KINDS.filter((each) => !plants.includes(each))) {
      for (const word of words(kind)) {
        assert(!texts.some((text) => text.toLowerCase().includes(word)), `${number}: ${word}`);
      }
    }
  }
});

Deno.test("a level introduces no plant that it lacks or that an earlier one had, and none after the last is won", () => {
  const met = new Set<PlantKind>();
  for (const level of LEVELS) {
    const plant = newPlantOf(level);
    assert(!plant || level.plants.includes(plant) && !met.has(plant), `level ${level.number}`);
    for (const kind of level.plants) met.add(kind);
  }
  const introducing = LEVELS.filter(newPlantOf).map(({ number }) => number);
  assertEquals(introducing, [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14]);
});

Deno.test("every level has a name, and a face that no other has; those with a choice have advice", () => {
  assertEquals(LEVEL_TEXTS.length, LEVELS.length);
  const faces = LEVEL_TEXTS.map(({ face }) => JSON.stringify(face));
  assertEquals(new Set(faces).size, faces.length);
  for (const level of LEVELS) {
    const { name, advice } = LEVEL_TEXTS[level.number - 1]!;
    assert(name.en && name.zh);
    assertEquals(advice !== undefined, level.plants.length > 8, `level ${level.number}`);
  }
});

Deno.test("help brings fewer zombies and more sun, and costs a star but never the last", () => {
  const plain = createWorld({ level: 5, seed: 1, plants: [] });
  const helped = createWorld({ level: 5, seed: 1, plants: [], help: true });
  assert(helped.sun > plain.sun);
  const { plants } = levelOf(6)!;
  const count = (help: boolean) => play({ level: 6, seed: 2, plants, help }, IDLE).nextId;
  assert(count(true) <= count(false));
  const won = play({ level: 1, seed: 1, plants: ["lotus"], help: true }, SLOW);
  assertEquals(won.outcome, "won");
  assertEquals(
    countStars(won),
    Math.max(1, countStars({ ...won, helped: undefined as never }) - 1),
  );
  const poor = {
    ...won,
    plantsLost: 9,
    roosters: won.roosters.map((one) => ({ ...one, state: "gone" as const })),
  };
  assertEquals(countStars(poor), 1);
});
