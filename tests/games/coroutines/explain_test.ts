import { assertEquals } from "@std/assert";
import { explain, findLostWait } from "../../../games/coroutines/workshop/explain.ts";
import { attempt } from "../../../games/coroutines/workshop/attempt.ts";
import { readProgress } from "../../../games/coroutines/progress.ts";
import { SCENES } from "../../../games/coroutines/scenes/scenes.ts";

const SOURCE = "const { print, sleep } = lab;\nyield* slep(5);\nprnt(1);\n";

Deno.test("what a browser says is told in plain words, with the name that was meant", () => {
  const cases = [
    ["slep is not defined", "nothing here is called slep. Did you mean sleep?"],
    ["prnt is not defined", "nothing here is called prnt. Did you mean print?"],
    ["lab.prynt is not a function", "lab.prynt is no function. Did you mean print?"],
    ["windmill is not defined", "nothing here is called windmill"],
    ["Unexpected token ')'", ") is not expected here; is something missing before it?"],
    ["missing ) after argument list", "a ) is missing"],
    [
      "Cannot wait -100 ms: a wait is a number from 0",
      "Cannot wait -100 ms: a wait is a number from 0",
    ],
  ] as const;
  for (const [why, told] of cases) assertEquals(explain(why, SOURCE), told);
});

Deno.test("a wait that nothing takes up is found, and one that is defined or waited for is not", () => {
  assertEquals(findLostWait("yield* sleep(1);\n  sleep(2);\n"), { line: 2, name: "sleep" });
  assertEquals(findLostWait("const time = {\n  sleep(ms) {\n"), undefined);
  assertEquals(findLostWait("  yield* join(task);\n  sleepless(1);"), undefined);
});

Deno.test("a body that was called already is told in its own line", () => {
  const source = `export default function* (lab) {
  const { spawn, sleep } = lab;
  function* work() {
    yield* sleep(1);
  }
  spawn("work1", work());
}
`;
  const order = { machine: "tasks", numbers: {}, actors: [], messages: {}, source } as const;
  const result = attempt(order);
  assertEquals(result.kind === "threw" && [result.line, explain(result.why, source)], [
    6,
    "spawn needs a function, not its result: put () => before the call",
  ]);
});

Deno.test("only versions of programs there are, and of a bearable length, are kept", () => {
  const stored = { scene: "turns", marks: {}, drafts: { turns: "a", none: "b", waits: 5 } };
  assertEquals(readProgress(stored, SCENES)?.drafts, { turns: "a" });
  const long = { scene: "turns", marks: {}, drafts: { turns: "x".repeat(20_000) } };
  assertEquals(readProgress(long, SCENES)?.drafts, undefined);
});
