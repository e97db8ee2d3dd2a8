import { assertEquals, assertStringIncludes } from "@std/assert";
import { CommandError, UsageError } from "../../src/cli/errors.ts";
import { Interrupt } from "../../src/cli/io.ts";
import { type CommandEntry, runProgram } from "../../src/cli/command_line/program.ts";
import { VERSION } from "../../src/cli/version.ts";
import { FakeIo } from "../support/fake_io.ts";
import { runCoplay } from "../support/coplay.ts";

function commandThat(act: (args: readonly string[]) => number): Record<string, CommandEntry> {
  const summary = { en: "Does it", zh: "做" };
  const run = (args: readonly string[]) => Promise.resolve().then(() => act(args));
  const help = { name: "fetch", summary, usage: ["fetch"], options: {}, examples: [] };
  const module = { run, help, runAlone: () => run(["alone"]) };
  return { fetch: { summary, load: () => Promise.resolve(module) } };
}

async function run(args: readonly string[], act: (args: readonly string[]) => number = () => 0) {
  const io = new FakeIo();
  const code = await runProgram(commandThat(act), args, io);
  return { code, stdout: io.text("stdout"), stderr: io.text("stderr") };
}

function fail(error: unknown): () => never {
  return () => {
    throw error;
  };
}

const text = { en: "It does not work", zh: "不行" };

for (
  const args of [["--version"], ["-V"], ["-v"], ["version"], ["--lang", "zh", "--version"], [
    "--lang=zh",
    "-V",
  ]]
) {
  Deno.test(`${args.join(" ")} prints the version and what it runs on`, async () => {
    const { code, stdout, stderr } = await runCoplay(args);
    assertEquals([code, stderr], [0, ""]);
    const [, version, deno, v8, target] =
      /^coplay (\S+) \(deno (\d+\.\d+\.\d+), v8 (\S+), (\S+)\)\n$/.exec(stdout) ?? [];
    assertEquals([version, target], [VERSION, Deno.build.target]);
    // The binary contains another Deno.
    if (Deno.env.get("COPLAY_BINARY")) return;
    assertEquals({ deno, v8 }, { deno: Deno.version.deno, v8: Deno.version.v8 });
  });
}

Deno.test("an option before the command is an error that lists the commands", async () => {
  const { stderr } = await run(["--jobs"]);
  assertStringIncludes(stderr, "the command comes first: coplay fetch\n");
});

Deno.test("a command gets the arguments after its name, and its code is the program's", async () => {
  let seen: readonly string[] = [];
  const act = (args: readonly string[]) => (seen = args, 7);
  assertEquals(
    (await run(["--lang", "en", "--lang=zh", "fetch", "-x", "--lang", "zh"], act)).code,
    7,
  );
  assertEquals(seen, ["-x", "--lang", "zh"]);
});

Deno.test("help is a result, and a missing command is an error with the same help", async () => {
  const asked = await run(["--help"]);
  assertEquals([asked.code, asked.stderr], [0, ""]);
  const none = await run([]);
  assertEquals([none.code, none.stdout], [2, ""]);
  assertEquals(none.stderr, `coplay: No command given; name one of fetch\n\n${asked.stdout}`);
});

const ERRORS: readonly [
  what: string,
  args: string[],
  error: unknown,
  code: number,
  says: string,
][] = [
  ["an unknown command", ["fecth"], undefined, 2, 'Unknown command "fecth"; did you mean fetch?'],
  ["an escape in a command", ["\x1b[2J"], undefined, 2, 'Unknown command "\\u{1b}[2J"'],
  ["an option for a command", ["--jobs"], undefined, 2, "Unknown option --jobs; the command"],
  ["a language coplay lacks", ["--lang=fr", "fetch"], undefined, 2, "--lang must be one of"],
  ["no language", ["--lang"], undefined, 2, "Option --lang needs a value"],
  ["a usage error", ["fetch"], new UsageError(text), 2, "coplay: It does not work\nRun `coplay"],
  ["a command error", ["fetch"], new CommandError(text, 6), 6, "coplay: It does not work\n"],
  ["a bug", ["fetch"], new TypeError("x\x1b"), 1, "This is a bug in coplay: x\\u{1b}\n"],
];

for (const [what, args, error, code, says] of ERRORS) {
  Deno.test(`${what} is one line on stderr and exit code ${code}`, async () => {
    const result = await run(args, error === undefined ? () => 0 : fail(error));
    assertEquals([result.code, result.stdout], [code, ""]);
    assertStringIncludes(result.stderr, says);
    assertEquals(result.stderr.split("\n").length - 1, code === 2 ? 2 : 1);
  });
}

Deno.test("an interrupted command ends with its signal's code and says nothing more", async () => {
  const stopped = await run(["fetch"], fail(new Interrupt("SIGINT")));
  assertEquals([stopped.code, stopped.stderr], [130, ""]);
  assertEquals((await run(["fetch"], fail(new Interrupt("SIGTERM")))).code, 143);
});

Deno.test("help with a command's name is that command's help", async () => {
  let seen: readonly string[] = [];
  const act = (args: readonly string[]) => (seen = args, 0);
  await run(["help", "fetch"], act);
  assertEquals(seen, ["--help"]);
  await run(["help", "fetch", "all"], act);
  assertEquals(seen, ["--help", "all"]);
  assertStringIncludes((await run(["help"])).stdout, "Commands:");
});

Deno.test("a URL is downloaded and a port served without the command", async () => {
  const seen: string[] = [];
  const entry = (name: string) =>
    commandThat((args) => seen.push([name, ...args].join(" ")) && 0)["fetch"]!;
  const commands = { download: entry("download"), serve: entry("serve") };
  for (const args of [["HTTPS://h/a", "-q"], ["8080", "--lobby"]]) {
    await runProgram(commands, args, new FakeIo());
  }
  assertEquals(seen, ["download HTTPS://h/a -q", "serve 8080 --lobby"]);
});

Deno.test("a URL without its scheme is answered with the line that would fetch it", async () => {
  const { code, stderr } = await run(["example.org/a.zip"]);
  assertEquals(code, 2);
  assertStringIncludes(stderr, "did you mean coplay download https://example.org/a.zip?");
});

/** Runs the program at a terminal with these lines as the only typed input. */
async function alone(lines: string[]) {
  const io = new FakeIo({ isTerminal: true, lines });
  const seen: string[] = [];
  const entry = (name: string): CommandEntry => ({
    ...commandThat(() => seen.push(name) && 0)["fetch"]!,
    isUsual: name === "serve",
  });
  const commands = { download: entry("download"), serve: entry("serve") };
  const code = await runProgram(commands, [], io);
  return { code, seen, stderr: io.text("stderr") };
}

Deno.test("coplay alone at a terminal asks what to do; Enter hosts games", async () => {
  assertEquals((await alone([""])).seen, ["serve"]);
  const second = await alone(["x", "3", "2"]);
  assertEquals([second.code, second.seen], [0, ["download"]]);
  assertEquals(second.stderr.split("A number from 1 to 2, please").length - 1, 2);
});

Deno.test("coplay alone without input is an error that asks for a command", async () => {
  const { code, seen, stderr } = await alone([]);
  assertEquals([code, seen], [2, []]);
  assertStringIncludes(stderr, "No command given");
});
