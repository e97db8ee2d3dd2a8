// Simulates a line as users have it, in front of a server on this machine, without privileges:
//
//   deno run --allow-net slow_line.ts SERVER_PORT [HOSTS=1] [LOST_SHARE=0] [ONE_WAY_MS=30] [MBIT=100]
//
// It prints its port, which is the same on all HOSTS: 127.0.0.1, 127.0.0.2 … A connection costs a round trip before it
// carries anything. Bytes arrive in order, ONE_WAY_MS later each way. All connections together get MBIT Mbit/s
// downwards. LOST_SHARE of the connections break after a number of bytes that is the same in each run. There is no slow
// start, no packet loss and no jitter.
const [serverPort = 0, hosts = 1, lostShare = 0, oneWayMs = 30, mbit = 100] = Deno.args.map(Number);
const ONE_WAY_MS = oneWayMs;
const BYTES_PER_MS = mbit * 1e6 / 8 / 1000;
/** The milliseconds of bytes that queue in front of the line before their server has to wait. */
const QUEUE_MS = 100;
/** The fewest bytes that a lost connection carries; others of them carry up to four times as many. */
const LOST_AFTER_BYTES = 64 * 1024;

let connections = 0;
let lineFreeMs = 0;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The number of bytes that a connection carries before it breaks. Every run breaks the same connections. */
function lifeOf(number: number): number {
  const every = lostShare > 0 ? Math.round(1 / lostShare) : Infinity;
  return number % every === every - 1 ? LOST_AFTER_BYTES * (1 + number % 4) : Infinity;
}

/** Writes bytes at their due time, in order. */
class Delay {
  readonly #to: WritableStreamDefaultWriter<Uint8Array>;
  #last: Promise<void> = Promise.resolve();

  constructor(to: WritableStream<Uint8Array>) {
    this.#to = to.getWriter();
  }

  send(bytes: Uint8Array, dueMs: number): void {
    const due = sleep(Math.max(0, dueMs - performance.now()));
    // Either side may have closed the connection by then.
    this.#last = this.#last.then(() => due).then(() => this.#to.write(bytes)).catch(() => {});
  }

  async end(dueMs: number): Promise<void> {
    await this.#last;
    await sleep(Math.max(0, dueMs - performance.now()));
    await this.#to.close().catch(() => {});
  }
}

async function up(client: Deno.Conn, server: Deno.Conn): Promise<void> {
  const delay = new Delay(server.writable);
  for await (const bytes of client.readable) delay.send(bytes, performance.now() + ONE_WAY_MS);
  await delay.end(performance.now() + ONE_WAY_MS);
}

async function down(server: Deno.Conn, client: Deno.Conn, lifeBytes: number): Promise<void> {
  const delay = new Delay(client.writable);
  let leftBytes = lifeBytes;
  for await (const bytes of server.readable) {
    leftBytes -= bytes.length;
    if (leftBytes < 0) return client.close();
    lineFreeMs = Math.max(lineFreeMs, performance.now()) + bytes.length / BYTES_PER_MS;
    delay.send(bytes, lineFreeMs + ONE_WAY_MS);
    const aheadMs = lineFreeMs - performance.now();
    if (aheadMs > QUEUE_MS) await sleep(aheadMs - QUEUE_MS / 2);
  }
  await delay.end(lineFreeMs + ONE_WAY_MS);
}

async function carry(client: Deno.TcpConn, lifeBytes: number): Promise<void> {
  client.setNoDelay(true);
  await sleep(2 * ONE_WAY_MS);
  using server = await Deno.connect({ hostname: "127.0.0.1", port: serverPort });
  server.setNoDelay(true);
  await Promise.all([
    up(client, server).catch(() => {}),
    down(server, client, lifeBytes).catch(() => {}),
  ]);
}

async function listen(listener: Deno.TcpListener): Promise<void> {
  for await (const client of listener) carry(client, lifeOf(connections++)).catch(() => {});
}

const first = Deno.listen({ hostname: "127.0.0.1", port: 0 });
const { port } = first.addr;
const listeners = [first];
for (let host = 2; host <= hosts; host++) {
  listeners.push(Deno.listen({ hostname: `127.0.0.${host}`, port }));
}
Deno.stdout.writeSync(new TextEncoder().encode(`${port}\n`));
await Promise.all(listeners.map(listen));
