// A class that opens a game at once. So many browsers would measure this machine: each player is a client that asks
// for what a browser asked for, over six connections.

/** What browsers open to one host over HTTP/1.1. */
const CONNECTIONS = 6;

async function play(origin: string, [page, ...files]: readonly string[]): Promise<void> {
  using client = Deno.createHttpClient({ poolMaxIdlePerHost: CONNECTIONS, http2: false });
  const headers = { "accept-encoding": "gzip", accept: "text/html,application/xhtml+xml" };
  const ask = async (path: string) => {
    const answer = await fetch(origin + path, { client, headers });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  };
  await ask(page!);
  const waiting = [...files];
  await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
    for (let path = waiting.shift(); path; path = waiting.shift()) await ask(path);
  }));
}

/** How many seconds pass until the last of so many players has everything. */
export async function playAtOnce(
  count: number,
  { origin, paths }: { origin: string; paths: readonly string[] },
): Promise<number> {
  const began = performance.now();
  await Promise.all(Array.from({ length: count }, () => play(origin, paths)));
  return (performance.now() - began) / 1000;
}
