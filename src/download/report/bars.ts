import { eraseFoot, replaceFoot } from "../../cli/foot.ts";
import { type Io, say, visible } from "../../cli/io.ts";
import type { Language } from "../../cli/language.ts";
import { narrowRow } from "../../cli/symbol_width.ts";
import {
  type ActiveTransfer,
  thereCount,
  type TransferEvent,
  type WaitingTransfer,
} from "../model/events.ts";
import { FailureTail } from "./failure_tail.ts";
import { linesOf } from "./lines.ts";
import { receivedBytes } from "./progress_line.ts";
import type { Reporter } from "./reporter.ts";
import { renderRows, type TransferRow, type WaitingRow } from "./rows.ts";
import { SpeedMeter } from "./speed_meter.ts";
import { interruptedLine, jobName, summaryLine } from "./words.ts";

/** Ten drawings a second look smooth and cost next to nothing. */
const PROGRESS_MS = 100;

/** A shorter silence is not worth a note. */
const TOLD_SILENCE_MS = 3000;

function waitingRow(
  { job, error, leftMs, nextTry, tries }: WaitingTransfer,
  language: Language,
): WaitingRow {
  return { name: jobName(job), why: error.text[language], leftMs, nextTry, tries };
}

/**
 * Draws bars at the bottom of a terminal, and prints a line per file above them. Nothing else may write there during
 * the run: it erases the bars before a line and draws them again below.
 */
export class BarReporter implements Reporter {
  readonly progressMs = PROGRESS_MS;
  readonly #io: Io;
  readonly #expected: number | undefined;
  /** The silence after which a connection counts as lost, in milliseconds. */
  readonly #idleMs: number;
  readonly #tail: FailureTail;
  readonly #beganMs = performance.now();
  readonly #total = new SpeedMeter();
  readonly #meters = new Map<number, SpeedMeter>();
  #drawn: readonly string[] = [];
  #drawnColumns = 0;
  /** Lines to print with the next drawing, so that thousands of small files do not each redraw the bars. */
  #pending: { readonly output: "stdout" | "stderr"; readonly line: string }[] = [];

  /** @param options `expected` is the number of files, where the input could be counted */
  constructor(io: Io, { expected, idleMs }: { expected: number | undefined; idleMs: number }) {
    this.#io = io;
    this.#expected = expected;
    this.#idleMs = idleMs;
    this.#tail = new FailureTail(io.language);
  }

  event(event: TransferEvent): void {
    this.#tail.event(event);
    if (event.type === "progress") this.#draw(event);
    else if (event.type === "summary") this.#end(event);
    else {
      if (event.type === "done" || event.type === "failed") this.#meters.delete(event.job.id);
      const { results, others } = linesOf(event);
      if (results) this.#pending.push({ output: "stdout", line: say(this.#io, results) });
      if (others) this.#pending.push({ output: "stderr", line: say(this.#io, others) });
    }
  }

  /** Prints the pending lines, in order, in place of the bars. */
  #writePending(): void {
    if (this.#pending.length === 0) return;
    this.#erase();
    let text = "";
    for (const [index, { output, line }] of this.#pending.entries()) {
      text += `${line}\n`;
      if (this.#pending[index + 1]?.output === output) continue;
      this.#io[output].write(text);
      text = "";
    }
    this.#pending = [];
  }

  #erase(): void {
    const text = eraseFoot(this.#drawn, this.#io.size().columns);
    if (text !== "") this.#io.stderr.write(text);
    this.#drawn = [];
  }

  #draw(event: Extract<TransferEvent, { type: "progress" }>): void {
    const { active, waiting, waitingCount, totals } = event;
    const nowMs = performance.now();
    const received = receivedBytes(event);
    const finished = thereCount(totals);
    const { columns, rows } = this.#io.size();
    const { language, stderr: { hasColour, hasWideSymbols } } = this.#io;
    const transfers = active.map((transfer) => this.#rowState(transfer, nowMs));
    const rendered = renderRows(
      [...transfers, ...waiting.map((file) => waitingRow(file, language))],
      {
        finished,
        failed: totals.failed,
        expected: this.#expected,
        receivedBytes: received,
        bytesPerSecond: this.#total.measure(received, nowMs),
        leftMs: this.#leftMs(finished + totals.failed, transfers, nowMs),
        waiting: waitingCount,
      },
      { columns, rows, language, hasColour },
    );
    const lines = hasWideSymbols ? rendered.map(narrowRow) : rendered;
    // A resized terminal has wrapped some rows, which stay joined unless they are erased.
    if (columns !== this.#drawnColumns) this.#erase();
    this.#writePending();
    this.#io.stderr.write(replaceFoot(this.#drawn, lines, columns));
    this.#drawn = lines;
    this.#drawnColumns = columns;
  }

  #rowState(transfer: ActiveTransfer, nowMs: number): TransferRow {
    let meter = this.#meters.get(transfer.job.id);
    if (!meter) this.#meters.set(transfer.job.id, meter = new SpeedMeter());
    const bytesPerSecond = meter.measure(transfer.receivedBytes, nowMs);
    // The first connection may be done while others still receive bytes.
    const silentMs = Math.min(transfer.silentMs(), meter.stillMs(nowMs));
    return {
      name: visible(transfer.name),
      doneBytes: transfer.doneBytes,
      size: transfer.size,
      bytesPerSecond,
      silence: silentMs < TOLD_SILENCE_MS ? undefined : { silentMs, limitMs: this.#idleMs },
    };
  }

  /**
   * Estimates the time left by the share of finished files, counting active ones by their bytes; at least what the
   * slowest active one needs.
   */
  #leftMs(ended: number, transfers: readonly TransferRow[], nowMs: number): number | undefined {
    if (this.#expected === undefined) return undefined;
    let partly = 0;
    let longestMs = 0;
    for (const { doneBytes, size, bytesPerSecond } of transfers) {
      if (!size) continue;
      partly += Math.min(1, doneBytes / size);
      if (bytesPerSecond < 1) continue;
      longestMs = Math.max(longestMs, (size - doneBytes) / bytesPerSecond * 1000);
    }
    const share = (ended + partly) / this.#expected;
    if (share < 0.005) return undefined;
    return Math.max(longestMs, (nowMs - this.#beganMs) * (1 - share) / share);
  }

  #end({ summary }: Extract<TransferEvent, { type: "summary" }>): void {
    this.#erase();
    this.#writePending();
    const lines = this.#tail.lines();
    if (summary.isInterrupted) lines.push(say(this.#io, interruptedLine(summary, this.#expected)));
    lines.push(say(this.#io, summaryLine(summary)));
    this.#io.stderr.write(lines.map((line) => `${line}\n`).join(""));
  }
}
