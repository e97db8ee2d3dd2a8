import { diskError } from "../disk/disk_error.ts";
import type { DownloadConfig } from "../model/config.ts";
import type { Summary } from "../model/events.ts";
import type { Arrival, Job, ListItem, Outcome, WrongLine } from "../model/job.ts";
import { entryLines } from "../input/entry_text.ts";
import { PlanError, Planner } from "../input/plan.ts";
import { endingOf } from "./ending.ts";
import type { EngineOptions } from "./engine_options.ts";
import { makeRun } from "./make_run.ts";
import { AutoPacer, type Pacer } from "../pace/pacer.ts";
import { FixedPacer } from "../pace/fixed_pacer.ts";
import { countAttempt, countReceived, nextStep, passesOver, triesOf } from "./retry.ts";
import type { Run } from "../transfer/run.ts";
import { CROWDED, type PacedTurn, Scheduler } from "./scheduler.ts";
import { isInShard } from "../input/shard.ts";
import { Tally } from "./tally.ts";
import { attemptJob } from "../transfer/transfer.ts";
import { WaitingFiles } from "./waiting.ts";
import type { Turn } from "../transfer/turn.ts";

/** How long a host rests after a refusal before it gets fewer requests. */
const REFUSED_REST_MS = 200;

/**
 * Fetches all files of a source. It starts as many runners as files may be fetched at once. Each takes the next job
 * that may start, until there is none. coplay grew out of this program: one thread, in which a waiting task lets the
 * others run.
 */
export async function runDownloads(
  entries: AsyncIterable<ListItem>,
  config: DownloadConfig,
  options: EngineOptions,
): Promise<Summary> {
  const engine = new Engine(config, options);
  return await engine.run(entries);
}

class Engine {
  readonly #options: EngineOptions;
  readonly #config: DownloadConfig;
  readonly #planner: Planner;
  readonly #run: Run;
  readonly #tally = new Tally();
  readonly #waiting = new WaitingFiles();
  readonly #pacer: Pacer;
  #hasToldCrowd = false;

  constructor(config: DownloadConfig, options: EngineOptions) {
    this.#config = config;
    this.#options = options;
    this.#planner = new Planner(config, { isNaming: options.shared === undefined });
    this.#run = makeRun(config, options, this.#planner);
    const { clients } = this.#run.line.requester;
    this.#pacer = config.jobs === "auto"
      ? new AutoPacer(options.clock, (origin) => clients.sharesConnection(origin))
      : new FixedPacer(config.jobs);
  }

  async run(entries: AsyncIterable<ListItem>): Promise<Summary> {
    const { clock, signal, shared } = this.#options;
    const beganMs = clock.now();
    const jobs = this.#jobs(entries);
    const scheduler = new Scheduler(jobs, {
      slots: this.#run.line.slots,
      pacer: this.#pacer,
      clock,
      signal,
      maxWaiting: shared?.maxWaiting,
      readAhead: shared && 0,
    });
    const stopProgress = this.#startProgress();
    try {
      await Promise.all(
        Array.from({ length: this.#pacer.ceiling }, () => this.#runner(scheduler)),
      );
    } finally {
      stopProgress();
      await scheduler.close();
      this.#run.line.watch.close();
      this.#run.line.requester.close();
      this.#run.disk.scratch.close();
      this.#run.disk.keptEtags.close();
      this.#options.emit({ type: "summary", summary: this.#summary(beganMs, scheduler) });
    }
    return this.#summary(beganMs, scheduler);
  }

  #summary(beganMs: number, { mostRunning }: Scheduler): Summary {
    const { clock, signal } = this.#options;
    return this.#tally.summary({
      durationMs: clock.now() - beganMs,
      isInterrupted: signal.aborted,
      atOnce: { most: mostRunning, allowed: this.#pacer.limit },
    });
  }

