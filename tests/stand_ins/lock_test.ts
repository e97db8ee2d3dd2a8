import { assertEquals, assertMatch } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import testMap from "../import_map.json" with { type: "json" };

// `deno task check` runs this, too, because a test that is run by hand without the tests' lock file adds to the other.

type Imports = Readonly<Record<string, string>>;

interface Lock {
  readonly specifiers: Readonly<Record<string, string>>;
  readonly npm: Readonly<Record<string, unknown>>;
}

async function readLock(path: string): Promise<Lock> {
  return JSON.parse(await Deno.readTextFile(new URL(`../../${path}`, import.meta.url)));
}

/** The packages of an import map, without the entry that an import may name behind: `npm:a@1/entry`. */
function npmSpecifiers(imports: Imports): string[] {
  const specifiers = Object.values(imports).filter((target) => target.startsWith("npm:"));
  return specifiers.map((target) => /^npm:(?:@[^/]+\/)?[^/]+/.exec(target)![0]).sort();
}

Deno.test("every task but the one that writes them leaves the lock files alone", () => {
  for (const [name, { command }] of Object.entries(config.tasks)) {
    if (name === "lock") continue;
    for (const [line] of command.matchAll(/deno (?:run|test|check|cache)[^&|;]*/g)) {
      assertMatch(line, / --no-lock | --lock=\.import_map\./, name);
    }
  }
});

/** The npm packages of a lock file; on a machine that reaches JSR, it may also pin packages from there. */
function npmOf(lock: Lock): string[] {
  return Object.keys(lock.specifiers).filter((specifier) => specifier.startsWith("npm:")).sort();
}

Deno.test("the lock file names what ships and no more, and the tests' names what they add", async () => {
  const [shipped, tested] = [await readLock("deno.lock"), await readLock("tests/deno.lock")];
  const hint =
    "deno task lock after a change of imports; git checkout deno.lock after a test by hand";
  assertEquals(npmOf(shipped), npmSpecifiers(config.imports), hint);
  const all = { ...config.imports, ...testMap.imports };
  assertEquals(npmOf(tested), npmSpecifiers(all), hint);
  for (const [name, entry] of Object.entries(shipped.npm)) assertEquals(tested.npm[name], entry);
});
