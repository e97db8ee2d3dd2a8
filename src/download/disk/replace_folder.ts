import { whenLetGo } from "../../cli/held_file.ts";
import { join } from "../../cli/path.ts";
import type { Target } from "../model/job.ts";
import { exists } from "./exists.ts";
import { lockFolder } from "./part_lock.ts";
import { replacementPaths } from "./part_paths.ts";

/**
 * Replaces a folder or file by another folder: moves the old one aside, the new one in, and removes the old one. A kill
 * in between leaves the old or the new one whole, under the name or beside it; {@linkcode mendReplacement} then
 * restores it.
 *
 * @throws the system's error, after putting the old one back
 */
export async function replaceFolder(fresh: string, target: Target): Promise<void> {
  const path = join(target.dir, target.name);
  const { old } = replacementPaths(target);
  // The lock keeps other runs from restoring the old folder meanwhile.
  const held = await lockFolder(path).catch(() => undefined);
  try {
    await whenLetGo(() => Deno.renameSync(path, old));
    try {
      await whenLetGo(() => Deno.renameSync(fresh, path));
    } catch (error) {
      await whenLetGo(() => Deno.renameSync(old, path));
      throw error;
    }
    await removeFolder(old);
  } finally {
    if (held !== "busy") held?.close();
  }
}

/** Restores a folder that a kill left aside, or removes it where the new folder has the name. */
export async function mendReplacement(target: Target): Promise<void> {
  const { old } = replacementPaths(target);
  if (!exists(old)) return;
  // Where folders cannot be locked, another run could be between its two steps; that run would then keep the old
  // folder.
  const held = await lockFolder(old).catch(() => undefined);
  if (held === "busy") return;
  try {
    const path = join(target.dir, target.name);
    if (exists(path)) await removeFolder(old);
    else await whenLetGo(() => Deno.renameSync(old, path));
  } finally {
    held?.close();
  }
}

/** Removes a folder. If a program has it open so that it cannot be removed, it stays hidden until the next try. */
async function removeFolder(path: string): Promise<void> {
  await Deno.remove(path, { recursive: true }).catch(() => {});
}
