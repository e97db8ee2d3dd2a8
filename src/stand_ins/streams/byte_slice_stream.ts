// Stands in for @std/streams/byte-slice-stream 1.1.2 where JSR is out of reach.

/** Lets through the bytes from `start` to `end`, both counted from 0 and both included. */
export class ByteSliceStream extends TransformStream<Uint8Array, Uint8Array> {
  constructor(start = 0, end = Infinity) {
    if (start < 0) throw new RangeError(`Cannot slice a stream from ${start}: below 0`);
    let position = 0;
    super({
      transform(chunk, controller) {
        const from = Math.max(0, start - position);
        const to = Math.min(chunk.byteLength, end + 1 - position);
        position += chunk.byteLength;
        if (from < to) controller.enqueue(chunk.slice(from, to));
        if (position > end) controller.terminate();
      },
    });
  }
}
