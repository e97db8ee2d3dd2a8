import { assert, assertEquals, assertThrows } from "@std/assert";
import { type Attempt, attempt } from "../../../games/coroutines/workshop/attempt.ts";
import { isOver } from "../../../games/coroutines/trace/recorder.ts";
import { compileEdited } from "../../../games/coroutines/workshop/edited.ts";

const ORDER = {
  machine: "turns",
  numbers: { rounds: 2 },
  actors: [],
  messages: { 200: "got {name}", other: "{name}: {status}" },
} as const;

function run(...lines: readonly string[]): Attempt {
  return attempt({ ...ORDER, source: `export default function (lab) {\n${lines.join("\n")}\n}\n` });
}

function printed(result: Attempt): string[] {
  return "trace" in result ? result.trace.output.map(({ text }) => text) : [result.kind];
}

Deno.test("an edited program runs whatever form its lines have", () => {
  const forms = [
    ["  lab.print(1)", "  lab.print(2)"],
    ["const numbers = {", "a: 1,", "b: 2", "};", "lab.print(numbers.a); lab.print(numbers.b);"],
    ["for (const n of [1,", "  2]) {", "  lab.print(n);", "}"],
    [
      "  function* twice() {",
      "yield 1;",
      "    yield 2;",
      "    }",
      "  for (const n of twice()) lab.print(n);",
    ],
    ["if (true)", "  lab.print(1);", "else", "  lab.print(3);", "lab.print(2);"],
  ];
  for (const form of forms) assertEquals(printed(run(...form)), ["1", "2"], form.join("\n"));
});

Deno.test("lines that may have marks have them, although another may not", () => {
  const { run } = compileEdited(
    "export default function (lab) {\n  const sizes = {\n    a: 1,\n  };\n  lab.print(sizes.a);\n}\n",
  );
  const lines: number[] = [];
  run({ print() {} }, (line) => lines.push(line), () => 0, () => {});
  assertEquals(lines, [2, 5]);
});

Deno.test("a loop without an end is stopped where it has marks, and seen as far as it came", () => {
  const result = run("  while (true) {", "    lab.print(1);", "  }");
  assert(result.kind === "endless");
  assertEquals([result.lines, result.trace.output.length], [600, 300]);
});

Deno.test("mistakes are told apart: no JavaScript, no program, a line that throws", () => {
  assertEquals(run("  const;").kind, "syntax");
  assertEquals(attempt({ ...ORDER, source: "lab.print(1);" }), { kind: "frame" });
  const thrown = run("  lab.print(1);", "  lab.prynt(2);", "  lab.print(3);");
  assert(thrown.kind === "threw");
  assertEquals([thrown.line, thrown.why], [3, "lab.prynt is not a function"]);
  assertEquals(printed(thrown), ["1"]);
  assertThrows(() => compileEdited("export default function (lab) { let let; }"), SyntaxError);
});

Deno.test("a task that throws is told with its line, also where another task has waited for it", () => {
  const source = `export default function* (lab) {
  const { spawn, join, sleep } = lab;
  function* work() {
    yield* sleep(10);
    lost();
  }
  yield* join(spawn("work1", work));
  yield* sleep(10);
}
`;
  const result = attempt({ ...ORDER, machine: "tasks", source });
  assert(result.kind === "threw");
  assertEquals([result.line, result.why], [5, "lost is not defined"]);
});

Deno.test("messages are in the words of the order, and long prints are cut", () => {
  const source = `export default function* (lab) {
  lab.print(lab.report("a", 200));
  lab.print(lab.report("b", 404));
  lab.print("x".repeat(5000));
}
`;
  const texts = printed(attempt({ ...ORDER, machine: "tasks", source }));
  assertEquals(texts.slice(0, 2), ["got a", "b: 404"]);
  assertEquals(texts[2]!.length, 201);
});

Deno.test("a task whose file does not arrive ends as failed, and whatever it prints is its own", () => {
  const source = `export default function* (lab) {
  const { spawn, joinAll, print, report, sleep } = lab;
  function* get(name, status) { yield* sleep(1); print(report(name, status)); }
  yield* joinAll([spawn("a", () => get("a", 200)), spawn("b", () => get("b", 404))]);
}
`;
  const result = attempt({ ...ORDER, machine: "tasks", source });
  assert(result.kind === "ran");
  const { actors, changes, output } = result.trace;
  const ends = changes.filter(({ state }) => isOver(state));
  assertEquals(ends.map(({ actor, state }) => `${actors[actor]} ${state}`), [
    "a ended",
    "b failed",
    "main ended",
  ]);
  assertEquals(output.map(({ actor, text }) => `${actors[actor]}: ${text}`), [
    "a: got a",
    "b: b: 404",
  ]);
});
