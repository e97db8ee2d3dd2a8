import { dirname, join } from "node:path";

/** The names that the bundler gives to parts of the program; their ends depend on where the sources lie. */
const CHUNK_REGEXP = /(?<![\w-])[\w-]+-[0-9A-Z]{8}\.js/g;

/** Reads the scripts of a folder and its subfolders, by path. */
async function readScripts(folder: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) { for (const [each, text] of await readScripts(path)) texts.set(each, text); }
    else if (name.endsWith(".js")) texts.set(path, await Deno.readTextFile(path));
  }
  return texts;
}

/**
 * Renames the parts of a bundle by the order of their contents, so that the same sources make the same bundle
 * wherever they lie.
 */
export async function settleChunkNames(folder: string): Promise<void> {
  const texts = await readScripts(folder);
  const chunks = [...texts]
    .map(([path, text]) => ({ name: path.slice(dirname(path).length + 1), path, text }))
    .filter(({ name }) => name.replace(CHUNK_REGEXP, "") === "")
    .map((chunk) => ({ ...chunk, key: chunk.text.replace(CHUNK_REGEXP, "") }))
    .sort((one, other) => one.key < other.key ? -1 : 1);
  const names = new Map(chunks.map(({ name }, index) => [name, `part-${index}.js`]));
  for (const [path, text] of texts) {
    await Deno.writeTextFile(path, text.replace(CHUNK_REGEXP, (old) => names.get(old) ?? old));
  }
  for (const { name, path } of chunks) {
    await Deno.rename(path, join(dirname(path), names.get(name)!));
  }
}
