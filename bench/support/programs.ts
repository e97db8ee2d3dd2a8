import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sourceTreeArgs } from "../../src/cli/source_tree.ts";
import { readProc } from "./proc.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The peers on this machine, by the names in the tables. */
export type Peers = ReadonlySet<string>;

const PROGRAMS: Readonly<Record<string, string>> = {
  curl: "curl",
  aria2: "aria2c",
  wget2: "wget2",
  axel: "axel",
  nginx: "nginx",
};

/** Finds a program's path; `undefined` where the machine lacks it. */
export async function findProgram(name: string): Promise<string | undefined> {
  const { code, stdout } = await new Deno.Command("sh", {
    args: ["-c", `command -v ${name}`],
    stderr: "null",
  }).output();
  return code === 0 ? new TextDecoder().decode(stdout).trim() : undefined;
}

/** Reads the first line of a program's version. */
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

/** Finds the peers; every row leaves out missing ones. */
export async function findPeers(): Promise<Peers> {
  const peers = new Set<string>();
  for (const [name, program] of Object.entries(PROGRAMS)) {
    if (await findProgram(program)) peers.add(name);
  }
  if (await hasGevent()) peers.add("gevent");
  return peers;
}

/** Describes the machine and its programs in one line. */
export async function describeMachine(peers: Peers): Promise<string> {
  const versions: string[] = [];
  for (const [name, program] of Object.entries(PROGRAMS)) {
    if (peers.has(name)) versions.push(await versionOf(program));
  }
  if (peers.has("gevent")) versions.push("Python with gevent");
  return await describeSystem(versions);
}

/** Describes the machine and some programs with their versions in one line. */
export async function describeSystem(versions: readonly string[]): Promise<string> {
  const cpuinfo = await readProc("cpuinfo");
  const cpu = /model name\s*: (.*)/.exec(cpuinfo)?.[1] ?? Deno.build.arch;
  const cores = navigator.hardwareConcurrency;
  return `${cores} cores of ${cpu}, ${Deno.build.os}, Deno ${Deno.version.deno}; ${
    versions.join(", ") || "no other program found"
  }`;
}

/** The path of the binary: COPLAY_BINARY, or what `deno task compile` has made; undefined without either. */
export function binaryPath(): string | undefined {
  const path = Deno.env.get("COPLAY_BINARY") || `${ROOT}dist/coplay`;
  return existsSync(path) ? path : undefined;
}

/** The command of coplay from the source tree, with exactly the permissions of its `deno task`. */
export function taskCommand(...args: string[]): string[] {
  const command = args[0] === "serve" ? "serve" : "download";
  return [Deno.execPath(), ...sourceTreeArgs(command, ROOT).slice(0, -1), ...args];
}

/** The command of coplay: the binary in COPLAY_BINARY, or the source tree. */
export function coplayCommand(...args: string[]): string[] {
  const binary = Deno.env.get("COPLAY_BINARY");
  return binary ? [binary, ...args] : taskCommand(...args);
}

/** The path of a file in the benches' folder. */
export function benchFile(path: string): string {
  return `${ROOT}bench/${path}`;
}
