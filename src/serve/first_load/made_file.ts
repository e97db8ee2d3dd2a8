import { createHash } from "node:crypto";
import type { SourceFile } from "../catalogue/game_source.ts";

/** Makes a file of a game that lies in memory only. */
export function madeFile(path: string, text: string): SourceFile {
  const bytes = new TextEncoder().encode(text);
  const version = createHash("sha256").update(bytes).digest("base64url");
  const file: SourceFile = {
    path,
    place: `${path} (made)`,
    sizeBytes: bytes.length,
    modifiedMs: undefined,
    version,
    read: () => Promise.resolve(bytes),
    stream: ({ start, end }) => Promise.resolve(ReadableStream.from([bytes.slice(start, end)])),
    again: () => Promise.resolve(file),
  };
  return file;
}
