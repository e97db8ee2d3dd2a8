import { assert, assertEquals } from "@std/assert";
import { killAtRandom } from "../support/kill_trial.ts";

// bench/download/kills.ts does the same 200 times.
Deno.test("killed at random instants and started again, no name ever stands for wrong bytes", async () => {
  const { kills, fileBytes, sentBytes, wrong } = await killAtRandom({ kills: 12, seed: 4 });
  assertEquals([kills, wrong], [12, []]);
  assert(sentBytes >= fileBytes, `${sentBytes} for ${fileBytes}`);
});
