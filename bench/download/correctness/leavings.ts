// Describes the files that a program left on disk.
import { bodyBytes } from "../../../tests/support/scripted_server.ts";

/** A size at which every program has written some of the file when it is killed, even axel, which splits it in four. */
const SIZE = 12_000_000;
export const OLD = { sizeBytes: SIZE, seed: 1 };
export const NEW = { sizeBytes: SIZE, seed: 2 };
/** The content of an older file, or of another URL. */
export const OTHER = { sizeBytes: SIZE, seed: 3 };
export const BODIES = { old: bodyBytes(OLD), new: bodyBytes(NEW), other: bodyBytes(OTHER) };

/** Names that say that the download is unfinished. */
const UNFINISHED = /\.aria2$|\.st$|^\.coplay-|\.coplay-(?:part|journal|aside)/;

function isSame(bytes: Uint8Array, body: Uint8Array, start = 0, end = bytes.length): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== body[at]) return false;
  return true;
}

/** Describes a file's content in words. */
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

/** Lists all files that look like downloads, by their path below the folder; `../` where they escaped from it. */
export async function leftFiles(folder: string, prefix = ""): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (UNFINISHED.test(entry.name)) continue;
    if (entry.isFile) files.set(prefix + entry.name, describe(await Deno.readFile(path)));
  }
  return files;
}
