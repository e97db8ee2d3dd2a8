import { assertEquals, assertNotEquals } from "@std/assert";
import { hintFor } from "../../../games/zwdzjs-v1/play/tutorial.ts";
import { applyAction } from "../../../games/zwdzjs-v1/rules/actions.ts";
import { addSun } from "../../../games/zwdzjs-v1/rules/economy.ts";
import { levelOf } from "../../../games/zwdzjs-v1/rules/levels.ts";
import { PLANTS } from "../../../games/zwdzjs-v1/rules/plants.ts";
import { createWorld, type World } from "../../../games/zwdzjs-v1/rules/world.ts";
import { HINTS } from "../../../games/zwdzjs-v1/texts/words.ts";

function begin(level: number): World {
  return createWorld({ level, seed: 1, plants: levelOf(level)!.plants });
}

function openPackets(world: World): void {
  for (const packet of world.packets) packet.wait = 0;
}

Deno.test("the third level asks for bamboo only once something shoots, and it can be planted", () => {
  const world = begin(3);
  assertEquals(hintFor(world, undefined), undefined, "its packet is still closed");
  openPackets(world);
  assertEquals(
    hintFor(world, undefined),
    undefined,
    "nothing shoots yet: it would cost all the sun",
  );
  world.sun = PLANTS.lotus.cost;
  assertEquals(applyAction(world, { kind: "plant", plant: "lotus", row: 2, col: 1 }), true);
  assertEquals(hintFor(world, undefined), undefined, "there is no sun left for it");
  world.sun = PLANTS.bamboo.cost;
  assertEquals(hintFor(world, undefined)?.packet, "bamboo");
  applyAction(world, { kind: "plant", plant: "bamboo", row: 2, col: 3 });
  openPackets(world);
  world.sun = 500;
  assertEquals(hintFor(world, undefined), undefined, "it has been learnt");
});

Deno.test("the first level asks only for what can be done: sun where a lotus is too dear, and a patch that is free", () => {
  const world = begin(1);
  openPackets(world);
  const held = { kind: "packet", plant: "lotus" } as const;
  const first = hintFor(world, held)?.cell;
  applyAction(world, { kind: "plant", plant: "lotus", ...first! });
  openPackets(world);
  world.sun = PLANTS.lotus.cost;
  assertEquals(hintFor(world, undefined)?.text, HINTS.more, "there is sun for another");
  const second = hintFor(world, held)?.cell;
  assertNotEquals(second, first);
  assertEquals(hintFor(world, { kind: "spade" })?.text, HINTS.more, "a spade plants nothing");
  world.plants = [];
  world.sun = PLANTS.lotus.cost - 1;
  assertEquals(hintFor(world, undefined), undefined);
  addSun(world, { x: 3, y: 2, from: "sky" });
  assertEquals(hintFor(world, undefined)?.sun, true, "the last lotus is eaten, and sun lies there");
});

Deno.test("no lesson points at a packet that cannot be used", () => {
  for (const [level, plant] of [[2, "glowberry"], [7, "fern"]] as const) {
    const world = begin(level);
    openPackets(world);
    assertEquals(hintFor(world, undefined)?.packet, plant);
    world.packets.find(({ kind }) => kind === plant)!.wait = 60;
    assertEquals(hintFor(world, undefined), undefined);
  }
});
