import { assert, assertEquals, assertMatch } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { sourceTreeArgs } from "../../src/cli/source_tree.ts";
import { permissionFlags } from "../../src/release/permissions.ts";

Deno.test("the binary has exactly the permissions of both commands", () => {
  const flags = permissionFlags([
    { net: true, read: ["a"], env: ["HOME", "LANG"] },
    { read: true, sys: ["hostname"], env: ["LANG", "TERM"] },
    { net: ["localhost"] },
  ]);
  assertEquals(flags, [
    "--allow-net",
    "--allow-read",
    "--allow-env=HOME,LANG,TERM",
    "--allow-sys=hostname",
  ]);
});

Deno.test("everything else that starts coplay uses the words of the tasks", () => {
  for (const command of ["download", "serve"] as const) {
    assertEquals(config.tasks[command].command, ["deno", ...sourceTreeArgs(command)].join(" "));
  }
});

Deno.test("every task has exactly the permissions of its own set, and never asks", () => {
  const sets = new Set<string>(Object.keys(config.permissions));
  for (const [name, { command }] of Object.entries(config.tasks)) {
    for (const [line, verb] of command.matchAll(/deno (\w+)[^&|;]*/g)) {
      if (verb !== "run" && verb !== "test") continue;
      assertMatch(line, / --no-prompt /);
      assert(sets.has(/ --permission-set=(\S+) /.exec(line)?.[1] ?? ""), `${name}: ${line}`);
      assertEquals(/ -[A-Z]\b| --(?:allow|deny|ignore)-/.exec(line), null, `${name}: ${line}`);
    }
  }
});
