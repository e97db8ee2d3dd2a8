/**
 * Runs tests: `deno task test [FILE|FOLDER]... [OPTION of deno test]...`, without arguments all of tests/. Files run
 * side by side. The last lines name the tests that this machine had to skip, and what they need.
 */
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import config from "../deno.json" with { type: "json" };
import { permissionFlags } from "../src/release/permissions.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
/** The files for each processor: tests mostly wait, for processes, a browser or a gate. */
const FILES_PER_PROCESSOR = 2;

/** Resolves an argument that names a path in the user's folder. */
function fromWhereOneStands(arg: string): string {
  const folder = Deno.env.get("INIT_CWD") ?? ROOT;
  if (arg.startsWith("-") || resolve(folder) === resolve(ROOT)) return arg;
  const path = resolve(folder, arg);
  try {
    Deno.statSync(path);
    return path;
  } catch {
    return arg;
  }
}

async function runTests(args: readonly string[], reportPath: string): Promise<number> {
  const command = new Deno.Command(Deno.execPath(), {
    args: [
      "test",
      "--no-prompt",
      // `deno task check` checks all files at once.
      "--no-check",
      "--parallel",
      `--config=${ROOT}deno.json`,
      `--import-map=${ROOT}.import_map.json`,
      `--lock=${ROOT}.import_map.tests.lock`,
      // The permissions are flags, because Deno prints a warning for a set, and --quiet would also hide the tests'
      // output.
      ...permissionFlags([config.permissions.test]),
      `--junit-path=${reportPath}`,
      ...args,
    ],
    cwd: ROOT,
    env: {
      DENO_JOBS: Deno.env.get("DENO_JOBS") ??
        String(FILES_PER_PROCESSOR * navigator.hardwareConcurrency),
    },
  });
  return (await command.spawn().status).code;
}

/**
 * A skipped test. The reason is part of its name. A test that the arguments filter out is also reported as skipped, but
 * took no time.
 */
const SKIPPED = /<testcase name="[^"]*\(skipped: ([^"]*)\)"[^>]* time="[^>]*>\s*<skipped/g;

/** Counts the skipped tests by reason. */
function countSkipped(report: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, reason = ""] of report.matchAll(SKIPPED)) {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return counts;
}

/** Reads the report; a run that was cut short leaves none. */
function readReport(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return "";
  }
}

function unescape(text: string): string {
  const signs = { quot: '"', apos: "'", lt: "<", gt: ">", amp: "&" };
  return text.replaceAll(
    /&(quot|apos|lt|gt|amp);/g,
    (_, name: keyof typeof signs) => signs[name],
  );
}

async function main(): Promise<number> {
  const folder = await Deno.makeTempDir({ prefix: "coplay_tests_" });
  try {
    const report = `${folder}/report.xml`;
    const code = await runTests(Deno.args.map(fromWhereOneStands), report);
    for (const [reason, count] of countSkipped(readReport(report))) {
      const line = `Skipped ${count} ${count === 1 ? "test" : "tests"}: ${unescape(reason)}\n`;
      await Deno.stderr.write(new TextEncoder().encode(line));
    }
    return code;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.exit(await main());
