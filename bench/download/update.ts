// Updates a folder of 2,000 files when no file has changed and when three have, with coplay and with wget2 -N, and saves
// the times and the server's counts.
//
//   deno run -P=bench --import-map=.import_map.json bench/download/update.ts
import { join } from "node:path";
import { commandLine, environment } from "../../tests/support/coplay.ts";
import { bodyBytes } from "../../tests/support/body.ts";
import { startNginx } from "../support/file_server.ts";
import { print } from "../support/print.ts";
import { benchFile, versionOf } from "../support/programs.ts";

const FILES = 2000;
const FILE_BYTES = 20 * 1024;
const RUNS = 5;

const folder = await Deno.makeTempDir({ prefix: "coplay_bench_" });
const root = join(folder, "root");
const log = join(folder, "access.log");
await Deno.mkdir(root);
// nginx's workers run as user nobody.
await Deno.chmod(folder, 0o755);
const names = Array.from({ length: FILES }, (_, index) => `f${index}.bin`);

async function writeFile(index: number, seed: number): Promise<void> {
  const path = join(root, names[index]!);
  await Deno.writeFile(path, bodyBytes({ sizeBytes: FILE_BYTES, seed }));
  // An older date makes Last-Modified a strong validator (RFC 9110 §8.8.2.2).
  await Deno.utime(path, 1_767_225_600 + seed, 1_767_225_600 + seed);
}

/** Counts the server's requests since the last call. */
async function asked(): Promise<string> {
  const counts = new Map<string, { requests: number; bytes: number }>();
  for (const line of (await Deno.readTextFile(log)).trimEnd().split("\n")) {
    const [method, status, bytes] = line.split(" ");
    const key = `${method} ${status}`;
    const { requests, bytes: before } = counts.get(key) ?? { requests: 0, bytes: 0 };
    counts.set(key, { requests: requests + 1, bytes: before + Number(bytes) });
  }
  await Deno.truncate(log);
  return [...counts].map(([key, { requests, bytes }]) => `${key} ${requests} times, ${bytes} bytes`)
    .join("; ");
}

/** @returns the time in milliseconds */
async function time(
  name: string,
  [path, ...args]: readonly string[],
  cwd: string,
): Promise<number> {
  const beganMs = performance.now();
  const command = new Deno.Command(path!, {
    args,
    cwd,
    env: environment({}),
    clearEnv: true,
    stdout: "null",
    stderr: "piped",
  });
  const { code, stderr } = await command.output();
  if (code !== 0) throw new Error(`${name}: exit ${code}: ${new TextDecoder().decode(stderr)}`);
  return performance.now() - beganMs;
}

await Promise.all(names.map((_, index) => writeFile(index, index)));
const server = await startNginx(root, log);
const list = join(folder, "list");
await Deno.writeTextFile(list, names.map((name) => `${server.origin}/${name}\n`).join(""));
const [coplay, args] = await commandLine(["download", "-q", "--if-exists", "update", "-i", list]);
const programs = [
  { name: "coplay", command: [coplay, ...args] },
  { name: await versionOf("wget2"), command: ["wget2", "-q", "-N", "-i", list] },
];
const lines = [
  `${FILES} files of ${FILE_BYTES} bytes from nginx, brought up to date; times are the fastest of ${RUNS} runs.`,
  "",
  "| program | first time | nothing changed | three changed |",
  "| --- | --- | --- | --- |",
];
for (const [number, { name, command }] of programs.entries()) {
  const cwd = join(folder, `of${number}`);
  await Deno.mkdir(cwd);
  await asked();
  const cells = [`${Math.round(await time(name, command, cwd))} ms: ${await asked()}`];
  const times: number[] = [];
  let counted = "";
  for (let run = 0; run < RUNS; run++) {
    times.push(await time(name, command, cwd));
    counted = await asked();
  }
  cells.push(`${Math.round(Math.min(...times))} ms: ${counted}`);
  for (const index of [5, 77, FILES - 1]) await writeFile(index, FILES * (number + 1) + index);
  cells.push(`${Math.round(await time(name, command, cwd))} ms: ${await asked()}`);
  lines.push(`| ${[name, ...cells].join(" | ")} |`);
}
await server.stop();
await Deno.remove(folder, { recursive: true });
const text = lines.join("\n");
await Deno.writeTextFile(benchFile("results/update.md"), `${text}\n`);
print(text);
