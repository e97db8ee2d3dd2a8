import { join } from "../../cli/path.ts";
import type { Text } from "../../cli/language.ts";
import { type ArchiveFile, extractArchive, unpackPrefix } from "../../archive/extract.ts";
import { mendReplacement, replaceFolder } from "../disk/replace_folder.ts";
import { replacementPaths } from "../disk/part_paths.ts";
import { exists } from "../disk/exists.ts";
import { numberedName } from "../names/filename.ts";
import { nameTaken } from "../disk/install.ts";
import { type IfExists, replaces } from "../model/config.ts";
import type { Target } from "../model/job.ts";

const MAX_NUMBER = 9999;

/** Options of unpacking. */
export interface UnpackOptions {
  readonly ifExists: IfExists;
  readonly signal: AbortSignal;
  /** Receives notes about the archive. */
  readonly onNote: (text: Text) => void;
}

/**
 * Unpacks an archive into a folder under the target's name; the folder appears only when it is complete.
 *
 * @returns the folder's path
 * @throws {ArchiveError} for an archive that is refused, {TransferError} where the name is taken
 */
export async function unpackInto(
  archive: ArchiveFile,
  target: Target,
  options: UnpackOptions,
): Promise<string> {
  const { ifExists } = options;
  await mendReplacement(target);
  await removeStale(target);
  const path = join(target.dir, target.name);
  if (!exists(path)) return await extract(archive, path, options);
  if (replaces(ifExists)) return await replaceUnpacked(archive, target, options);
  if (ifExists !== "rename") throw nameTaken();
  for (let number = 1; number <= MAX_NUMBER; number++) {
    const free = join(target.dir, numberedName(target.name, number));
    if (!exists(free)) return await extract(archive, free, options);
  }
  throw nameTaken();
}

/** Removes what a kill left of an unpacking to this target, whose lock this run holds. */
async function removeStale({ dir, name }: Target): Promise<void> {
  const prefix = unpackPrefix(name);
  for (const entry of Deno.readDirSync(dir)) {
    // macOS may give a name back in another Unicode form.
    if (entry.name.normalize("NFC").startsWith(prefix)) {
      await Deno.remove(join(dir, entry.name), { recursive: true });
    }
  }
}

async function extract(
  archive: ArchiveFile,
  path: string,
  { signal, onNote }: UnpackOptions,
): Promise<string> {
  const { notes } = await extractArchive(archive, path, { signal });
  notes.forEach(onNote);
  return path;
}

/** Replaces the old folder once the new one is complete. */
async function replaceUnpacked(
  archive: ArchiveFile,
  target: Target,
  options: UnpackOptions,
): Promise<string> {
  const { fresh } = replacementPaths(target);
  await Deno.remove(fresh, { recursive: true }).catch(() => {});
  await extract(archive, fresh, options);
  await replaceFolder(fresh, target);
  return join(target.dir, target.name);
}
