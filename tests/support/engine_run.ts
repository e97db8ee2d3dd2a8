import { CookieJar } from "../../src/http/cookie_jar.ts";
import type { Clock } from "../../src/download/model/clock.ts";
import type { DownloadConfig } from "../../src/download/model/config.ts";
import { runDownloads } from "../../src/download/run/engine.ts";
import type { TransferError } from "../../src/download/model/errors.ts";
import type { Summary, TransferEvent } from "../../src/download/model/events.ts";
import type { Arrival, Entry } from "../../src/download/model/job.ts";
import { FakeClock } from "./fake_clock.ts";

/** Makes a config for a test: the command line's defaults, with immediate retries and one folder. */
export function testConfig(dir: string, more: Partial<DownloadConfig> = {}): DownloadConfig {
  return {
    dir,
    ifExists: "rename",
    template: undefined,
    usesContentDisposition: false,
    shard: undefined,
    jobs: 8,
    perHost: 8,
    connections: { count: 1, isExplicit: true },
    limitRate: undefined,
    limitRatePerHost: undefined,
    resume: "safe",
    doesSync: false,
    retry: { retries: 5, maxDelayMs: 60_000, maxRetryAfterMs: 3_600_000 },
    idleMs: 30_000,
    minSpeed: undefined,
    maxSize: undefined,
    checksums: undefined,
    digest: undefined,
    doesExtract: false,
    isStrict: false,
    userAgent: "coplay/test",
    headers: [],
    jar: new CookieJar(),
    netrc: [],
    caCerts: [],
    family: undefined,
    allowsDowngrade: false,
    publicOnly: undefined,
    proxies: undefined,
    ...more,
  };
}

/** The results of an engine's run. */
export interface EngineRun {
  readonly events: readonly TransferEvent[];
  readonly summary: Summary;
  readonly arrivals: readonly Arrival[];
  readonly failures: readonly TransferError[];
  /** The retries in their order. */
  readonly retries: readonly Extract<TransferEvent, { type: "retry" }>[];
}

export interface EngineRunOptions {
  /** @default a simulated clock that skips the pause before each retry */
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  /** @default always the longest pause */
  readonly random?: () => number;
  readonly onEvent?: (event: TransferEvent) => void;
}

/** Runs the engine in this process. */
export async function runEngine(
  entries: readonly (string | Entry)[],
  config: DownloadConfig,
  options: EngineRunOptions = {},
): Promise<EngineRun> {
  const events: TransferEvent[] = [];
  const fake = options.clock === undefined ? new FakeClock(Date.now()) : undefined;
  const summary = await runDownloads(asEntries(entries), config, {
    emit: (event) => {
      events.push(event);
      options.onEvent?.(event);
      // The scheduler learns of the retry after the event; by then it waits for the clock.
      if (fake && event.type === "retry") setTimeout(() => fake.advance(event.delayMs), 0);
    },
    signal: options.signal ?? new AbortController().signal,
    clock: options.clock ?? fake!,
    random: options.random ?? (() => 1),
  });
  return {
    events,
    summary,
    arrivals: events.flatMap((event) => event.type === "done" ? [event.arrival] : []),
    failures: events.flatMap((event) => event.type === "failed" ? [event.error] : []),
    retries: events.filter((event) => event.type === "retry"),
  };
}

async function* asEntries(entries: readonly (string | Entry)[]): AsyncGenerator<Entry> {
  for (const entry of entries) {
    yield await Promise.resolve(typeof entry === "string" ? { urls: [entry] } : entry);
  }
}
