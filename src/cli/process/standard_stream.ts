/** The streams that a process is started with. */
export type StandardStream = "stdin" | "stdout" | "stderr";

const STREAMS: readonly StandardStream[] = ["stdin", "stdout", "stderr"];

/**
 * Which of the process's own streams a path names, as `/dev/stdin`, `/dev/fd/0` and `/proc/self/fd/0` do. Deno opens
 * no path that leads to them, so they are used as they are.
 *
 * @returns `undefined` for any other path
 */
export function standardStream(path: string): StandardStream | undefined {
  const [, name, number] = /^\/+dev\/+(std(?:in|out|err))$/.exec(path) ??
    /^\/+(dev|proc\/+self)\/+fd\/+([012])$/.exec(path) ?? [];
  return number === undefined ? STREAMS.find((stream) => stream === name) : STREAMS[Number(number)];
}