  /** Plans entries on demand; reports and counts those that cannot be planned. */
  async *#jobs(entries: AsyncIterable<ListItem>): AsyncGenerator<Job, undefined> {
    const { shard } = this.#config;
    for await (const entry of entries) {
      if ("notice" in entry) {
        this.#options.emit({ type: "notice", job: undefined, text: entry.notice });
        continue;
      }
      if ("wrong" in entry) {
        this.#planner.skip();
        if (shard && !isInShard(entry.text, shard)) continue;
        this.#countWrong(entry);
        continue;
      }
      try {
        // Entries of other machines are planned, too, so that a name does not depend on the machine that fetches the
        // file.
        const job = this.#planner.plan(entry);
        if (shard && !isInShard(job.urls[0].href, shard)) continue;
        this.#tally.totals.started++;
        yield job;
      } catch (error) {
        if (!(error instanceof PlanError)) throw error;
        if (shard && !isInShard(entry.urls[0], shard)) continue;
        const place = entry.place ?? { list: "", line: 0 };
        const lines = entryLines(entry);
        this.#countWrong({ wrong: error.text, text: entry.urls[0], place, lines });
      }
    }
    return undefined;
  }

  #countWrong(line: WrongLine): void {
    this.#tally.countWrong();
    this.#options.emit({ type: "wrong", line });
  }

  async #runner(scheduler: Scheduler): Promise<void> {
    for (let turn; (turn = await scheduler.next()) !== undefined;) {
      countAttempt(turn.progress, this.#options.clock.now());
      this.#waiting.remove(turn.job.id);
      const outcome = this.#makeFolder(turn) ?? await attemptJob(turn, this.#run);
      this.#tally.totals.receivedBytes += outcome.receivedBytes;
      countReceived(turn.progress, outcome);
      this.#conclude(turn, outcome, scheduler);
    }
  }

  /** Creates a folder when its first file starts. */
  #makeFolder({ placement: { target: { dir } } }: Turn): Outcome | undefined {
    try {
      this.#run.disk.folders.make(dir);
      return undefined;
    } catch (error) {
      const nothing = { receivedBytes: 0, progressBytes: 0, restarts: 0, avoidsHelp: false };
      return { kind: "failed", error: diskError(error), ...nothing };
    }
  }

  #conclude(turn: PacedTurn, outcome: Outcome, scheduler: Scheduler): void {
    const { job, progress } = turn;
    const { clock, random, emit } = this.#options;
    const url = job.urls[progress.mirror]!;
    const tries = triesOf(job, this.#config.retry);
    if (this.#isTooFast(turn, outcome)) {
      scheduler.restHost(url.origin, clock.now() + REFUSED_REST_MS);
      scheduler.retry(turn, clock.now());
      return;
    }
    if (this.#makesRoom(outcome, turn, scheduler)) {
      scheduler.retry(turn, clock.now());
      return;
    }
    const step = nextStep(outcome, progress, {
      mirrors: job.urls.length,
      policy: this.#config.retry,
      random,
    });
    if (step.kind === "retry" && outcome.kind === "failed") {
      const nowMs = clock.now();
      if (step.hostDelayMs > 0) scheduler.restHost(url.origin, nowMs + step.hostDelayMs);
      const nextMs = nowMs + step.delayMs;
      const retry = {
        type: "retry",
        job,
        error: outcome.error,
        attempt: progress.attempts,
        nextTry: progress.failures + 1,
        tries,
        delayMs: step.delayMs,
        nextMs,
        nextUrl: job.urls[step.mirror]!,
      } as const;
      this.#waiting.add(retry);
      emit(retry);
      scheduler.retry(turn, nextMs);
      return;
    }
    if (outcome.kind === "arrived") this.#countArrival(turn, outcome.arrival);
    else if (this.#options.shared?.giveBack(job, outcome.error)) this.#tally.totals.started--;
    else if (outcome.error.kind !== "interrupted") {
      this.#tally.countFailure(outcome.error.kind);
      const { attempts } = progress;
      emit({ type: "failed", job, error: outcome.error, url, attempts, tries });
    }
    scheduler.finish(turn);
  }

  /** Reports the outcome to the pacer. Returns whether the file only needs another try at a slower pace. */
  #isTooFast({ departure, lease, progress, job }: PacedTurn, outcome: Outcome): boolean {
    const isTooFast = this.#pacer.end(departure, endingOf(outcome, lease));
    return isTooFast && outcome.kind === "failed" &&
      passesOver(outcome, progress, job.urls.length);
  }

  /**
   * Opens fewer files after an attempt found none left, and reports that once. Returns whether another try may succeed.
   */
  #makesRoom(outcome: Outcome, turn: Turn, scheduler: Scheduler): boolean {
    if (outcome.kind !== "failed" || !outcome.error.detail.isCrowded) return false;
    const isFirst = !this.#hasToldCrowd;
    if (isFirst) this.#options.emit({ type: "notice", job: undefined, text: CROWDED });
    this.#hasToldCrowd = true;
    this.#run.line.requester.clients.spare();
    // Even a lone task may succeed the first time, because idle connections have been closed.
    return scheduler.takeFewer(turn) || isFirst;
  }

  #countArrival({ job, progress }: Turn, arrival: Arrival): void {
    const { clock, emit } = this.#options;
    this.#tally.countArrival(arrival);
    const durationMs = clock.now() - (progress.beganMs ?? clock.now());
    emit({ type: "done", job, arrival, durationMs });
  }

  /** Emits progress events until the returned function is called. */
  #startProgress(): () => void {
    const { clock, emit, progressMs } = this.#options;
    if (progressMs === undefined) return () => {};
    let cancel = () => {};
    const tell = () => {
      emit({
        type: "progress",
        active: [...this.#run.active.values()],
        waiting: this.#waiting.list(clock.now(), this.#run.line.slots),
        waitingCount: this.#waiting.count,
        totals: this.#tally.totals,
      });
      cancel = clock.after(progressMs, tell);
    };
    cancel = clock.after(progressMs, tell);
    return () => cancel();
  }
}
