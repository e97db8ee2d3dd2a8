import { assertEquals } from "@std/assert";
import { foldLines } from "../../../src/serve/console/fold_lines.ts";

Deno.test("foldLines() shows only so many lines in a while, and then the number of the others", async () => {
  const shown: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const say = foldLines((line: string) => shown.push(line), {
    maxLines: 2,
    spanMs: 20,
    onFolded(count) {
      shown.push(`${count} more`);
      resolve();
    },
  });
  for (const line of ["a", "b", "c", "d", "e"]) say(line);
  assertEquals(shown, ["a", "b"]);
  const alive = setInterval(() => {}, 1000);
  await promise;
  clearInterval(alive);
  say("f");
  assertEquals(shown, ["a", "b", "3 more", "f"]);
});
