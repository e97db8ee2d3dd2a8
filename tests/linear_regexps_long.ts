import { assertEquals } from "@std/assert";
import recheck from "recheck";
import { BOUNDED_PATTERNS, MADE_PATTERNS, readPatterns } from "./support/patterns.ts";

/** The same attacks in each run. */
const SEED = 0;

/** What an attacker could make of a pattern; undefined where its time grows no faster than its input. */
function findAttack(written: string): string | undefined {
  const end = written.lastIndexOf("/");
  const [source, flags] = [written.slice(1, end), written.slice(end + 1)];
  const judgement = recheck.checkSync(source, flags, { randomSeed: SEED, timeout: null });
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
