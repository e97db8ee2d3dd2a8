import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { configFolder } from "./config_folder.ts";
import { CommandError, EXIT } from "./errors.ts";
import { messageOf, visible } from "./io.ts";

/** The files of a package's version, as JSR lists them by their paths, each with its size and checksum. */
interface VersionMeta {
  readonly manifest: Readonly<Record<string, { readonly checksum: string }>>;
}

/** So many files at once; one connection of HTTP/2 carries them all. */
const FILES_AT_ONCE = 32;

/** The part of a module's URL on JSR up to the package, the version, and the module. */
const MODULE_REGEXP = /^(https?:\/\/[^/]+\/@[^/]+\/[^/]+\/)([^/]+)\//;

function cannotCopy(why: string): CommandError {
  return new CommandError({
    en: `Cannot fetch the games and pages that belong to coplay: ${visible(why)}`,
    zh: `无法获取 coplay 自带的游戏和页面：${visible(why)}`,
  }, EXIT.failed);
}

async function fetchBytes(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (response.ok) return await response.bytes();
  await response.body?.cancel();
  throw new Error(`the server answered ${response.status} for ${url}`);
}

async function fetchFile(url: string, { checksum, path }: { checksum: string; path: string }) {
  const bytes = await fetchBytes(url);
  const digest = createHash("sha256").update(bytes).digest("hex");
  if (checksum !== `sha256-${digest}`) throw new Error(`${url} is not what the registry lists`);
  await Deno.mkdir(dirname(path), { recursive: true });
  await Deno.writeFile(path, bytes);
}

async function fetchAll(root: string, version: string, folder: string): Promise<void> {
  const meta = new TextDecoder().decode(await fetchBytes(`${root}${version}_meta.json`));
  const { manifest }: VersionMeta = JSON.parse(meta);
  const files = Object.entries(manifest).values();
  const fetchNext = async () => {
    for (const [path, { checksum }] of files) {
      if (path.split("/").includes("..")) throw new Error(`"${path}" leads out of the package`);
      const url = root + version + path.split("/").map(encodeURIComponent).join("/");
      await fetchFile(url, { checksum, path: join(folder, path) });
    }
  };
  await Promise.all(Array.from({ length: FILES_AT_ONCE }, fetchNext));
}

/**
 * Copies the package that a module was loaded from into a folder, once for each version: games and pages are read as
 * files beside the code.
 *
 * @param moduleUrl the address of a module on JSR
 * @returns the `file:` URL of the copy, with a slash at the end
 * @throws {CommandError} where the module is not on JSR, the user has no folder, or a file cannot be fetched or is not what JSR lists
 */
export async function copyPackage(moduleUrl: string): Promise<string> {
  const [, root, version] = MODULE_REGEXP.exec(moduleUrl) ?? [];
  if (!root || !version) throw cannotCopy(`${moduleUrl} is not a package on JSR`);
  const folder = configFolder((name) => Deno.env.get(name));
  if (folder === undefined) throw cannotCopy("no folder for them; set HOME");
  const copy = join(folder, `package-${version}`);
  try {
    const isThere = await Deno.stat(copy).then(() => true, () => false);
    if (!isThere) {
      // Under its name it is whole: a copy that was interrupted is begun anew.
      const unfinished = `${copy}.${crypto.randomUUID()}`;
      await fetchAll(root, version, unfinished);
      await Deno.rename(unfinished, copy);
    }
  } catch (error) {
    throw cannotCopy(messageOf(error));
  }
  return pathToFileURL(`${copy}/`).href;
}
