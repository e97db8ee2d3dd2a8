/**
 * Downloads as a library: the same engine and the same events as `coplay download`.
 *
 * @example
 * ```ts
 * import { download } from "@coplay/coplay/download";
 *
 * for await (const event of download(["https://example.org/a.zip"], { dir: "files" })) {
 *   if (event.type === "done") console.log(event.arrival.path);
 *   if (event.type === "failed") console.error(event.url.href, event.error.message);
 * }
 * ```
 *
 * @module
 */
import { resolve } from "../cli/path.ts";
import { CookieJar } from "../http/cookie_jar.ts";
import { SYSTEM_CLOCK } from "./model/clock.ts";
import type { DownloadConfig } from "./model/config.ts";
import { defaultPerHost, DEFAULTS } from "./model/defaults.ts";
import { runDownloads } from "./run/engine.ts";
import type { TransferEvent } from "./model/events.ts";
import type { Entry } from "./model/job.ts";

export type { Checksum } from "./model/checksum.ts";
export { type FailureKind, TransferError } from "./model/errors.ts";
export type { ActiveTransfer, Summary, Totals, TransferEvent } from "./model/events.ts";
export type { Arrival, Entry, Job } from "./model/job.ts";

/** How to download; everything has the default of the command line. */
export interface DownloadOptions extends Partial<Omit<DownloadConfig, "dir">> {
  /** The folder everything goes into. @default {the working folder} */
  readonly dir?: string;
  /** Ends the run; what was under way can be gone on with later. */
  readonly signal?: AbortSignal;
  /** How often a `progress` event comes, in milliseconds. @default {never} */
  readonly progressMs?: number;
}

/** Anything that names files to fetch: URLs, or entries with names, mirrors, headers and checksums. */
export type DownloadInput = Iterable<string | Entry> | AsyncIterable<string | Entry>;

/**
 * Fetches files and tells what happens. The last event is `summary`. Leaving the loop early ends the run, as
 * the signal does; a file that did not arrive is an event, never an exception. The input is asked for more only
 * as files may start, so it may be endless.
 *
 * @throws what the input throws, after everything before has been fetched
 */
export async function* download(
  input: DownloadInput,
  options: DownloadOptions = {},
): AsyncGenerator<TransferEvent, void> {
  const { signal, progressMs, dir = ".", ...given } = options;
  const perHost = defaultPerHost(given.jobs ?? DEFAULTS.jobs, given.connections?.count);
  const config = {
    ...DEFAULTS,
    perHost,
    jar: new CookieJar(),
    ...given,
    dir: resolve(Deno.cwd(), dir),
  };
  const leaving = new AbortController();
  const stop = () => leaving.abort(signal?.reason);
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted) stop();
  const events = new EventQueue();
  const run = runDownloads(asEntries(input), config, {
    emit: (event) => events.push(event),
    signal: leaving.signal,
    clock: SYSTEM_CLOCK,
    random: Math.random,
    ...(progressMs === undefined ? {} : { progressMs }),
  }).finally(() => events.end());
  try {
    yield* events.drain();
  } finally {
    leaving.abort();
    signal?.removeEventListener("abort", stop);
    await run;
  }
}

async function* asEntries(input: DownloadInput): AsyncGenerator<Entry> {
  for await (const item of input) yield typeof item === "string" ? { urls: [item] } : item;
}

/** Events between the run that makes them and the loop that reads them. */
class EventQueue {
  #events: TransferEvent[] = [];
  #isEnded = false;
  #wake: () => void = () => {};

  push(event: TransferEvent): void {
    this.#events.push(event);
    this.#wake();
  }

  end(): void {
    this.#isEnded = true;
    this.#wake();
  }

  async *drain(): AsyncGenerator<TransferEvent, void> {
    for (;;) {
      const events = this.#events;
      this.#events = [];
      yield* events;
      if (this.#events.length > 0) continue;
      if (this.#isEnded) return;
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }
}
