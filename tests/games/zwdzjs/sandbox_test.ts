import { assert, assertEquals } from "@std/assert";
import { applyAction } from "../../../games/zwdzjs-v1/rules/actions.ts";
import { step } from "../../../games/zwdzjs-v1/rules/step.ts";
import { beginBuilding, beginTrial } from "../../../games/zwdzjs-v2/lawn/bouts.ts";
import { encodeLawn } from "../../../games/zwdzjs-v2/lawn/code.ts";
import { BARE, type Lawn } from "../../../games/zwdzjs-v2/lawn/lawn.ts";
import { readLawns, SLOTS, withoutDraft } from "../../../games/zwdzjs-v2/lawn/storage.ts";

const LAWN: Lawn = {
  ...BARE,
  plants: [{ kind: "lotus", row: 1, col: 0 }],
  zombies: [{ kind: "hopper", row: 1, tenths: 80 }],
};

function build(lawn: Lawn = BARE) {
  const building = beginBuilding(lawn, () => "plants");
  const act = (name: string, ...values: (string | number)[]) =>
    applyAction(building.world, { kind: "extra", name, values }, building.extras);
  return { building, act };
}

Deno.test("what a builder places is the lawn, and what is taken away is not", () => {
  const { building, act } = build();
  assert(act("place", "lotus", 1, 0.4));
  assert(act("place", "mint", 1, 0.9), "another plant takes the first one's cell");
  assert(act("place", "giant", 4, 8.26));
  assertEquals(building.lawn().plants, [{ kind: "mint", row: 1, col: 0 }]);
  assertEquals(building.lawn().zombies, [{ kind: "giant", row: 4, tenths: 83 }]);
  assert(act("erase", "spade", 4, 8.5));
  assert(act("erase", "spade", 1, 0.1));
  assertEquals(act("erase", "spade", 1, 0.1), false);
  assertEquals(building.lawn(), BARE);
});

Deno.test("nothing is placed beside the lawn, and no more zombies than a tablet can show", () => {
  const { building, act } = build();
  for (const at of [[-1, 3], [5, 3], [1, -0.1], [1, 9], [0.5, 2], [1, NaN]] as const) {
    assertEquals(act("place", "hopper", ...at), false, String(at));
  }
  assertEquals(act("place", "dragon", 1, 3), false);
  for (let count = 0; count < 90; count++) assert(act("place", "hopper", count % 5, 5));
  assertEquals(act("place", "hopper", 1, 5), false);
  assertEquals(building.world.zombies.length, 90);
});

Deno.test("a lawn runs by itself to an end, which is the same each time", () => {
  const end = (lawn: Lawn) => {
    const trial = beginTrial(lawn, "plants");
    while (trial.world.outcome === "playing" && trial.world.tick < 60 * 300) {
      step(trial.world);
      if (trial.world.outcome === "playing") trial.step!();
    }
    return `${trial.world.outcome} at ${trial.world.tick}`;
  };
  assert(end(LAWN).startsWith("won"), end(LAWN));
  assertEquals(end(LAWN), end(LAWN));
  assert(end({ ...LAWN, plants: [] }).startsWith("lost"));
});

Deno.test("sun falls only for those who can plant", () => {
  const suns = ([[], ["lotus"]] as const).map((packets) => {
    const glowberry = { kind: "glowberry", row: 2, col: 0 } as const;
    const trial = beginTrial({ ...LAWN, plants: [glowberry], packets });
    let heard = 0;
    while (trial.world.outcome === "playing" && trial.world.tick < 60 * 20) {
      step(trial.world);
      trial.step!();
      heard += trial.world.happenings.splice(0).filter(({ kind }) => kind === "sunBorn").length;
    }
    return [trial.world.suns.length > 0, heard > 0];
  });
  assertEquals(suns, [[false, false], [true, true]]);
});

Deno.test("of stored lawns only what is a lawn comes back", () => {
  const code = encodeLawn(LAWN);
  const none = Array(SLOTS).fill(undefined);
  assertEquals(readLawns(7), undefined);
  assertEquals(readLawns({ draft: "no", before: "no", slots: "no" }), { slots: none });
  assertEquals(readLawns({ draft: code, slots: [null, code, "x"] }), {
    draft: code,
    slots: none.with(1, code),
  });
});

Deno.test("a lawn whose place another one takes can be opened again, unless it is empty or in a slot", () => {
  const [code, other] = [encodeLawn(LAWN), encodeLawn({ ...LAWN, sun: 500 })];
  const slots = Array(SLOTS).fill(undefined);
  assertEquals(withoutDraft({ draft: code, slots }, other).before, code);
  assertEquals(withoutDraft({ draft: code, slots }, code).before, undefined, "it is the same");
  assertEquals(withoutDraft({ draft: code, slots: slots.with(2, code) }, other).before, undefined);
  assertEquals(withoutDraft({ draft: encodeLawn(BARE), slots }, other).before, undefined);
  assertEquals(withoutDraft({ draft: encodeLawn(BARE), before: code, slots }, other).before, code);
  assertEquals(readLawns({ before: code, slots })?.before, code);
});
