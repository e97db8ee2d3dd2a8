import { assertEquals, assertRejects } from "@std/assert";
import { whenLetGo } from "../../src/cli/held_file.ts";

function refusal(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** An action that is refused so many times before it works, and the waits between its tries. */
function heldFor(refusals: number, code: string) {
  const seen = { tries: 0, waitedMs: 0 };
  const act = () => {
    if (seen.tries++ < refusals) throw refusal(code);
    return "done";
  };
  const wait = (ms: number) => {
    seen.waitedMs += ms;
    return Promise.resolve();
  };
  return { seen, run: (os: typeof Deno.build.os) => whenLetGo(act, { os, wait }) };
}

for (const code of ["EACCES", "EBUSY", "EPERM"]) {
  Deno.test(`Windows is asked again while another program holds a file (${code})`, async () => {
    const { seen, run } = heldFor(5, code);
    assertEquals(await run("windows"), "done");
    assertEquals(seen, { tries: 6, waitedMs: 310 });
  });
}

Deno.test("a file that another program keeps open is given up after ten seconds", async () => {
  const { seen, run } = heldFor(Infinity, "EBUSY");
  await assertRejects(() => run("windows"), Error, "EBUSY");
  assertEquals(seen.waitedMs, 10_000);
});

Deno.test("a refusal that no wait can change is final at once", async () => {
  for (const [os, code] of [["windows", "ENOENT"], ["linux", "EACCES"]] as const) {
    const { seen, run } = heldFor(1, code);
    await assertRejects(() => run(os), Error, code);
    assertEquals(seen, { tries: 1, waitedMs: 0 });
  }
});
