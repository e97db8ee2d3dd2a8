import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { Coplay, runCoplay } from "./coplay.ts";

Deno.test("coplay runs as a process of its own and is read to its end", async () => {
  const result = await runCoplay(["--version"]);
  assertEquals([result.code, result.stderr], [0, ""]);
  assertMatch(result.stdout, /^coplay \d+\.\d+\.\d+ .*\n$/);
});

Deno.test("a line that never comes fails with all that coplay said", async () => {
  await using coplay = await Coplay.start(["--help"], { env: { LANG: "en" } });
  await coplay.stdout.match(/download/);
  await assertRejects(() => coplay.stdout.match(/no such line/), Error, "download");
});
