/**
 * Makes what goes into an executable, the same for every system. An executable reads everything it contains at every
 * start, so it contains little: the program as one bundle without unused code, the games as zips, and the largest
 * package packed.
 */
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { SCRIPT_NAMES } from "../serve/browser/script_names.ts";
import { settleChunkNames } from "./chunk_names.ts";
import { listFiles, packGames, packModule } from "./pack.ts";
import { writeScripts } from "./pack_scripts.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PROGRAM = join(ROOT, "dist", "program");
/** Two levels down, like every module of src, so that `../../games/` is the same folder. */
const BUNDLE = join(PROGRAM, "src", "bundle");
const IMPORT_MAP = join(PROGRAM, "import_map.json");
/** This machine's lock file, to which Deno may add what it gets from JSR. */
const LOCK = join(ROOT, ".import_map.lock");
const SCRIPTS = join(ROOT, "src", "serve", "browser", "scripts");
/** The module that replaces `serve/browser/script_source.ts`. */
const PACKED_SCRIPTS = join(PROGRAM, "packed_scripts.js");

/** What an executable consists of, beside the runtime. */
export interface Program {
  /** The module that runs first. */
  readonly main: string;
  /** Modules that only threads load, files and folders. */
  readonly included: readonly string[];
}

async function bundle(args: readonly string[]): Promise<void> {
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["bundle", "--quiet", "--minify", `--lock=${LOCK}`, ...args],
    cwd: ROOT,
  }).spawn().status;
  if (!success) throw new Error("Cannot compile coplay: deno bundle failed");
}

async function readImports(path: string): Promise<Readonly<Record<string, string>>> {
  return JSON.parse(await Deno.readTextFile(join(ROOT, path))).imports;
}

/** Bundles each browser script with its imports, as a classic script without global names. */
async function bundleScripts(): Promise<void> {
  const folder = join(PROGRAM, "scripts");
  const entries = SCRIPT_NAMES.map((name) => join(SCRIPTS, `${name}.ts`));
  await bundle(["--platform=browser", "--format=iife", `--outdir=${folder}`, ...entries]);
  await writeScripts(folder, PACKED_SCRIPTS);
}

/** Writes this machine's import map with replacements for amaro and the browser scripts. */
async function writeImportMap(): Promise<void> {
  const imports = await readImports(".import_map.json");
  const moved = Object.entries(imports).map(([name, target]) => [
    name,
    target.startsWith("./") ? new URL(`../../${target}`, import.meta.url).href : target,
  ]);
  const packed = new URL("./packed_amaro.ts", import.meta.url).href;
  const source = new URL("../serve/browser/script_source.ts", import.meta.url).href;
  const map = {
    imports: {
      ...Object.fromEntries(moved),
      amaro: packed,
      [source]: pathToFileURL(PACKED_SCRIPTS).href,
    },
  };
  await Deno.writeTextFile(IMPORT_MAP, JSON.stringify(map));
}

/** Finds the modules that run as threads, by `new Worker(new URL("./NAME", …`. */
async function findWorkers(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) found.push(...await findWorkers(path));
    if (!name.endsWith(".ts")) continue;
    const source = await Deno.readTextFile(path);
    const matches = source.matchAll(/new Worker\(\s*new URL\("\.\/(\w+\.ts)"/g);
    for (const [, worker] of matches) found.push(join(folder, worker!));
  }
  return found;
}

/** Bundles the program and its threads. Returns the modules that only a thread loads. */
async function bundleProgram(): Promise<string[]> {
  const workers = [...new Set(await findWorkers(join(ROOT, "src")))];
  const options = [`--import-map=${IMPORT_MAP}`, "--code-splitting", `--outdir=${BUNDLE}`];
  await bundle([...options, join(ROOT, "main.ts"), ...workers]);
  await settleChunkNames(BUNDLE);
  return await Promise.all(workers.map(async (worker) => {
    const bundled = worker.slice(ROOT.length).replace(/\.ts$/, ".js");
    // The bundle is one folder, and asks for a thread's module by its name there.
    const path = join(BUNDLE, basename(worker));
    await Deno.writeTextFile(path, `import "./${bundled}";\n`);
    return path;
  }));
}

/** Counts the `using` declarations in the scripts of a folder and its subfolders. */
async function countUsing(folder: string): Promise<number> {
  let count = 0;
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) count += await countUsing(path);
    if (!/\.[jt]s$/.test(name)) continue;
    count += (await Deno.readTextFile(path)).match(/\busing \w+(?:: \w+)? ?=/g)?.length ?? 0;
  }
  return count;
}

/**
 * Checks that the minifier has kept every `using`: it drops one whose value is used only once, which then is never
 * closed.
 */
async function requireUsing(): Promise<void> {
  const [written, bundled] = await Promise.all([join(ROOT, "src"), BUNDLE].map(countUsing));
  if (written === bundled) return;
  throw new Error(`Cannot compile coplay: of ${written} \`using\` the bundle has ${bundled}`);
}

const DATE = new Date(Date.UTC(1980, 0, 1));

/** Gives all files and folders one date: an executable contains them with their dates. */
async function dateFiles(folder: string): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) await dateFiles(path);
    else await Deno.utime(path, DATE, DATE);
  }
  await Deno.utime(folder, DATE, DATE);
}

/**
 * Lists the sources of what the executable contains: paths of files, and URLs of modules from JSR.
 *
 * @param folder where the bundles go that are made for it
 */
export async function listSources(folder: string): Promise<string[]> {
  const workers = await findWorkers(join(ROOT, "src"));
  const map = join(ROOT, ".import_map.json");
  const options = [`--import-map=${map}`, "--sourcemap=external", "--code-splitting"];
  await bundle([...options, `--outdir=${folder}`, join(ROOT, "main.ts"), ...workers]);
  const sources = new Set<string>();
  for (const path of await listFiles(folder)) {
    if (!path.endsWith(".map")) continue;
    const map: { sources: string[] } = JSON.parse(await Deno.readTextFile(join(folder, path)));
    const from = dirname(join(folder, path));
    for (const source of map.sources) {
      sources.add(/^https?:/.test(source) ? source : join(from, source));
    }
  }
  return [...sources].sort();
}

/** Makes the program in `dist/program`. The same sources make the same bytes, wherever and whenever. */
export async function makeProgram(): Promise<Program> {
  await Deno.remove(PROGRAM, { recursive: true }).catch(() => {});
  await Deno.mkdir(BUNDLE, { recursive: true });
  await bundleScripts();
  await writeImportMap();
  const workers = await bundleProgram();
  await requireUsing();
  const amaro = join(BUNDLE, "amaro.cjs");
  const imports = await readImports("deno.json");
  await bundle(["--format=cjs", `--output=${amaro}`, imports["amaro"]!]);
  const games = join(PROGRAM, "games");
  await packGames(join(ROOT, "games"), games);
  const packed = await packModule(amaro);
  await dateFiles(PROGRAM);
  return { main: join(BUNDLE, "main.js"), included: [...workers, packed, games] };
}
