/** The counts of wrk. */
export interface Load {
  readonly requests: number;
  readonly perSecond: number;
}

/**
 * Requests one URL as fast as the host answers, in one thread.
 *
 * @param options.connections @default 64
 * @throws where any answer is neither 2xx nor 3xx
 */
export async function loadFor(
  seconds: number,
  { url, headers = [], connections = 64 }: {
    url: string;
    headers?: readonly string[];
    connections?: number;
  },
): Promise<Load> {
  const args = [
    "-t1",
    `-c${connections}`,
    `-d${seconds}s`,
    ...headers.flatMap((line) => ["-H", line]),
    url,
  ];
  const { stdout } = await new Deno.Command("wrk", { args }).output();
  const text = new TextDecoder().decode(stdout);
  if (text.includes("Non-2xx")) throw new Error(`Cannot measure ${url}: ${text}`);
  return {
    requests: Number(/(\d+) requests in/.exec(text)?.[1] ?? 0),
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(text)?.[1] ?? 0),
  };
}

/**
 * As {@linkcode loadFor}, over one HTTP/2 connection with so many simultaneous streams.
 *
 * @throws where any answer is not 2xx
 */
export async function loadHttp2For(
  seconds: number,
  { url, streams }: { url: string; streams: number },
): Promise<Load> {
  const args = ["-c1", `-m${streams}`, `-D${seconds}`, url];
  const { stdout } = await new Deno.Command("h2load", { args, stderr: "null" }).output();
  const text = new TextDecoder().decode(stdout);
  const [, requests] = /status codes: (\d+) 2xx, 0 3xx, 0 4xx, 0 5xx/.exec(text) ?? [];
  if (!Number(requests)) throw new Error(`Cannot measure ${url}: ${text}`);
  return { requests: Number(requests), perSecond: Number(/([\d.]+) req\/s/.exec(text)?.[1] ?? 0) };
}
