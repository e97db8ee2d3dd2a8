// A file server for machines without nginx, in a process of its own: file_server.ts ROOT
// It sends 8 MiB a second on each connection under /capped/; /hello/ answers with one line.

const CAPPED_BYTES = 8 * 1024 * 1024;
/** The slices of a second in which a capped answer is sent. */
const SLICES = 20;
const HELLO = { etag: '"hello"', "last-modified": "Sun, 06 Nov 1994 08:49:37 GMT" };
const [root] = Deno.args;

/** Yields a range of a file, slowly where it is capped. */
async function* readFile(path: string, from: number, end: number): AsyncGenerator<Uint8Array> {
  using file = await Deno.open(path, { read: true });
  await file.seek(from, Deno.SeekMode.Start);
  const isCapped = path.includes("/capped/");
  const size = isCapped ? CAPPED_BYTES / SLICES : 256 * 1024;
  const beganMs = performance.now();
  for (let at = from, sent = 1; at < end; sent++) {
    const buffer = new Uint8Array(Math.min(size, end - at));
    const count = await file.read(buffer);
    if (count === null) return;
    at += count;
    yield buffer.subarray(0, count);
    const earlyMs = sent * 1000 / SLICES - (performance.now() - beganMs);
    if (isCapped && earlyMs > 0) await new Promise((resolve) => setTimeout(resolve, earlyMs));
  }
}

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith("/hello/")) return new Response("hello\n", { headers: HELLO });
  const path = `${root}${pathname}`;
  const info = await Deno.stat(path).catch(() => undefined);
  if (!info?.isFile) return new Response(null, { status: 404 });
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") ?? "");
  const from = Number(range?.[1] ?? 0);
  const end = range?.[2] ? Math.min(Number(range[2]) + 1, info.size) : info.size;
  const headers = new Headers({
    "accept-ranges": "bytes",
    "content-length": `${end - from}`,
    "etag": `"${info.size}"`,
    "last-modified": (info.mtime ?? new Date(0)).toUTCString(),
  });
  if (range) headers.set("content-range", `bytes ${from}-${end - 1}/${info.size}`);
  const body = request.method === "HEAD" ? null : ReadableStream.from(readFile(path, from, end));
  return new Response(body, { status: range ? 206 : 200, headers });
}

const encoder = new TextEncoder();
Deno.serve({
  hostname: "127.0.0.1",
  port: 0,
  onListen: ({ port }) => Deno.stdout.writeSync(encoder.encode(`${port}\n`)),
}, answer);
