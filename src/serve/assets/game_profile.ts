import type { Game } from "../catalogue/catalogue.ts";
import type { SourceFile } from "../catalogue/game_source.ts";
import type { AssetPlan } from "./asset_plan.ts";
import { planAssets } from "./asset_plan.ts";
import type { Compressor } from "./compressor.ts";
import { type EngineProfile, recogniseEngine } from "./game_engine.ts";
import type { HeaderList } from "./representation.ts";

/** A larger script is no loader and is not read. */
const MAX_SCRIPT_BYTES = 8 * 1024 * 1024;

/** At most this many scripts are read; a loader is among the first beside its WebAssembly. */
const MAX_SCRIPTS = 24;

const SCRIPT_REGEXP = /\.m?js(?:\.(?:br|gz|unityweb))?$/;

/** Recognises a game's engine from its list of files, its first page and its loaders. */
export async function profileGame(
  game: Game,
  { files, compressor }: { files: readonly SourceFile[]; compressor: Compressor },
): Promise<EngineProfile> {
  const byPath = planAssets(files, { unpacksInBrowser: true });
  const paths = files.map((file) => file.path);
  const read = async (path: string) => {
    const plan = byPath.get(path);
    return plan ? await readText(plan, compressor) : "";
  };
  const page = await read(game.entry);
  // Flutter writes into this file what it has built.
  const config = page + await read(`${folderOf(game.entry)}flutter_bootstrap.js`);
  const loaders = new Map<string, string>();
  for (const path of findLoaders(paths).slice(0, MAX_SCRIPTS)) loaders.set(path, await read(path));
  const scripts = findNamed(loaders, { page, others: await readNamed(paths, { page, read }) });
  return recogniseEngine({ paths, page, config, scripts: [page, ...scripts] });
}

/** Reads the other scripts that a page names: what they name, they load. */
async function readNamed(
  paths: readonly string[],
  { page, read }: { page: string; read: (path: string) => Promise<string> },
): Promise<string[]> {
  const named = paths.filter((path) => SCRIPT_REGEXP.test(path) && page.includes(nameOf(path)));
  return await Promise.all(named.slice(0, MAX_SCRIPTS).map(read));
}

/**
 * Returns the loaders that the page, another script or another loader names. A build may hold loaders that it never
 * loads, such as one with threads beside one without.
 */
function findNamed(
  loaders: ReadonlyMap<string, string>,
  { page, others }: { page: string; others: readonly string[] },
): string[] {
  const texts = [page, ...others];
  const left = new Map(loaders);
  for (let at = 0; at < texts.length; at++) {
    for (const [path, text] of left) {
      if (!isNamedIn(texts[at]!, nameOf(path))) continue;
      left.delete(path);
      texts.push(text);
    }
  }
  return texts.slice(1 + others.length);
}

/** Whether a text holds the name of a script, with its ending or as a string without one. */
function isNamedIn(text: string, name: string): boolean {
  const stem = name.replace(/\.m?js$/, "");
  return text.includes(name) ||
    ['"', "'", "`"].some((quote) => text.includes(quote + stem + quote));
}

/** The name that pages ask for: without `.br`, which the browser or the loader takes off. */
function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.(?:br|gz|unityweb)$/, "");
}

/** Scripts in the folders that hold WebAssembly: threads need it, so other games start none. */
function findLoaders(paths: readonly string[]): string[] {
  const folders = new Set(
    paths.filter((path) => /\.wasm\b/.test(path)).map((path) => folderOf(path)),
  );
  return paths.filter((path) => SCRIPT_REGEXP.test(path) && folders.has(folderOf(path)));
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

async function readText({ file, encoding }: AssetPlan, compressor: Compressor): Promise<string> {
  if (file.sizeBytes > MAX_SCRIPT_BYTES) return "";
  const bytes = await file.read().catch(() => new Uint8Array());
  if (encoding !== "br" && encoding !== "gzip") return new TextDecoder().decode(bytes);
  const maxBytes = MAX_SCRIPT_BYTES;
  return new TextDecoder().decode(await compressor.decompress(bytes, { encoding, maxBytes }));
}

/** A header of every answer: no guessing of types. */
const BASIC_HEADERS: HeaderList = [["x-content-type-options", "nosniff"]];

/**
 * Headers that isolate a page, so that it may share memory between threads. It then loads only what allows it; a frame
 * with `sandbox` is of another origin than its own files.
 */
const ISOLATION_HEADERS: HeaderList = [
  ["cross-origin-resource-policy", "cross-origin"],
  ["cross-origin-opener-policy", "same-origin"],
  ["cross-origin-embedder-policy", "require-corp"],
];

/** Returns the headers that every answer of a game carries; game.json's `isolate` overrides the profile. */
export function gameHeaders(game: Game, profile: EngineProfile): HeaderList {
  const isIsolated = game.isolate ?? profile.needsIsolation;
  return isIsolated ? [...BASIC_HEADERS, ...ISOLATION_HEADERS] : BASIC_HEADERS;
}
