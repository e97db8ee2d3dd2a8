/** What wrk counted. */
export interface Load {
  readonly requests: number;
  readonly perSecond: number;
}

/**
 * Asks for one address as fast as it is answered: one thread, 64 connections.
 *
 * @throws where anything was answered that is neither 2xx nor 3xx
 */
export async function loadFor(
  seconds: number,
  { url, headers = [] }: { url: string; headers?: readonly string[] },
): Promise<Load> {
  const args = ["-t1", "-c64", `-d${seconds}s`, ...headers.flatMap((line) => ["-H", line]), url];
  const { stdout } = await new Deno.Command("wrk", { args }).output();
  const text = new TextDecoder().decode(stdout);
  if (text.includes("Non-2xx")) throw new Error(`Cannot measure ${url}: ${text}`);
  return {
    requests: Number(/(\d+) requests in/.exec(text)?.[1] ?? 0),
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(text)?.[1] ?? 0),
  };
}
