// Who fetches over a slow line: coplay, and each peer as it comes and at the setting that suits the work best.
import { binary, coplay } from "../support/contenders.ts";
import { writeList } from "../support/fixtures.ts";
import type { Contender } from "../support/measure.ts";
import { binaryPath } from "../support/programs.ts";
import type { Bench } from "../support/work.ts";

/** A list of URLs, in the forms that the programs read. */
export interface List {
  readonly name: string;
  readonly urls: readonly string[];
}

/** How each peer is started with a list, before it is given anything that suits the work. */
interface Commands {
  curl(...more: string[]): Contender["command"];
  wget2(...more: string[]): Contender["command"];
  aria2(...more: string[]): Contender["command"];
}

/** Puts a list where every program can read it. */
async function commandsFor(
  { dir }: Bench,
  { name, urls }: List,
  ca: string,
): Promise<Commands & { readonly path: string }> {
  const path = await writeList(dir, `${name}.txt`, urls);
  const config = `${dir}/${name}.curl`;
  const entries = urls.map((url, index) => `url="${url}"\noutput="${index + 1}"\n`);
  await Deno.writeTextFile(config, entries.join(""));
  const trust = `--ca-certificate=${ca}`;
  return {
    path,
    curl: (...more) => () => ["curl", "-s", "--cacert", ca, ...more, "-K", config],
    wget2: (...more) => (folder) => ["wget2", "-q", trust, ...more, "-i", path, "-P", folder],
    aria2: (...more) => (folder) => ["aria2c", "-q", trust, ...more, "-i", path, "-d", folder],
  };
}

function present({ peers }: Bench, contenders: readonly Contender[]): Contender[] {
  return contenders.filter(({ name }) => peers.has(name.split(" ")[0]!));
}

/** The name of coplay where one form of it is enough: the binary, where there is one. */
export function mainName(): "binary" | "coplay" {
  return binaryPath() === undefined ? "coplay" : "binary";
}

/** The binary, or where there is none, the source tree. */
function mainForm(...args: readonly string[]): Contender {
  return binary(...args)[0] ?? coplay("coplay", ...args);
}

/** Everyone with a list, as they come and with so many files at once. curl comes with 50 at once. */
export async function listContenders(
  bench: Bench,
  list: List,
  { ca, best }: { ca: string; best: number },
): Promise<Contender[]> {
  const { path, curl, wget2, aria2 } = await commandsFor(bench, list, ca);
  const peers: Contender[] = [
    { name: "curl", command: curl("-Z") },
    { name: "wget2", command: wget2() },
    { name: `wget2 ${best}`, command: wget2(`--max-threads=${best}`) },
    { name: "aria2", command: aria2() },
    { name: `aria2 ${best}`, command: aria2("-j", `${best}`, "-x1") },
  ];
  if (best !== 50) {
    const command = curl("-Z", "--parallel-max", `${best}`, "--retry", "9", "--retry-all-errors");
    peers.push({ name: `curl ${best} --retry`, command });
  }
  return [mainForm("--ca", ca, "-i", path), ...present(bench, peers)];
}

/** coplay from the source tree, and coplay and curl with sixteen files at once. */
export async function sixteenContenders(
  bench: Bench,
  list: List,
  ca: string,
): Promise<Contender[]> {
  const { path, curl } = await commandsFor(bench, list, ca);
  const sixteen = { ...mainForm("--ca", ca, "-j", "16", "-i", path), name: "-j 16" };
  const peers = [{ name: "curl 16", command: curl("-Z", "--parallel-max", "16") }];
  const source = mainName() === "coplay" ? [] : [coplay("coplay", "--ca", ca, "-i", path)];
  return [...source, sixteen, ...present(bench, peers)];
}

/** Everyone with one large file. */
export function fileContenders(bench: Bench, url: string): Contender[] {
  const goesOn = ["--retry", "9", "--retry-all-errors", "--retry-delay", "1", "-C", "-"];
  const peers: Contender[] = [
    { name: "curl", command: () => ["curl", "-s", "-O", url] },
    { name: "curl --retry", command: () => ["curl", "-s", ...goesOn, "-O", url] },
    { name: "wget2", command: () => ["wget2", "-q", url] },
    { name: "aria2", command: () => ["aria2c", "-q", url] },
    { name: "aria2 -x4", command: () => ["aria2c", "-q", "-x4", "-s4", url] },
    { name: "axel", command: () => ["axel", "-q", url] },
    { name: "axel -n 1", command: () => ["axel", "-q", "-n", "1", url] },
  ];
  return [
    mainForm(url),
    { ...mainForm("-c", "1", url), name: "-c 1" },
    ...present(bench, peers),
  ];
}

/** Everyone with a host that limits its clients, as they come and with what its limit asks for. */
export async function limitContenders(
  bench: Bench,
  list: List,
  { ca, polite }: {
    ca: string;
    /** The options of each peer. */
    polite: Readonly<Record<"curl" | "wget2" | "aria2", readonly string[]>>;
  },
): Promise<Contender[]> {
  const { path, curl, wget2, aria2 } = await commandsFor(bench, list, ca);
  const peers: Contender[] = [
    { name: "curl", command: curl("-Zf") },
    { name: `curl ${polite.curl.join(" ")}`, command: curl("-f", ...polite.curl) },
    { name: "wget2", command: wget2() },
    { name: `wget2 ${polite.wget2.join(" ")}`, command: wget2(...polite.wget2) },
    { name: "aria2", command: aria2() },
    { name: `aria2 ${polite.aria2.join(" ")}`, command: aria2(...polite.aria2) },
  ];
  return [mainForm("--ca", ca, "-i", path), ...present(bench, peers)];
}
