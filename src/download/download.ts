/**
 * Downloads as a library: the same engine and events as `coplay download`.
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
import type { Text } from "../cli/language.ts";
import { decideOptions, type DownloadOptions, OptionsError } from "./ask/decide_options.ts";
import { type GivenEntry, toEntry } from "./input/given_entry.ts";
import { SYSTEM_CLOCK } from "./model/clock.ts";
import { runDownloads } from "./run/engine.ts";
import type { TransferEvent } from "./model/events.ts";
import type { ListItem } from "./model/job.ts";

export { TextError } from "../cli/errors.ts";
export type { Language, Text } from "../cli/language.ts";
export { type DownloadOptions, OptionsError } from "./ask/decide_options.ts";
export type { GivenEntry } from "./input/given_entry.ts";
export type { Checksum, DigestName } from "./model/checksum.ts";
export type { IfExists, RetryPolicy, Shard } from "./model/config.ts";
export { type FailureDetail, type FailureKind, TransferError } from "./model/errors.ts";
export type {
  ActiveTransfer,
  Summary,
  Totals,
  TransferEvent,
  WaitingTransfer,
} from "./model/events.ts";
export type { Arrival, Entry, Job, Place, Target, WrongLine } from "./model/job.ts";

/** Files to fetch: one URL, or any number of URLs and entries, also as a stream. */
export type DownloadInput = string | URL | Iterable<GivenEntry> | AsyncIterable<GivenEntry>;

/**
 * Fetches files and yields an event for everything that happens; the last event is `summary`. Leaving the loop early
 * stops the run, as the signal does. A file that did not arrive is a `failed` event, and an item that is neither a URL
 * nor an entry a `wrong` one; neither throws. The input is read only as fast as files may start, so it may be endless.
 *
 * @throws {OptionsError} at once, for invalid options or an input of another type
 * @throws what the input throws, from the loop, after everything before it has been fetched
 */
export function download(
  input: DownloadInput,
  options: DownloadOptions = {},
): AsyncGenerator<TransferEvent, void> {
  return run(itemsOf(input), decideOptions(options));
}

/** Makes the input iterable. @throws {OptionsError} where it is not */
function itemsOf(input: unknown): Iterable<unknown> | AsyncIterable<unknown> {
  // A string is iterable too, by its characters.
  if (typeof input === "string" || input instanceof URL) return [input];
  const { [Symbol.iterator]: sync, [Symbol.asyncIterator]: later } = Object(input);
  if (typeof sync === "function" || typeof later === "function") return Object(input);
  const must: Text = {
    en: "a URL or a list of URLs and entries",
    zh: "网址，或由网址和条目组成的列表",
  };
  throw new OptionsError("input", must);
}

async function* run(
  items: Iterable<unknown> | AsyncIterable<unknown>,
  { config, signal, progressMs }: ReturnType<typeof decideOptions>,
): AsyncGenerator<TransferEvent, void> {
  const leaving = new AbortController();
  const stop = () => leaving.abort(signal?.reason);
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted) stop();
  const events = new EventQueue();
  const ended = runDownloads(asEntries(items), config, {
    emit: (event) => events.push(event),
    signal: leaving.signal,
    clock: SYSTEM_CLOCK,
    random: Math.random,
    ...(progressMs === undefined ? {} : { progressMs }),
  }).finally(() => events.end());
  // The run may fail while the caller is not waiting for an event; the error is thrown at the end.
  ended.catch(() => {});
  try {
    yield* events.drain();
  } finally {
    leaving.abort();
    signal?.removeEventListener("abort", stop);
    await ended;
  }
}

async function* asEntries(
  items: Iterable<unknown> | AsyncIterable<unknown>,
): AsyncGenerator<ListItem> {
  for await (const item of items) yield toEntry(item);
}

/** A queue of events between the run that makes them and the caller that reads them. */
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
