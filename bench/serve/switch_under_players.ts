// Measures how a switch reaches many players. They hold their event streams, all pages are covered and uncovered, then
// another game is published, and each loads it as a page would. Prints the time of the slowest player, and the host's memory.
//
//   deno run -P=bench --import-map=.import_map.json bench/serve/switch_under_players.ts [PLAYERS]
//   COPLAY_BINARY=dist/coplay …        the compiled coplay instead of the source tree's
import { tokenHeader } from "../../tests/support/admin_token.ts";
import { OutputLog } from "../../tests/support/output_log.ts";
import { EventSourceParserStream } from "./event_parser.ts";
import { print } from "../support/print.ts";
import { residentMiB } from "../support/proc.ts";
import { coplayCommand } from "../support/programs.ts";

const PATIENCE_MS = 60_000;

/** One player's times in the switch, in milliseconds from the order to publish. */
interface Seen {
  /** The arrival of the event. */
  readonly toldMs: number;
  /** The end of the new game's page, after the delay that the host asked for. */
  readonly thereMs: number;
}

async function startHost(): Promise<
  { child: Deno.ChildProcess; stderr: OutputLog; origin: string }
> {
  const [program, ...args] = coplayCommand("serve", "0", "--game", "dxs", "--host", "127.0.0.1");
  const child = new Deno.Command(program!, {
    args,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const stderr = new OutputLog(child.stderr);
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    const [origin] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
    if (origin) return { child, stderr, origin };
  }
  throw new Error("Cannot measure: coplay did not start");
}

/** Connects a player of the first game; resolves once its event stream is open. */
async function join(origin: string, number: number) {
  const page = `b${number}`;
  const url = `${origin}/.coplay/events?page=${page}&path=/games/dxs/`;
  const { body } = await fetch(url, {
    headers: { accept: "text/event-stream" },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const events = body!.pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream()).getReader();
  await fetch(`${origin}/.coplay/ready?page=${page}`, { method: "POST" });
  return { events, cover: () => nextEvent(events, "front"), follow: () => follow(origin, events) };
}

type EventReader = ReadableStreamDefaultReader<{ event: string; data: string }>;

/** Waits for an event of a kind. Returns its data and when it came, by performance.now(). */
async function nextEvent(
  events: EventReader,
  kind: string,
): Promise<{ data: string; atMs: number }> {
  for (;;) {
    const { value, done } = await events.read();
    if (done) throw new Error("A stream ended before the order");
    if (value.event === kind) return { data: value.data, atMs: performance.now() };
  }
}

async function follow(
  origin: string,
  events: EventReader,
): Promise<(startMs: number) => Seen> {
  const { data, atMs: toldMs } = await nextEvent(events, "move");
  await new Promise((resolve) => setTimeout(resolve, Number(data)));
  const answer = await fetch(`${origin}/`);
  await answer.arrayBuffer();
  if (!answer.url.endsWith("/games/2048/")) throw new Error(`A player came to ${answer.url}`);
  const thereMs = performance.now();
  return (startMs) => ({ toldMs: toldMs - startMs, thereMs: thereMs - startMs });
}

function describe(name: string, times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]!.toFixed(0);
  return `${name}: median ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`;
}

/** The results of a switch for all players. */
export interface Following {
  readonly seen: readonly Seen[];
  /** When each page was told to cover itself, in milliseconds from the order. */
  readonly coveredMs: readonly number[];
  /** The number of pages that the host has counted as loaded. */
  readonly ready: number;
  /** The host's memory without players, with all of them, and after all have followed. */
  readonly aloneMiB: number;
  readonly heldMiB: number;
  readonly afterMiB: number;
}

/** Starts a host, connects players, and publishes another game. */
export async function switchUnder(count: number): Promise<Following> {
  const { child, stderr, origin } = await startHost();
  const headers = await tokenHeader(stderr);
  try {
    const aloneMiB = await residentMiB(child.pid);
    const players = await Promise.all(
      Array.from({ length: count }, (_, number) => join(origin, number)),
    );
    const heldMiB = await residentMiB(child.pid);
    const { ready } = await (await fetch(`${origin}/.coplay/state`)).json();
    const covers = Promise.all(players.map(({ cover }) => cover()));
    const coverMs = performance.now();
    await fetch(`${origin}/.coplay/admin/front`, { method: "PUT", headers });
    const coveredMs = (await covers).map(({ atMs }) => atMs - coverMs);
    await fetch(`${origin}/.coplay/admin/front`, { method: "DELETE", headers });
    const arrivals = players.map((player) => player.follow());
    const startMs = performance.now();
    const order = { method: "PUT", headers, body: `{"game":"2048"}` };
    await fetch(`${origin}/.coplay/admin/published`, order);
    const seen = (await Promise.all(arrivals)).map((at) => at(startMs));
    const afterMiB = await residentMiB(child.pid);
    await Promise.all(players.map(({ events }) => events.cancel()));
    return { seen, coveredMs, ready, aloneMiB, heldMiB, afterMiB };
  } finally {
    child.kill("SIGTERM");
    await child.status;
  }
}

if (import.meta.main) {
  const count = Number(Deno.args[0] ?? 300);
  const { seen, coveredMs, ready, aloneMiB, heldMiB, afterMiB } = await switchUnder(count);
  print(
    `${ready}/${count} ready; ${aloneMiB.toFixed(0)} MiB alone, ${heldMiB.toFixed(0)} MiB held`,
  );
  print(describe("told of eyes to the front", coveredMs));
  print(`${seen.length}/${count} followed to the new game`);
  print(describe("told of the switch", seen.map(({ toldMs }) => toldMs)));
  print(describe("on the new game, jitter included", seen.map(({ thereMs }) => thereMs)));
  print(`${afterMiB.toFixed(0)} MiB afterwards`);
}
