import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import fc from "fast-check";
import { UsageError } from "../../src/cli/errors.ts";
import type { OptionTable } from "../../src/cli/command_line/options.ts";
import { parseCommandLine } from "../../src/cli/command_line/parse.ts";

const help = { en: "", zh: "" };
const TABLE = {
  dir: { kind: "text", short: "d", help },
  input: { kind: "list", short: "i", help },
  jobs: { kind: "count", short: "j", min: 1, max: 64, help },
  limit: { kind: "size", help },
  rate: { kind: "speed", help },
  timeout: { kind: "seconds", help },
  resume: { kind: "choice", choices: ["always", "none"], bare: "always", negatable: true, help },
  live: { kind: "flag", negatable: true, help },
  quiet: { kind: "flag", short: "q", help },
  ipv4: { kind: "flag", short: "4", help },
  ipv6: { kind: "flag", short: "6", help },
} as const satisfies OptionTable;

/** Parses options, and leaves out those that were not given. */
function parse(...args: string[]): Record<string, unknown> {
  const { options, operands } = parseCommandLine(args, TABLE);
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), ...(operands.length > 0 ? { operands } : {}) };
}

function wrong(...args: string[]): string {
  return assertThrows(() => parse(...args), UsageError).text.en;
}

Deno.test("a value may be written in every usual way", () => {
  for (
    const args of [["--dir", "games"], ["--dir=games"], ["-d", "games"], ["-d=games"], ["-dgames"]]
  ) {
    assertEquals(parse(...args), { dir: "games" }, args.join(" "));
  }
  assertEquals(parse("-qj8", "-46"), { quiet: true, jobs: 8, ipv4: true, ipv6: true });
});

Deno.test("- is a value and an operand", () => {
  assertEquals(parse("-i", "-", "--input", "-", "-"), { input: ["-", "-"], operands: ["-"] });
});

Deno.test("a flag leaves the next argument alone", () => {
  assertEquals(parse("--quiet", "false", "-q", "true"), {
    quiet: true,
    operands: ["false", "true"],
  });
});

Deno.test("a flag that was turned off differs from one that was not given", () => {
  assertEquals(parse("--no-live"), { live: false });
  assertEquals(parse("--no-live", "--live"), { live: true });
  assertEquals(parse(), {});
});

Deno.test("an option that may stand alone takes a value only after =", () => {
  assertEquals(parse("--resume", "x"), { resume: "always", operands: ["x"] });
  assertEquals(parse("--resume=none"), { resume: "none" });
  assertEquals(parse("--no-resume"), { resume: "none" });
});

Deno.test("numbers have units and bounds", () => {
  assertEquals(parse("--limit", "1.5M", "--timeout=0.5"), { limit: 1572864, timeout: 0.5 });
  assertEquals(wrong("-j0"), 'Option --jobs must be a whole number from 1 to 64, not "0"');
  assertStringIncludes(wrong("-j", "-5"), 'not "-5"');
  assertStringIncludes(wrong("-j8q"), 'not "8q"');
});

Deno.test("a wrong option is reported with the nearest name", () => {
  assertEquals(wrong("--job", "8"), "Unknown option --job; did you mean --jobs?");
  assertEquals(wrong("--no-lice"), "Unknown option --no-lice; did you mean --no-live?");
  assertEquals(wrong("-7"), "Unknown option -7");
  assertEquals(wrong("-qx"), "Unknown option -x");
  assertEquals(wrong("--__proto__"), "Unknown option --__proto__");
});

Deno.test("a missing or surplus value is reported", () => {
  assertEquals(wrong("--dir"), "Option --dir needs a value");
  assertEquals(wrong("-d", "-q"), "Option -d needs a value");
  assertEquals(wrong("--dir", "--", "x"), "Option --dir needs a value");
  assertEquals(wrong("--quiet=1"), "Option --quiet takes no value");
  assertEquals(wrong("-q=1"), "Option -q takes no value");
});

const text = fc.string({ unit: "grapheme", maxLength: 12 });
/** Operands: texts that do not look like an option. */
const operand = text.filter((value) => value === "-" || !value.startsWith("-"));
const spelling = fc.oneof(
  operand.map((value) => [["--input", value], value] as const),
  operand.map((value) => [["-i", value], value] as const),
  text.map((value) => [[`--input=${value}`], value] as const),
  text.filter((value) => value !== "").map((value) => [[`-qi=${value}`], value] as const),
);

Deno.test("every value arrives as it was written, and every operand in its place", () => {
  fc.assert(fc.property(
    fc.array(spelling, { minLength: 1 }),
    fc.array(operand),
    fc.array(text),
    (options, before, after) => {
      const args = [...before, ...options.flatMap(([written]) => written), "--", ...after];
      const { options: { input }, operands } = parseCommandLine(args, TABLE);
      assertEquals(input, options.map(([, value]) => value));
      assertEquals(operands, [...before, ...after]);
    },
  ));
});

Deno.test("a speed is a size, optionally with /s", () => {
  assertEquals(parse("--rate", "2K"), { rate: 2048 });
  assertEquals(parse("--rate", "2KiB/s"), { rate: 2048 });
  assertStringIncludes(wrong("--rate", "2K/m"), "a speed such as 512K or 10M/s");
  assertStringIncludes(wrong("--limit", "2K/s"), "a size such as 512K or 10M");
});

/** The options that the environment alone sets. */
function defaults(env: Readonly<Record<string, string>>): Record<string, unknown> {
  const { options } = parseCommandLine([], TABLE, (name) => env[name]);
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

Deno.test("every option takes its default from the environment", () => {
  assertEquals(
    defaults({
      COPLAY_DIR: "games",
      COPLAY_INPUT: "one\ntwo",
      COPLAY_JOBS: "8",
      COPLAY_LIMIT: "1K",
      COPLAY_RESUME: "none",
      COPLAY_LIVE: "0",
      COPLAY_QUIET: "1",
    }),
    {
      dir: "games",
      input: ["one", "two"],
      jobs: 8,
      limit: 1024,
      resume: "none",
      live: false,
      quiet: true,
    },
  );
  assertEquals(defaults({ COPLAY_JOBS: "", COPLAY_QUIET: "0" }), {});
});

Deno.test("what is typed counts before the environment", () => {
  const env = () => "2";
  const { options } = parseCommandLine(["-j", "8"], { jobs: TABLE.jobs }, env);
  assertEquals(options, { jobs: 8 });
});

Deno.test("a wrong default is reported with its variable", () => {
  const says = (env: Record<string, string>) =>
    assertThrows(() => defaults(env), UsageError).text.en;
  assertEquals(
    says({ COPLAY_JOBS: "x" }),
    'COPLAY_JOBS must be a whole number from 1 to 64, not "x"',
  );
  assertEquals(says({ COPLAY_QUIET: "yes" }), 'COPLAY_QUIET must be one of 0, 1, not "yes"');
});
