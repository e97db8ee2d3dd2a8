import { join } from "../../cli/path.ts";
import { extractArchive } from "../../archive/extract.ts";
import { exists } from "../disk/exists.ts";
import { numberedName } from "../names/filename.ts";
import { nameTaken } from "../disk/install.ts";
import type { IfExists } from "../model/config.ts";
import type { Target } from "../model/job.ts";

const MAX_NUMBER = 9999;

/**
 * Unpacks an archive into a folder under the target's name, which is there whole or not at all.
 *
 * @returns the folder's path
 * @throws {ArchiveError} for an archive that is refused, {TransferError} where the name is taken
 */
export async function unpackInto(
  archivePath: string,
  target: Target,
  { ifExists, signal }: { ifExists: IfExists; signal: AbortSignal },
): Promise<string> {
  const path = join(target.dir, target.name);
  if (!exists(path)) {
    await extractArchive(archivePath, path, { signal });
    return path;
  }
  if (ifExists === "overwrite") return await replaceFolder(archivePath, path, signal);
  if (ifExists !== "rename") throw nameTaken();
  for (let number = 1; number <= MAX_NUMBER; number++) {
    const free = join(target.dir, numberedName(target.name, number));
    if (exists(free)) continue;
    await extractArchive(archivePath, free, { signal });
    return free;
  }
  throw nameTaken();
}

/** The old folder goes only when the new one is whole. */
async function replaceFolder(
  archivePath: string,
  path: string,
  signal: AbortSignal,
): Promise<string> {
  const fresh = `${path}.coplay-new`;
  const old = `${path}.coplay-old`;
  await Deno.remove(fresh, { recursive: true }).catch(() => {});
  await extractArchive(archivePath, fresh, { signal });
  await Deno.rename(path, old);
  await Deno.rename(fresh, path);
  await Deno.remove(old, { recursive: true });
  return path;
}
