// A server for benches in its own process, which answers after a delay or cuts its answers off.
//   slow_server.ts delay MS        every answer of 16 KiB after MS milliseconds
//   slow_server.ts cut BYTES SIZE  a file of SIZE bytes with ranges; every connection ends after BYTES;
//                                  GET /sent answers with the number of bytes sent since the last GET /sent

const [mode, first, second] = Deno.args;
const encoder = new TextEncoder();

function serveDelayed(delayMs: number): void {
  const body = new Uint8Array(16 * 1024).fill(120);
  Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: tell }, async () => {
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    return new Response(body);
  });
}

function tell({ port }: { port: number }): void {
  Deno.stdout.writeSync(encoder.encode(`${port}\n`));
}

async function serveCut(cutBytes: number, size: number): Promise<void> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  tell(listener.addr);
  for await (const connection of listener) answerCut(connection, cutBytes, size).catch(() => {});
}

let sentBytes = 0;

/** The bytes of a file depend on their position, so that a file put together wrongly differs. */
const PATTERN = Uint8Array.from({ length: 65_536 + 251 }, (_, at) => at % 251);

async function answerCut(connection: Deno.TcpConn, cutBytes: number, size: number): Promise<void> {
  using _ = connection;
  const buffer = new Uint8Array(16_384);
  const count = await connection.read(buffer);
  if (count === null) return;
  const request = new TextDecoder().decode(buffer.subarray(0, count));
  if (request.startsWith("GET /sent ")) return await tellSent(connection);
  const start = Number(/range: bytes=(\d+)-/i.exec(request)?.[1] ?? 0);
  const range = start > 0 ? `Content-Range: bytes ${start}-${size - 1}/${size}\r\n` : "";
  const status = start > 0 ? "206 Partial Content" : "200 OK";
  await writeAll(
    connection,
    encoder.encode(
      `HTTP/1.1 ${status}\r\nContent-Length: ${size - start}\r\n${range}Accept-Ranges: bytes\r\n` +
        `ETag: "bench"\r\nLast-Modified: Thu, 01 Jan 2026 00:00:00 GMT\r\n\r\n`,
    ),
  );
  const end = request.startsWith("HEAD") ? start : Math.min(size, start + cutBytes);
  for (let at = start; at < end;) {
    const phase = at % 251;
    const piece = PATTERN.subarray(phase, phase + Math.min(65_536, end - at));
    await writeAll(connection, piece);
    at += piece.length;
    sentBytes += piece.length;
  }
}

async function tellSent(connection: Deno.TcpConn): Promise<void> {
  const body = `${sentBytes}`;
  sentBytes = 0;
  const head = `HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`;
  await writeAll(connection, encoder.encode(head + body));
}

async function writeAll(connection: Deno.TcpConn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
}

if (mode === "delay") serveDelayed(Number(first));
else await serveCut(Number(first), Number(second));
