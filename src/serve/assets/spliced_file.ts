import { createHash } from "node:crypto";
import type { SourceFile } from "../catalogue/game_source.ts";

/** Bytes to insert into a file, and the offset where. */
export interface Insertion {
  readonly offset: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Finds the bytes inserted to make one text of the other; undefined where they differ otherwise. */
export function findInsertion(
  before: Uint8Array<ArrayBuffer>,
  after: Uint8Array<ArrayBuffer>,
): Insertion | undefined {
  const count = after.length - before.length;
  const differs = before.findIndex((byte, at) => byte !== after[at]);
  const offset = differs < 0 ? before.length : differs;
  const isRestSame = before.subarray(offset).every((byte, at) =>
    byte === after[offset + count + at]
  );
  if (count <= 0 || !isRestSame) return undefined;
  return { offset, bytes: after.slice(offset, offset + count) };
}

/** Inserts bytes into a file, which is still read a piece at a time. */
export function spliceFile(file: SourceFile, { offset, bytes }: Insertion): SourceFile {
  const behind = offset + bytes.length;
  const sizeBytes = file.sizeBytes + bytes.length;
  const tag = createHash("sha256").update(`${offset}:`).update(bytes).digest("base64url");
  const stream: SourceFile["stream"] = async ({ start, end }) => {
    const pieces: AsyncIterable<Uint8Array<ArrayBuffer>>[] = [];
    if (start < offset) {
      pieces.push(await file.stream({ start, end: Math.min(end, offset) }));
    }
    const part = bytes.subarray(Math.max(0, start - offset), Math.max(0, end - offset));
    if (part.length > 0) pieces.push(ReadableStream.from([part]));
    if (end > behind) {
      const from = Math.max(start, behind) - bytes.length;
      pieces.push(await file.stream({ start: from, end: end - bytes.length }));
    }
    return ReadableStream.from(joinPieces(pieces));
  };
  return {
    path: file.path,
    place: file.place,
    modifiedMs: file.modifiedMs,
    version: file.version,
    sizeBytes,
    contentTag: file.contentTag && `${file.contentTag}-${tag.slice(0, 8)}`,
    stream,
    async read() {
      return await new Response(await stream({ start: 0, end: sizeBytes })).bytes();
    },
    again: () => file.again(),
  };
}

async function* joinPieces(
  pieces: readonly AsyncIterable<Uint8Array<ArrayBuffer>>[],
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (const piece of pieces) yield* piece;
}
