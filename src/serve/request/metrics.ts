/** Values that are read when Prometheus asks. */
export interface Gauges {
  readonly players: number;
  /** Players who have loaded the published game. */
  readonly ready: number;
  /** Counts the switches of this run. */
  readonly generation: number;
  readonly memoryBytes: number;
}

/** The counts of one process. Those of several processes add up. */
export interface AnswerCounts {
  readonly byStatus: readonly (readonly [status: number, count: number])[];
  /** Answers by their duration, in the buckets of {@linkcode Metrics}. */
  readonly buckets: readonly number[];
  readonly seconds: number;
  readonly bytes: number;
  readonly memoryBytes: number;
}

/** The upper bounds of the latency histogram, in seconds. */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** Counts requests and answers for Prometheus. */
export class Metrics {
  readonly #byStatus = new Map<number, number>();
  readonly #buckets = new Array<number>(BUCKETS.length + 1).fill(0);
  #seconds = 0;
  #bytes = 0;

  /** Counts an answer. */
  count(
    { status, sizeBytes, durationMs }: {
      status: number;
      sizeBytes: number | undefined;
      durationMs: number;
    },
  ): void {
    this.#byStatus.set(status, (this.#byStatus.get(status) ?? 0) + 1);
    this.#bytes += sizeBytes ?? 0;
    const seconds = durationMs / 1000;
    this.#seconds += seconds;
    let bucket = 0;
    while (bucket < BUCKETS.length && seconds > BUCKETS[bucket]!) bucket++;
    this.#buckets[bucket]!++;
  }

  /** The counts so far. */
  get counts(): AnswerCounts {
    return {
      byStatus: [...this.#byStatus],
      buckets: this.#buckets,
      seconds: this.#seconds,
      bytes: this.#bytes,
      memoryBytes: Deno.memoryUsage().rss,
    };
  }

  /** Adds the counts of another process. */
  add({ byStatus, buckets, seconds, bytes }: AnswerCounts): void {
    for (const [status, count] of byStatus) {
      this.#byStatus.set(status, (this.#byStatus.get(status) ?? 0) + count);
    }
    buckets.forEach((count, index) => this.#buckets[index]! += count);
    this.#seconds += seconds;
    this.#bytes += bytes;
  }

  /** Formats everything in Prometheus' text format (version 0.0.4). */
  format(gauges: Gauges): string {
    const statuses = [...this.#byStatus].sort(([a], [b]) => a - b);
    const lines = [
      ...describe("coplay_requests_total", "counter", "Answers by status."),
      ...statuses.map(([status, count]) => `coplay_requests_total{status="${status}"} ${count}`),
      ...single("coplay_response_bytes_total", "counter", "Bytes of answers.", this.#bytes),
      ...single(
        "coplay_cache_hits_total",
        "counter",
        "Answers that let the browser use what it has (304).",
        this.#byStatus.get(304) ?? 0,
      ),
      ...this.#formatHistogram(),
      ...single("coplay_players", "gauge", "Players now.", gauges.players),
      ...single(
        "coplay_players_ready",
        "gauge",
        "Players who have loaded the published game.",
        gauges.ready,
      ),
      ...single("coplay_switches_total", "counter", "Games published.", gauges.generation),
      ...single("coplay_memory_bytes", "gauge", "Resident memory.", gauges.memoryBytes),
    ];
    return `${lines.join("\n")}\n`;
  }

  #formatHistogram(): string[] {
    const name = "coplay_request_duration_seconds";
    let total = 0;
    const buckets = this.#buckets.map((count, index) => {
      total += count;
      return `${name}_bucket{le="${BUCKETS[index] ?? "+Inf"}"} ${total}`;
    });
    return [
      ...describe(name, "histogram", "Time until the answer was ready to be sent."),
      ...buckets,
      `${name}_sum ${this.#seconds}`,
      `${name}_count ${total}`,
    ];
  }
}

function describe(name: string, kind: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`];
}

function single(name: string, kind: string, help: string, value: number): string[] {
  return [...describe(name, kind, help), `${name} ${value}`];
}
