/** Cuts the bytes from `start` up to `end` out of a stream that can only be read from its beginning. */
export function cut(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  { start, end }: { start: number; end: number },
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return stream.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(piece, controller) {
        const from = Math.max(0, start - at);
        const part = piece.subarray(from, Math.max(from, end - at));
        at += piece.length;
        if (part.length > 0) controller.enqueue(part);
        // A part that reaches the file's end reads on, because the checksum comes after the last byte.
        if (at > end) controller.terminate();
      },
    }),
  );
}
