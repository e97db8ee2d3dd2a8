import { join } from "../../cli/path.ts";
import { fitsBytes, MAX_NAME_BYTES } from "../names/filename.ts";
import type { Target } from "../model/job.ts";

const PART_SUFFIX = ".coplay-part";
const JOURNAL_SUFFIX = ".coplay-journal";
const ASIDE_SUFFIX = ".coplay-aside";
const OLD_FOLDER_SUFFIX = ".coplay-old";
const NEW_FOLDER_SUFFIX = ".coplay-new";
const encoder = new TextEncoder();

/**
 * Makes a hidden name beside a target. A safe name never begins with a dot, so no target can have it. It depends only
 * on the target, so that the next run finds it after a kill.
 */
function besideName(name: string, suffix: string): string {
  const plain = `.${name}${suffix}`;
  if (fitsBytes(plain, MAX_NAME_BYTES)) return plain;
  // The FNV-1a hash tells long names with the same beginning apart; a collision would only make two targets wait for
  // each other's lock.
  let hash = 0xcbf29ce484222325n;
  for (const byte of encoder.encode(name)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return `.${[...name].slice(0, 40).join("")}~${hash.toString(16)}${suffix}`;
}

/** The name of the part file that collects a target's bytes until they are verified. */
export function partName({ name }: Target): string {
  return besideName(name, PART_SUFFIX);
}

/** The path of a target's part file. */
export function partPath(target: Target): string {
  return join(target.dir, partName(target));
}

/** The path of the file that a folder's small files are written to, one after another; see `scratch_files.ts`. */
export function scratchPath(dir: string): string {
  return join(dir, PART_SUFFIX);
}

/** The path of the journal of a target's part. */
export function journalPath({ dir, name }: Target): string {
  return join(dir, besideName(name, JOURNAL_SUFFIX));
}

/** The paths of an unpacked folder that will replace another, and of the other until then. */
export function replacementPaths({ dir, name }: Target): { fresh: string; old: string } {
  return {
    fresh: join(dir, besideName(name, NEW_FOLDER_SUFFIX)),
    old: join(dir, besideName(name, OLD_FOLDER_SUFFIX)),
  };
}

/** The path of a part that is useless for its target but is kept; a folder may hold several, from 1. */
export function asidePath({ dir, name }: Target, number: number): string {
  return join(dir, besideName(name, number === 1 ? ASIDE_SUFFIX : `${ASIDE_SUFFIX}-${number}`));
}
