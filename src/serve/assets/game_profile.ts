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

/** Recognises a game's engine from its list of files, its first page and its loaders. */
export async function profileGame(
  game: Game,
  { files, compressor }: { files: readonly SourceFile[]; compressor: Compressor },
): Promise<EngineProfile> {
  const byPath = planAssets(files, { unpacksInBrowser: true });
  const paths = files.map((file) => file.path);
  const entry = byPath.get(game.entry);
  const page = entry ? await readText(entry, compressor) : "";
  const scripts: string[] = [];
  for (const path of findLoaders(paths).slice(0, MAX_SCRIPTS)) {
    scripts.push(await readText(byPath.get(path)!, compressor));
  }
  return recogniseEngine({ paths, page, scripts: [page, ...scripts] });
}

/** Scripts in the folders that hold WebAssembly: threads need it, so other games start none. */
function findLoaders(paths: readonly string[]): string[] {
  const folders = new Set(
    paths.filter((path) => /\.wasm\b/.test(path)).map((path) => folderOf(path)),
  );
  const isScript = (path: string) => /\.m?js(?:\.(?:br|gz|unityweb))?$/.test(path);
  return paths.filter((path) => isScript(path) && folders.has(folderOf(path)));
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

/** Headers of every answer: no guessing of types, no use of a game's files by other sites. */
const BASIC_HEADERS: HeaderList = [
  ["x-content-type-options", "nosniff"],
  ["cross-origin-resource-policy", "same-origin"],
];

/** Headers that isolate a page, so that it may share memory between threads. */
const ISOLATION_HEADERS: HeaderList = [
  ["cross-origin-opener-policy", "same-origin"],
  ["cross-origin-embedder-policy", "require-corp"],
];

/** Returns the headers that every answer of a game carries; game.json's `isolate` overrides the profile. */
export function gameHeaders(game: Game, profile: EngineProfile): HeaderList {
  const isIsolated = game.isolate ?? profile.needsIsolation;
  return isIsolated ? [...BASIC_HEADERS, ...ISOLATION_HEADERS] : BASIC_HEADERS;
}
