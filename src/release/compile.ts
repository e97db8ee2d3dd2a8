/**
 * Makes the executable `dist/coplay`, games inside. Arguments are handed on to `deno compile`, such as
 * `--target aarch64-apple-darwin`.
 *
 * A compiled binary reads all that it holds at every start, so it is given little: the program in one
 * piece without what it never calls, the games as zips, and the largest package packed.
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
/** Two levels down, as every module of src is, so that `../../games/` leads to the same place. */
const BUNDLE = join(PROGRAM, "src", "bundle");
const IMPORT_MAP = join(PROGRAM, "import_map.json");
/** This machine's, to which Deno may add what it gets from JSR. */
const LOCK = join(ROOT, ".import_map.lock");
const SCRIPTS = join(ROOT, "src", "serve", "browser", "scripts");
/** What stands for `serve/browser/script_source.ts`. */
const PACKED_SCRIPTS = join(PROGRAM, "packed_scripts.js");

/** What compiles, where that is not the Deno that runs this: its runtime must be at hand. */
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

/** Bundles what browsers run: each script with all that it imports, as a classic script that leaks no name. */
async function bundleScripts(): Promise<void> {
  const folder = join(PROGRAM, "scripts");
  const entries = SCRIPT_NAMES.map((name) => join(SCRIPTS, `${name}.ts`));
  await bundle(["--platform=browser", "--format=iife", `--outdir=${folder}`, ...entries]);
  await writeScripts(folder, PACKED_SCRIPTS);
}

/** The import map of this machine, but for amaro and the browser scripts. */
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

/** The modules that the source starts threads with, by `new Worker(new URL("./NAME", …`. */
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
    // The bundle lies in one folder, and asks for a thread's module by its name there.
    const path = join(BUNDLE, basename(worker));
    await Deno.writeTextFile(path, `import "./${bundled}";\n`);
    return path;
  }));
}

/** How often the scripts of a folder and below end something with its block. */
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

/** The minifier drops `using` where the value is used only once, and with it the end of what it held. */
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
    // A question of Deno's would hold up a person's download until it is answered.
    "--no-prompt",
    // The cache would lie in the machine's temporary folder, where others could lay another one.
    "--no-code-cache",
    // Workers share a port.
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
