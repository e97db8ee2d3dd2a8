import { brotliCompressSync } from "node:zlib";
import { join } from "node:path";
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";

/** The date that means "none" in a zip, so that the same games make the same executable. */
const NO_DATE = new Date(1980, 0, 1);

/** Packs each game of a folder into a zip, from which the host serves it. */
export async function packGames(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) {
      await Deno.writeFile(join(to, `${name}.zip`), await zipFolder(join(from, name)));
    }
  }
}

async function zipFolder(folder: string): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { level: 9, useWebWorkers: false });
  for (const path of (await listFiles(folder)).sort()) {
    const content = new Uint8ArrayReader(await Deno.readFile(join(folder, path)));
    await zip.add(path, content, { lastModDate: NO_DATE, extendedTimestamp: false });
  }
  return await zip.close();
}

/** Lists the files of a folder and its subfolders by their paths inside, without hidden ones. */
export async function listFiles(folder: string, inside = ""): Promise<string[]> {
  const files: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(join(folder, inside))) {
    if (name.startsWith(".")) continue;
    const path = inside + name;
    if (isDirectory) files.push(...await listFiles(folder, `${path}/`));
    else files.push(path);
  }
  return files;
}

/** Packs a module and deletes the original. Returns the path of the packed one. */
export async function packModule(path: string): Promise<string> {
  const packed = `${path}.br`;
  await Deno.writeFile(packed, brotliCompressSync(await Deno.readFile(path)));
  await Deno.remove(path);
  return packed;
}
