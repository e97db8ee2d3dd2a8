import { assertEquals } from "@std/assert";
import { PLANT_KINDS } from "../../../games/zwdzjs-v1/rules/kinds.ts";
import { PACKET_SLOTS } from "../../../games/zwdzjs-v1/rules/levels.ts";
import { listSets, searchRounds, Trials } from "../../support/garden/search_sets.ts";

// About a thousand games.
Deno.test("none of all choices of eight plants wins all levels from 9 to 14", () => {
  const sets = listSets(PLANT_KINDS, PACKET_SLOTS);
  assertEquals(sets.length, 3003);
  assertEquals(searchRounds(sets, new Trials()).at(-1)!.left, []);
});
