import { assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The files that start programs. */
const PLACES = ["tests", "bench", "src", ".ci", "deno.json"];

/** Options that grant a Deno all permissions; other programs also have an option -A. */
const ALL = /--allow-all\b|"all": true|\b(?:run|test|eval|bench|compile|install)"?,? "?-[a-z]*A\b/;

async function* files(path: string): AsyncGenerator<string> {
  if (!(await Deno.stat(`${ROOT}${path}`)).isDirectory) return yield path;
  for await (const { name } of Deno.readDir(`${ROOT}${path}`)) yield* files(`${path}/${name}`);
}

Deno.test("no program that is tested, measured or released has all permissions", async () => {
  const found: string[] = [];
  for (const place of PLACES) {
    for await (const path of files(place)) {
      if (path === "tests/release/no_allow_all_test.ts" || path.startsWith("bench/results")) {
        continue;
      }
      const lines = (await Deno.readTextFile(`${ROOT}${path}`)).split("\n");
      lines.forEach((line, index) => ALL.test(line) && found.push(`${path}:${index + 1}: ${line}`));
    }
  }
  assertEquals(found, []);
});
