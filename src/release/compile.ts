/**
 * Makes the executable `dist/coplay` with the games inside. It passes its arguments on to `deno compile`, such as
 * `--target aarch64-apple-darwin`.
 *
 * A compiled binary reads everything it contains at every start, so it contains little: the program as one bundle
 * without unused code, the games as zips, and the largest package packed.
 */
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { V8_FLAGS } from "../cli/source_tree.ts";
import { SCRIPT_NAMES } from "../serve/browser/script_names.ts";
import { packGames, packModule } from "./pack.ts";
import { writeScripts } from "./pack_scripts.ts";
import { permissionFlags, type PermissionSet } from "./permissions.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const OUTPUT = join(ROOT, "dist", "coplay");
const PROGRAM = join(ROOT, "dist", "program");
/** Two levels down, like every module of src, so that `../../games/` is the same folder. */
const BUNDLE = join(PROGRAM, "src", "bundle");
const IMPORT_MAP = join(PROGRAM, "import_map.json");
/** This machine's lock file, to which Deno may add what it gets from JSR. */
const LOCK = join(ROOT, ".import_map.lock");
const SCRIPTS = join(ROOT, "src", "serve", "browser", "scripts");
/** The module that replaces `serve/browser/script_source.ts`. */
const PACKED_SCRIPTS = join(PROGRAM, "packed_scripts.js");

/** The Deno that compiles, where it is not the one that runs this; its runtime must be installed. */
const COMPILER = Deno.env.get("COMPILE_DENO") || Deno.execPath();

async function runDeno(deno: string, args: readonly string[]): Promise<void> {
  const { success } = await new Deno.Command(deno, { args: [...args], cwd: ROOT }).spawn().status;
  if (!success) throw new Error(`Cannot compile coplay: deno ${args[0]} failed`);
}

function bundle(args: readonly string[]): Promise<void> {
  return runDeno(Deno.execPath(), ["bundle", "--quiet", "--minify", `--lock=${LOCK}`, ...args]);
}

interface DenoJson {
  readonly imports: Readonly<Record<string, string>>;
  readonly permissions: Readonly<Record<string, PermissionSet>>;
}

async function readJson(path: string): Promise<DenoJson> {
  return JSON.parse(await Deno.readTextFile(join(ROOT, path)));
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
  const { imports } = await readJson(".import_map.json");
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

async function compile(included: readonly string[]): Promise<void> {
  const { permissions } = await readJson("deno.json");
  await runDeno(COMPILER, [
    "compile",
    "--no-config",
    "--no-lock",
    "--no-npm",
    "--no-check",
    // A prompt of Deno would block the program until the user answers it.
    "--no-prompt",
    // The cache would be in the machine's temporary folder, where another user could replace it.
    "--no-code-cache",
    // Worker processes share a port.
    "--unstable-net",
    V8_FLAGS,
    ...permissionFlags([permissions["download"]!, permissions["serve"]!]),
    ...included.map((path) => `--include=${path}`),
    `--output=${OUTPUT}`,
    ...Deno.args,
    join(BUNDLE, "main.js"),
  ]);
}

async function makeBinary(): Promise<void> {
  await Deno.remove(PROGRAM, { recursive: true }).catch(() => {});
  await Deno.mkdir(BUNDLE, { recursive: true });
  await bundleScripts();
  await writeImportMap();
  const workers = await bundleProgram();
  await requireUsing();
  const amaro = join(BUNDLE, "amaro.cjs");
  const { imports } = await readJson("deno.json");
  await bundle(["--format=cjs", `--output=${amaro}`, imports["amaro"]!]);
  const games = join(PROGRAM, "games");
  await packGames(join(ROOT, "games"), games);
  await compile([...workers, await packModule(amaro), games]);
}

await makeBinary();
