/**
 * Compresses in a thread of its own: node:zlib works on the thread that calls it, and no player should
 * wait for another's game to be packed. Takes one {@linkcode CompressJob} at a time.
 */
import { compress, decompress } from "./codings.ts";
import type { CompressAnswer, CompressJob } from "./compressor.ts";

// The types of a window and of a worker cannot both be global.
interface WorkerScope {
  onmessage: ((event: MessageEvent<CompressJob>) => void) | null;
  postMessage(answer: CompressAnswer, transfer: Transferable[]): void;
}

const scope = self as unknown as WorkerScope;

function work(job: CompressJob): Uint8Array<ArrayBuffer> | undefined {
  try {
    return job.kind === "compress" ? compress(job.bytes, job.encoding) : decompress(job.bytes, job);
  } catch {
    // The bytes are not in the coding that the name says, or unpack to more than allowed.
    return undefined;
  }
}

scope.onmessage = ({ data }) => {
  const bytes = work(data);
  scope.postMessage({ bytes }, bytes ? [bytes.buffer] : []);
};
