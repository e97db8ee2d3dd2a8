import { type Io, say, tell } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import { type Clock, SYSTEM_CLOCK } from "../model/clock.ts";
import type { TransferEvent } from "../model/events.ts";
import { progressLine, receivedBytes } from "./progress_line.ts";
import type { Reporter } from "./reporter.ts";
import { SpeedMeter } from "./speed_meter.ts";
import { FailureTail } from "./failure_tail.ts";
import {
  arrivedLine,
  failedLine,
  interruptedLine,
  retryLine,
  summaryLine,
  wrongLine,
} from "./words.ts";

/** The interval of progress lines, which keeps a log readable and shows that the run goes on. */
const PROGRESS_MS = 5000;
/** Lines wait this long, or for so many characters, to be written together: one write each would slow small files. */
const FLUSH_MS = 100;
const FLUSH_CHARACTERS = 16_384;

/** The options of a {@linkcode LineReporter}. */
export interface LineOptions {
  /** Whether to print only failures. */
  readonly isQuiet: boolean;
  /** Whether to print a progress line every few seconds. */
  readonly hasProgress: boolean;
  /** The number of files, where the input could be counted. */
  readonly expected: number | undefined;
  /** @default {the machine's} */
  readonly clock?: Clock;
}

/** Prints a line per file, for pipes, logs and CI. */
export class LineReporter implements Reporter {
  readonly progressMs: number | undefined;
  readonly #io: Io;
  readonly #isQuiet: boolean;
  readonly #expected: number | undefined;
  readonly #tail: FailureTail;
  readonly #clock: Clock;
  readonly #meter: SpeedMeter;
  #pending = "";
  #cancelFlush: (() => void) | undefined;

  constructor(io: Io, { isQuiet, hasProgress, expected, clock = SYSTEM_CLOCK }: LineOptions) {
    this.#clock = clock;
    this.#meter = new SpeedMeter(clock.now());
    this.progressMs = hasProgress && !isQuiet ? PROGRESS_MS : undefined;
    this.#io = io;
    this.#isQuiet = isQuiet;
    this.#expected = expected;
    this.#tail = new FailureTail(io.language);
  }

  event(event: TransferEvent): void {
    this.#tail.event(event);
    if (event.type === "summary") {
      this.#flush();
      const lines = [...this.#tail.lines()];
      if (event.summary.isInterrupted) {
        lines.push(say(this.#io, interruptedLine(event.summary, this.#expected)));
      }
      if (!this.#isQuiet) lines.push(say(this.#io, summaryLine(event.summary)));
      this.#io.stderr.write(lines.map((line) => `${line}\n`).join(""));
      return;
    }
    if (this.#isQuiet) return;
    const { results, others } = event.type === "progress"
      ? { results: undefined, others: this.#progressLine(event) }
      : linesOf(event);
    if (results) this.#addResult(results);
    if (others) {
      this.#flush();
      tell(this.#io, others);
    }
  }

  #progressLine(event: Extract<TransferEvent, { type: "progress" }>): Text {
    const bytesPerSecond = this.#meter.measure(receivedBytes(event), this.#clock.now());
    const now = new Date(this.#clock.now());
    return progressLine(event, { expected: this.#expected, bytesPerSecond, now });
  }

  #addResult(text: Text): void {
    this.#pending += `${say(this.#io, text)}\n`;
    if (this.#pending.length >= FLUSH_CHARACTERS) this.#flush();
    else this.#cancelFlush ??= this.#clock.after(FLUSH_MS, () => this.#flush());
  }

  #flush(): void {
    this.#cancelFlush?.();
    this.#cancelFlush = undefined;
    if (this.#pending === "") return;
    this.#io.stdout.write(this.#pending);
    this.#pending = "";
  }
}

/** Formats an event: `results` on a file's outcome, `others` on anything else. */
export function linesOf(event: TransferEvent): { results?: Text; others?: Text } {
  switch (event.type) {
    case "done":
      return { results: arrivedLine(event.arrival) };
    case "failed":
      return { results: failedLine(event.job, event.error) };
    case "wrong":
      return { results: wrongLine(event.line) };
    case "retry":
      return { others: retryLine(event) };
    case "notice":
      return { others: event.text };
    default:
      return {};
  }
}
