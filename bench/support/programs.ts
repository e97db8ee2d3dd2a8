import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sourceTreeArgs } from "../../src/cli/source_tree.ts";
import { readProc } from "./proc.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The peers that this machine has, by the names that the tables use. */
export type Peers = ReadonlySet<string>;

const PROGRAMS: Readonly<Record<string, string>> = {
  curl: "curl",
  aria2: "aria2c",
  wget2: "wget2",
  axel: "axel",
  nginx: "nginx",
};

/** Where a program is, or `undefined` where the machine lacks it. */
export async function findProgram(name: string): Promise<string | undefined> {
  const { code, stdout } = await new Deno.Command("sh", {
    args: ["-c", `command -v ${name}`],
    stderr: "null",
  }).output();
  return code === 0 ? new TextDecoder().decode(stdout).trim() : undefined;
}

/** The first line a program says of its version. */
export async function versionOf(
  name: string,
  flag = name === "nginx" ? "-v" : "--version",
): Promise<string> {
  const { stdout, stderr } = await new Deno.Command(name, { args: [flag] }).output();
  const text = new TextDecoder().decode(stdout) || new TextDecoder().decode(stderr);
  return text.split("\n")[0]!.replace(/ \(.*| libcurl.*| - .*/, "").replace(/^nginx version: /, "")
    .trim();
}

/** Whether the system's Python has gevent. */
export async function hasGevent(): Promise<boolean> {
  try {
    const { code } = await new Deno.Command("/usr/bin/python3", {
      args: ["-c", "import gevent"],
      stderr: "null",
    }).output();
    return code === 0;
  } catch {
    return false;
  }
}

/** Looks for the peers; what is not there is left out of every row. */
export async function findPeers(): Promise<Peers> {
  const peers = new Set<string>();
  for (const [name, program] of Object.entries(PROGRAMS)) {
    if (await findProgram(program)) peers.add(name);
  }
  if (await hasGevent()) peers.add("gevent");
  return peers;
}

/** The machine and what runs on it, in one line. */
export async function describeMachine(peers: Peers): Promise<string> {
  const versions: string[] = [];
  for (const [name, program] of Object.entries(PROGRAMS)) {
    if (peers.has(name)) versions.push(await versionOf(program));
  }
  if (peers.has("gevent")) versions.push("Python with gevent");
  return await describeSystem(versions);
}

/** The machine and some programs with their versions, in one line. */
export async function describeSystem(versions: readonly string[]): Promise<string> {
  const cpuinfo = await readProc("cpuinfo");
  const cpu = /model name\s*: (.*)/.exec(cpuinfo)?.[1] ?? Deno.build.arch;
  const cores = navigator.hardwareConcurrency;
  return `${cores} cores of ${cpu}, ${Deno.build.os}, Deno ${Deno.version.deno}; ${
    versions.join(", ") || "no other program found"
  }`;
}

/** The binary that COPLAY_BINARY names, else the one that `deno task compile` has made; else none. */
export function binaryPath(): string | undefined {
  const path = Deno.env.get("COPLAY_BINARY") || `${ROOT}dist/coplay`;
  return existsSync(path) ? path : undefined;
}

/** coplay as `deno task` runs it from the source tree, with the permissions of the task and no more. */
export function taskCommand(...args: string[]): string[] {
  const command = args[0] === "serve" ? "serve" : "download";
  return [Deno.execPath(), ...sourceTreeArgs(command, ROOT).slice(0, -1), ...args];
}

/** coplay as a command: the binary that COPLAY_BINARY names, else the source tree. */
export function coplayCommand(...args: string[]): string[] {
  const binary = Deno.env.get("COPLAY_BINARY");
  return binary ? [binary, ...args] : taskCommand(...args);
}

/** A file beside the benches. */
export function benchFile(path: string): string {
  return `${ROOT}bench/${path}`;
}
