// The built-in games, each bundled into one file as its author might, beside the same as a folder of modules.
import { benchFile } from "../support/programs.ts";

/** The built-in games, and what each is laid over. */
export const GAMES: Readonly<Record<string, string | undefined>> = {
  "2048": undefined,
  dxs: undefined,
  tafang: undefined,
  "zwdzjs-v1": undefined,
  "zwdzjs-v2": "zwdzjs-v1",
  coroutines: undefined,
};

/** The game that is also served as a folder of somebody's own. */
export const FOLDER_GAME = "zwdzjs-v1";

/** The ID of a game that is bundled. */
export function bundledId(id: string): string {
  return `${id}-bundled`;
}

/** The ID of the game that is a folder of modules. */
export const FOLDER_ID = `${FOLDER_GAME}-folder`;

const FROM = benchFile("../games");

/** Copies a game's files but those that do not match. */
async function copyFiles(from: string, to: string, matching: RegExp): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copyFiles(`${from}/${name}`, `${to}/${name}`, matching);
    else if (matching.test(name)) await Deno.copyFile(`${from}/${name}`, `${to}/${name}`);
  }
}

const ALL = /^(?!game\.json$)/;
const NO_MODULES = /^(?!game\.json$)(?!.*\.ts$)/;

async function bundle(entry: string, output: string): Promise<void> {
  const args = ["bundle", "--quiet", "--no-lock", "--platform=browser", "-o", output, entry];
  const { success, stderr } = await new Deno.Command(Deno.execPath(), { args }).output();
  if (!success) throw new Error(`deno bundle: ${new TextDecoder().decode(stderr)}`);
}

/** Writes the games into a folder for `--games`. */
export async function writeBundledGames(root: string): Promise<void> {
  for (const [id, base] of Object.entries(GAMES)) {
    const to = `${root}/${bundledId(id)}`;
    if (base) await copyFiles(`${FROM}/${base}`, to, NO_MODULES);
    await copyFiles(`${FROM}/${id}`, to, NO_MODULES);
    await bundle(`${FROM}/${id}/main.ts`, `${to}/bundle.js`);
    const page = await Deno.readTextFile(`${to}/index.html`);
    await Deno.writeTextFile(`${to}/index.html`, page.replace('src="main.ts"', 'src="bundle.js"'));
  }
  await copyFiles(`${FROM}/${FOLDER_GAME}`, `${root}/${FOLDER_ID}`, ALL);
}
