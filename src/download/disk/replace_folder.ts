import { join } from "../../cli/path.ts";
import type { Target } from "../model/job.ts";
import { exists } from "./exists.ts";
import { lockFolder } from "./part_lock.ts";
import { replacementPaths } from "./part_paths.ts";

/**
 * Puts a folder where another stands, or a file: aside, in, and away with the old one. A kill in between leaves the
 * old one or the new one whole, under the name or beside it, from where {@linkcode mendReplacement} takes it back.
 *
 * @throws the system's error; then the old one is where it was
 */
export async function replaceFolder(fresh: string, target: Target): Promise<void> {
  const path = join(target.dir, target.name);
  const { old } = replacementPaths(target);
  // Nobody else takes it back meanwhile.
  const held = await lockFolder(path).catch(() => undefined);
  try {
    Deno.renameSync(path, old);
    try {
      Deno.renameSync(fresh, path);
    } catch (error) {
      Deno.renameSync(old, path);
      throw error;
    }
    await removeFolder(old);
  } finally {
    if (held !== "busy") held?.close();
  }
}

/** Takes back what a kill left aside, or takes it away where its successor has come in. */
export async function mendReplacement(target: Target): Promise<void> {
  const { old } = replacementPaths(target);
  if (!exists(old)) return;
  // Without such locks another run could be between its two steps just now; it would then leave the old one.
  const held = await lockFolder(old).catch(() => undefined);
  if (held === "busy") return;
  try {
    const path = join(target.dir, target.name);
    if (exists(path)) await removeFolder(old);
    else Deno.renameSync(old, path);
  } finally {
    held?.close();
  }
}

/** What cannot be removed, because somebody has it open, is hidden and tried again the next time. */
async function removeFolder(path: string): Promise<void> {
  await Deno.remove(path, { recursive: true }).catch(() => {});
}
