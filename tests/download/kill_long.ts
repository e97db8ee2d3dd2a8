import { assertEquals } from "@std/assert";
import { killAtRandom } from "../support/kill_trial.ts";

Deno.test("killed at a hundred random instants, no name ever stands for wrong bytes", async () => {
  const { kills, wrong } = await killAtRandom({ kills: 100, seed: 5 });
  assertEquals([kills, wrong], [100, []]);
});
