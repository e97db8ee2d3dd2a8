// What a program left on disk.
import { bodyBytes } from "../../../tests/support/scripted_server.ts";

/** Large enough that every program has written some of it when it is killed, and axel, which splits it in four, too. */
const SIZE = 12_000_000;
export const OLD = { sizeBytes: SIZE, seed: 1 };
export const NEW = { sizeBytes: SIZE, seed: 2 };
/** What was there before, or what another URL has. */
export const OTHER = { sizeBytes: SIZE, seed: 3 };
export const BODIES = { old: bodyBytes(OLD), new: bodyBytes(NEW), other: bodyBytes(OTHER) };

/** Names that say themselves that they are no finished download. */
const UNFINISHED = /\.aria2$|\.st$|^\.coplay-|\.coplay-(?:part|journal|aside)/;

function isSame(bytes: Uint8Array, body: Uint8Array, start = 0, end = bytes.length): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== body[at]) return false;
  return true;
}

/** What a file holds, in words. */
function describe(bytes: Uint8Array): string {
  const { old, new: fresh, other } = BODIES;
  const share = `${Math.round(bytes.length / SIZE * 100)}%`;
  if (bytes.length === SIZE) {
    if (isSame(bytes, fresh)) return "whole";
    if (isSame(bytes, old)) return "the old version";
    if (isSame(bytes, other)) return "the other file";
    const middle = 100_000;
    const isOldFirst = isSame(bytes, old, 0, middle);
    return isOldFirst ? "half old, half new" : "full length, wrong bytes";
  }
  if (isSame(bytes, fresh)) return `${share} of it`;
  if (isSame(bytes, old)) return `${share} of the old version`;
  return `${share} of its length, wrong bytes`;
}

/** All files that pass for downloads, by their path below the folder; `../` where they escaped it. */
export async function leftFiles(folder: string, prefix = ""): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (UNFINISHED.test(entry.name)) continue;
    if (entry.isFile) files.set(prefix + entry.name, describe(await Deno.readFile(path)));
  }
  return files;
}
