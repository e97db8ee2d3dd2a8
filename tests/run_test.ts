import { assertEquals, assertMatch } from "@std/assert";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const FILE = "tests/redis/bad_input_test.ts";
/** Selects three tests, one of which needs a Redis. */
const THREE = "--filter=/queue/";

/** Runs the task like a user whose machine has only Deno. */
async function runTask(args: readonly string[], env: Record<string, string>) {
  const output = await new Deno.Command(Deno.execPath(), {
    args: ["task", "test", ...args],
    cwd: ROOT,
    env: { CI: "", NO_COLOR: "1", PATH: "/nowhere", INIT_CWD: ROOT, ...env },
  }).output();
  const [stdout, stderr] = [output.stdout, output.stderr]
    .map((bytes) => new TextDecoder().decode(bytes)) as [string, string];
  return { code: output.code, stdout, stderr };
}

/** Lists the modules below a folder whose text matches a pattern. */
async function filesWith(pattern: RegExp, folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(ROOT + folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) files.push(...await filesWith(pattern, path));
    else if (/\.ts$/.test(name) && pattern.test(await Deno.readTextFile(ROOT + path))) {
      files.push(path);
    }
  }
  return files.sort();
}

/** The test files that ran. */
function filesOf(stdout: string): string[] {
  return [...new Set(stdout.match(/^\S+_test\.ts(?= => )/gm))];
}

Deno.test("the test task runs only the given file, from any folder", async () => {
  for (const [folder, file] of [["", FILE], ["tests/redis", "bad_input_test.ts"]] as const) {
    const args = [file, "--filter", "make no sense"];
    const { code, stdout, stderr } = await runTask(args, { INIT_CWD: ROOT + folder });
    assertEquals([code, filesOf(stdout)], [0, [`./${FILE}`]], stderr);
    assertMatch(stdout, /ok \| 1 passed \| 0 failed \| 6 filtered out/);
  }
});

Deno.test("a test that this machine cannot run is skipped with its reason, and the end says how to install what it needs", async () => {
  const { code, stdout, stderr } = await runTask([FILE, THREE], {});
  assertEquals(code, 0, stdout + stderr);
  assertMatch(stdout, /left alone \(skipped: no redis-server: [^)]+\) \.\.\. ignored/);
  assertMatch(stdout, /ok \| 2 passed \| 0 failed \| 1 ignored/);
  assertMatch(
    stderr.trimEnd().split("\n").at(-1)!,
    /^Skipped 1 test: no redis-server: apt install redis, or brew install redis$/,
  );
});

Deno.test("no test is skipped without a reason", async () => {
  const silent = /\bignore: |\bDeno\.test\.(?:ignore|only)\b|\bonly: true/;
  assertEquals(await filesWith(silent, "tests"), ["tests/support/test_unless.ts"]);
  // A test with a browser must be a browserTest.
  assertEquals(await filesWith(/\bDeno\.test\(/, "tests/e2e"), []);
});

Deno.test("with CI set, a test fails where something is missing", async () => {
  const { code, stdout } = await runTask([FILE, THREE], { CI: "true" });
  assertEquals(code, 1);
  assertMatch(stdout, /2 passed \| 1 failed/);
  assertMatch(stdout, /There is no redis-server here: apt install redis/);
});
