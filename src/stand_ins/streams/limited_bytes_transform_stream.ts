// Stands in for @std/streams/limited-bytes-transform-stream 1.1.2 where JSR is out of reach.

/** Options of {@linkcode LimitedBytesTransformStream}. */
export interface LimitedBytesTransformStreamOptions {
  /**
   * Whether too many bytes are an error instead of the end of the stream.
   *
   * @default {false}
   */
  error?: boolean;
}

/** Lets whole chunks through until the next one would exceed `size` bytes. */
export class LimitedBytesTransformStream extends TransformStream<Uint8Array, Uint8Array> {
  constructor(size: number, options: LimitedBytesTransformStreamOptions = {}) {
    let total = 0;
    super({
      transform(chunk, controller) {
        total += chunk.byteLength;
        if (total <= size) controller.enqueue(chunk);
        else if (!options.error) controller.terminate();
        else throw new RangeError(`Cannot read the stream: more than ${size} bytes`);
      },
    });
  }
}
