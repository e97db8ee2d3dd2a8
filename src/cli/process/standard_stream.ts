/** A standard stream of the process. */
export type StandardStream = "stdin" | "stdout" | "stderr";

const STREAMS: readonly StandardStream[] = ["stdin", "stdout", "stderr"];

/**
 * Recognises a path to one of the process's own streams: `/dev/stdin`, `/dev/fd/0` or `/proc/self/fd/0`. Deno cannot
 * open such a path, so the caller uses the stream itself.
 *
 * @returns undefined for any other path
 */
export function standardStream(path: string): StandardStream | undefined {
  const [, name, number] = /^\/+dev\/+(std(?:in|out|err))$/.exec(path) ??
    /^\/+(dev|proc\/+self)\/+fd\/+([012])$/.exec(path) ?? [];
  return number === undefined ? STREAMS.find((stream) => stream === name) : STREAMS[Number(number)];
}
