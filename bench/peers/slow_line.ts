// Simulates a line as users have it, in front of a server on this machine, without privileges:
//
//   deno run --allow-net slow_line.ts SERVER_PORT [HOSTS=1] [LOST_EVERY_MIB=0] [ONE_WAY_MS=30] [MBIT=100]
//
// It prints its port, which is the same on all HOSTS: 127.0.0.1, 127.0.0.2 … A connection costs a round trip before it
// carries anything. Bytes arrive in order, ONE_WAY_MS later each way. All connections together get MBIT Mbit/s
// downwards. Once in every LOST_EVERY_MIB MiB, the connection that carries the next bytes breaks; 0 breaks none. There
// is no slow start, no packet loss and no jitter.
const [serverPort = 0, hosts = 1, lostEveryMib = 0, oneWayMs = 30, mbit = 100] = Deno.args
  .map(Number);
const ONE_WAY_MS = oneWayMs;
const BYTES_PER_MS = mbit * 1e6 / 8 / 1000;
/** The milliseconds of bytes that queue in front of the line before their server has to wait. */
const QUEUE_MS = 100;
const LOST_EVERY_BYTES = lostEveryMib > 0 ? lostEveryMib * 1024 * 1024 : Infinity;

let lineFreeMs = 0;
let bytesToLoss = LOST_EVERY_BYTES / 2;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Counts bytes of the line. Returns whether the connection that carries them breaks. */
function isLost(bytes: number): boolean {
  bytesToLoss -= bytes;
  if (bytesToLoss > 0) return false;
  bytesToLoss += LOST_EVERY_BYTES;
  return true;
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

async function down(server: Deno.Conn, client: Deno.Conn): Promise<void> {
  const delay = new Delay(client.writable);
  for await (const bytes of server.readable) {
    if (isLost(bytes.length)) return client.close();
    lineFreeMs = Math.max(lineFreeMs, performance.now()) + bytes.length / BYTES_PER_MS;
    delay.send(bytes, lineFreeMs + ONE_WAY_MS);
    const aheadMs = lineFreeMs - performance.now();
    if (aheadMs > QUEUE_MS) await sleep(aheadMs - QUEUE_MS / 2);
  }
  await delay.end(lineFreeMs + ONE_WAY_MS);
}

async function carry(client: Deno.TcpConn): Promise<void> {
  client.setNoDelay(true);
  await sleep(2 * ONE_WAY_MS);
  using server = await Deno.connect({ hostname: "127.0.0.1", port: serverPort });
  server.setNoDelay(true);
  await Promise.all([
    up(client, server).catch(() => {}),
    down(server, client).catch(() => {}),
  ]);
}

async function listen(listener: Deno.TcpListener): Promise<void> {
  for await (const client of listener) carry(client).catch(() => {});
}

const first = Deno.listen({ hostname: "127.0.0.1", port: 0 });
const { port } = first.addr;
const listeners = [first];
for (let host = 2; host <= hosts; host++) {
  listeners.push(Deno.listen({ hostname: `127.0.0.${host}`, port }));
}
Deno.stdout.writeSync(new TextEncoder().encode(`${port}\n`));
await Promise.all(listeners.map(listen));
