// Fetches from one misbehaving server with aria2, curl, wget2, axel and coplay, and saves the files that each leaves on
// disk and its exit code.
//
//   deno run -P=bench --import-map=.import_map.json bench/download/correctness/main.ts
import { Gate, ScriptedServer } from "../../../tests/support/scripted_server.ts";
import { leftFiles, NEW } from "./leavings.ts";
import { type Program, programs } from "./programs.ts";
import { type Result, type Scenario, SCENARIOS } from "./scenarios.ts";
import { print } from "../../support/print.ts";
import { benchFile, coplayCommand, findProgram, versionOf } from "../../support/programs.ts";

const PATIENCE_MS = 30_000;
/** How long a program may write what it has received, before it is killed. */
const SETTLE_MS = 1500;

const encoder = new TextEncoder();

async function runProgram(
  [path, ...args]: string[],
  { folder, killGate, signal = "SIGKILL" }: {
    folder: string;
    killGate: Gate;
    signal?: Deno.Signal | undefined;
  },
): Promise<Result["exit"]> {
  const silent = { stdin: "null", stdout: "null", stderr: "null" } as const;
  const child = new Deno.Command(path!, { args, cwd: folder, ...silent }).spawn();
  let isStuck = false;
  const stuck = setTimeout(() => {
    isStuck = true;
    child.kill("SIGKILL");
  }, PATIENCE_MS);
  let killer: ReturnType<typeof setTimeout> | undefined;
  // Only a few scenarios kill their program.
  killGate.arrival().then(
    () => killer = setTimeout(() => child.kill(signal), SETTLE_MS),
    () => {},
  );
  const { code } = await child.status;
  clearTimeout(stuck);
  clearTimeout(killer);
  return isStuck ? "stopped after 30 s" : code;
}

/** Lists the secret headers that the other host received. */
function leakedTo(other: ScriptedServer): string[] {
  const names = ["authorization", "cookie", "x-api-key"];
  return names.filter((name) => other.requests.some(({ headers }) => headers.has(name)));
}

async function play(scenario: Scenario, program: Program): Promise<Result | undefined> {
  await using server = await ScriptedServer.start();
  await using other = await ScriptedServer.start();
  const root = await Deno.makeTempDir({ prefix: "coplay_correctness_" });
  const folder = `${root}/downloads`;
  await Deno.mkdir(folder);
  try {
    await scenario.before?.(folder);
    const killGate = new Gate();
    const stage = { server, other, killGate };
    const wish = { url: server.url("/file"), ...scenario.wish?.(stage) };
    const command = program.command(wish);
    if (!command) return undefined;
    scenario.serve(stage);
    let exit = await runProgram(command, { folder, killGate, signal: scenario.signal });
    if (scenario.again) {
      scenario.again(stage);
      exit = await runProgram(command, { folder, killGate: new Gate() });
    }
    const files = new Map([...await leftFiles(folder), ...await leftFiles(root, "../")]);
    const sent = [...server.requests, ...other.requests].reduce((sum, r) => sum + r.sentBytes, 0);
    return { files, exit, leaked: leakedTo(other), sentShare: sent / NEW.sizeBytes };
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

/** Formats the files and the exit code, with a mark where they are right. */
function cell(scenario: Scenario, result: Result | undefined): string {
  if (!result) return "cannot";
  const { files, exit, leaked, sentShare } = result;
  const left = [...files].map(([name, what]) => name === "file" ? what : `${shown(name)}: ${what}`);
  const words = [left.join(", ") || "no file", exit === 0 ? "exit 0" : `exit ${exit}`];
  if (scenario.shows === "leaked") words.unshift(leaked.join(", ") || "none");
  if (scenario.shows === "share") words.unshift(`${Math.round(sentShare * 100)}%`);
  const text = words.join("; ");
  if (scenario.isRight(result)) return `✓ ${text}`;
  return exit === 0 && scenario.shows !== "share" ? `**${text}**` : text;
}

function shown(name: string): string {
  // deno-lint-ignore no-control-regex
  return `\`${name.replace(/[\x00-\x1f]/g, "␛")}\``;
}

const PEERS = { curl: "curl", wget2: "wget2", aria2: "aria2c", axel: "axel" };
const found: Program[] = [];
const versions: string[] = [];
for (const program of programs(coplayCommand("download"))) {
  const executable = PEERS[program.name as keyof typeof PEERS];
  if (executable && !await findProgram(executable)) continue;
  if (executable) versions.push(await versionOf(executable));
  found.push(program);
}
const lines = [
  `| what the server does | ${found.map(({ name }) => name).join(" | ")} |`,
  `| --- | ${found.map(() => "---").join(" | ")} |`,
];
const right = new Map(found.map(({ name }) => [name, 0]));
for (const scenario of SCENARIOS) {
  const cells: string[] = [];
  for (const program of found) {
    const text = cell(scenario, await play(scenario, program));
    if (text.startsWith("✓")) right.set(program.name, right.get(program.name)! + 1);
    cells.push(text);
  }
  lines.push(`| ${scenario.title} | ${cells.join(" | ")} |`);
  print(lines.at(-1)!);
}
lines.push(
  `| **as it should be, of ${SCENARIOS.length}** | ${
    found.map(({ name }) => `**${right.get(name)}**`).join(" | ")
  } |`,
);
const head =
  `What each left under the name, and its exit code; ✓ where it is as it should be, bold where it is ` +
  `not and the program says that all is well. ${versions.join(", ")}.`;
await Deno.writeFile(
  benchFile("results/correctness.md"),
  encoder.encode(`${head}\n\n${lines.join("\n")}\n`),
);
print(`\n${lines.at(-1)}`);
