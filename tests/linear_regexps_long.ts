import { assertEquals } from "@std/assert";
import recheck from "recheck";
import { BOUNDED_PATTERNS, MADE_PATTERNS, readPatterns } from "./support/patterns.ts";

/**
 * The same attacks in each run. Each part of the search has a limit of steps, which is the same everywhere. It has a limit
 * of time, too, and takes what exceeds it for found: on a busy machine that was any pattern.
 */
const SEARCH = {
  randomSeed: 0,
  timeout: null,
  seedingTimeout: null,
  incubationTimeout: null,
  attackTimeout: null,
};

/** What an attacker could make of a pattern; undefined where its time grows no faster than its input. */
function findAttack(written: string): string | undefined {
  const end = written.lastIndexOf("/");
  const [source, flags] = [written.slice(1, end), written.slice(end + 1)];
  const judgement = recheck.checkSync(source, flags, SEARCH);
  if (judgement.status === "safe") return undefined;
  return `${written} is ${judgement.complexity?.summary ?? judgement.status}`;
}

Deno.test("a pattern that goes back and forth is found", () => {
  assertEquals(findAttack("/[. ]+$/"), "/[. ]+$/ is 2nd degree polynomial");
  assertEquals(findAttack("/^(a+)+$/"), "/^(a+)+$/ is exponential");
});

Deno.test("the time of every regular expression of src is linear in its input", async () => {
  const patterns = [...await readPatterns(), ...Object.values(MADE_PATTERNS)]
    .filter((pattern) => !(pattern in BOUNDED_PATTERNS));
  assertEquals(patterns.map(findAttack).filter((attack) => attack !== undefined), []);
});
