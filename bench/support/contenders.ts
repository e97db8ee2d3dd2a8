import { basename } from "node:path";
import { numbered, writeList } from "./fixtures.ts";
import type { Contender } from "./measure.ts";
import { benchFile, binaryPath, type Peers, taskCommand } from "./programs.ts";

/** coplay from the source tree as a contender, with its files in a folder that it creates. */
export function coplay(name: string, ...args: readonly string[]): Contender {
  return { name, command: (folder) => taskCommand(...coplayArgs(folder, args)) };
}

function coplayArgs(folder: string, args: readonly string[]): string[] {
  return ["download", "-q", "-d", `${folder}/files`, ...args];
}

/** coplay's executable as a contender, where `deno task compile` has made it. */
export function binary(...args: readonly string[]): Contender[] {
  const path = binaryPath();
  if (path === undefined) return [];
  return [{ name: "binary", command: (folder) => [path, ...coplayArgs(folder, args)] }];
}

type Named = Readonly<Record<string, Contender["command"]>>;

function present(commands: Named, peers: Peers): Contender[] {
  return Object.entries(commands)
    .filter(([name]) => peers.has(name.split(" ")[0]!))
    .map(([name, command]) => ({ name, command }));
}

/** All programs that can fetch a list of many files named 1, 2, 3 … */
export async function listContenders(
  { dir, peers }: { dir: string; peers: Peers },
  { base, count, jobs, only }: {
    base: string;
    count: number;
    jobs: number;
    /** The peers to measure. @default {all} */
    only?: readonly string[];
  },
): Promise<Contender[]> {
  const name = `${basename(base)}-${count}`;
  const list = await writeList(dir, `${name}.txt`, numbered(base, count));
  const config = `${dir}/${name}.curl`;
  const lines = Array.from(numbered(base, count), (url, index) => {
    return `url="${url}"\noutput="${index + 1}"\n`;
  });
  await Deno.writeTextFile(config, lines.join(""));
  const j = String(jobs);
  const gevent = benchFile("peers/gevent_download.py");
  const commands: Named = {
    curl: () => ["curl", "-sZ", "--parallel-max", j, "-K", config],
    aria2: (folder) => ["aria2c", "-q", "-i", list, "-j", j, "-x1", "-d", folder],
    wget2: (folder) => ["wget2", "-q", "-i", list, `--max-threads=${j}`, "-P", folder],
    gevent: (folder) => ["/usr/bin/python3", gevent, list, folder, j],
  };
  const wanted = present(commands, peers).filter(({ name }) => only?.includes(name) ?? true);
  const allowed = ["--no-prompt", "--allow-net", "--allow-read", "--allow-write"];
  const loop = ["run", ...allowed, benchFile("peers/fetch_loop.ts"), list];
  return [
    coplay("coplay", "-i", list, "-j", j),
    ...binary("-i", list, "-j", j),
    { name: "bare fetch loop", command: (folder) => [Deno.execPath(), ...loop, folder, j] },
    ...wanted,
  ];
}

/** All peers that can fetch one large file. */
export function filePeers(peers: Peers, url: string): Contender[] {
  return present({
    curl: () => ["curl", "-s", "-O", url],
    wget2: () => ["wget2", "-q", url],
    aria2: () => ["aria2c", "-q", "-x1", url],
    "axel -n 32": () => ["axel", "-q", "-n", "32", url],
  }, peers);
}
