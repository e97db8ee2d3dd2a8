import { CommandError } from "../../cli/errors.ts";
import { type Io, tell } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import type { CertifiedKey } from "../certificate/certificate.ts";
import { endWithin, STOP_MS } from "../listen/end_within.ts";
import {
  explainListenError,
  findPort,
  type ListenOptions,
  type RunningServer,
} from "../listen/listen.ts";
import type { SecureListener } from "../listen/secure_port.ts";
import type { GameSwitch, OtherHosts } from "../live/other_hosts.ts";
import { PublishError } from "../live/published.ts";
import type { AnswerCounts } from "../request/metrics.ts";
import { Relay, type RelayOptions } from "./relay.ts";
import type { WorkerListen, WorkerOrder, WorkerStart } from "./worker_orders.ts";
import { WorkerGone, WorkerProcess, WorkerRefusal } from "./worker_process.ts";

/** The options of {@linkcode Workers}. */
export interface WorkersOptions extends Omit<WorkerStart, "relay" | "published"> {
  readonly count: number;
  /** The operator's terminal, where ends and restarts of workers are reported. */
  readonly io: Io;
}

/** A worker that lived less long than this will fail again, so its restart is delayed. */
const STABLE_MS = 10_000;
const MIN_DELAY_MS = 100;
const MAX_DELAY_MS = 5000;

/** A worker's time to end after its last answer; the whole stop must take at most ten seconds. */
const END_MS = 1000;

/**
 * The worker processes of a host on one port, seen from their coordinator. Each opens the games by itself; they
 * share what {@linkcode OtherHosts} says and, through the relay, everything that is not a game's file.
 */
export class Workers implements OtherHosts {
  readonly #options: WorkersOptions;
  readonly #alive = new Set<WorkerProcess>();
  /** All worker processes, including those that are starting or stopping. */
  readonly #processes = new Set<WorkerProcess>();
  /** The last counts of each worker, kept after its end so that the sums never fall. */
  readonly #counted = new Map<WorkerProcess, AnswerCounts>();
  #published: GameSwitch | undefined;
  #relay: Relay | undefined;
  #listen: WorkerListen | undefined;
  #isStopping = false;
  readonly #wakes = new Set<() => void>();

  constructor(options: WorkersOptions) {
    this.#options = options;
  }

  async prepare(next: GameSwitch): Promise<void> {
    try {
      await this.#orderAll({ kind: "prepare", next });
    } catch (error) {
      throw error instanceof WorkerRefusal ? new PublishError(error.text) : error;
    }
  }

  async publish(next: GameSwitch): Promise<void> {
    this.#published = next;
    await this.#orderAll({ kind: "publish", next });
  }

  async rescan(): Promise<void> {
    await this.#orderAll({ kind: "rescan" });
  }

  async countAnswers(): Promise<readonly AnswerCounts[]> {
    await Promise.all([...this.#alive].map(async (worker) => {
      const counts = await worker.order({ kind: "count" }).catch(() => undefined);
      if (counts) this.#counted.set(worker, counts as AnswerCounts);
    }));
    return [...this.#counted].map(([worker, counts]) =>
      this.#alive.has(worker) ? counts : { ...counts, memoryBytes: 0 }
    );
  }

  /**
   * Starts all workers, which answer once this resolves.
   *
   * @throws {CommandError} where the host cannot listen on the address
   */
  async listen(
    options: ListenOptions & Omit<RelayOptions, "onAnswer">,
    certificate?: CertifiedKey,
  ): Promise<RunningServer> {
    const { hostname } = options;
    const port = await findPort(options);
    this.#listen = { port, hostname, certificate };
    this.#relay = new Relay({
      ...options,
      onAnswer: (answer) => void [...this.#processes].some((worker) => worker.take(answer)),
    });
    try {
      const numbers = Array.from({ length: this.#options.count }, (_, index) => index + 1);
      await Promise.all(numbers.map((number) => this.#startFirst(number)));
    } catch (error) {
      await this.stop();
      throw error instanceof WorkerRefusal
        ? new CommandError(error.text)
        : await explainListenError(error, { port, hostname });
    }
    return { port, hostname, stop: () => this.stop() };
  }

  /** Like {@linkcode Workers.listen}, for https. */
  async listenSecurely(
    certificate: CertifiedKey,
    options: ListenOptions & Omit<RelayOptions, "onAnswer">,
  ): Promise<SecureListener> {
    const { port, hostname } = await this.listen(options, certificate);
    return {
      addr: { transport: "tcp", hostname, port },
      renew: async (certificate) => {
        await this.#orderAll({ kind: "renew", certificate });
        this.#listen = { port, hostname, certificate };
      },
      shutdown: () => this.stop(),
      close() {},
    };
  }

  /** Lets every worker finish its answers within the time limit, then ends it. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const wake of this.#wakes) wake();
    const processes = [...this.#processes];
    const ended = Promise.all(processes.map(async (worker) => {
      await worker.order({ kind: "stop" }).catch(() => {});
      await worker.ended;
    }));
    await endWithin(STOP_MS + END_MS, ended, () => processes.forEach((worker) => worker.kill()));
    await this.#relay?.close();
  }

  async #orderAll(order: WorkerOrder): Promise<void> {
    await Promise.all([...this.#alive].map(async (worker) => {
      try {
        await worker.order(order);
      } catch (error) {
        // A worker that replaces it starts with the game published then.
        if (!(error instanceof WorkerGone)) throw error;
      }
    }));
  }

  async #startFirst(number: number): Promise<void> {
    const startMs = performance.now();
    const worker = await this.#start();
    void this.#replace(number, { worker, startMs });
  }

  /** Starts a worker; a switch meanwhile reaches it before its first request. */
  async #start(): Promise<WorkerProcess> {
    const worker = WorkerProcess.spawn(this.#options.io);
    this.#processes.add(worker);
    void worker.ended.then(() => {
      this.#processes.delete(worker);
      this.#alive.delete(worker);
    });
    const { address } = this.#relay!;
    const { count: _, io: __, ...rest } = this.#options;
    const start = { ...rest, relay: address, published: this.#published };
    await worker.order({ kind: "start", start });
    for (let known = start.published; known !== this.#published;) {
      known = this.#published;
      if (known) await worker.order({ kind: "publish", next: known });
    }
    this.#alive.add(worker);
    await worker.order({ kind: "listen", listen: this.#listen! });
    return worker;
  }

  /** Replaces each worker that ends, for as long as the host runs. */
  async #replace(
    number: number,
    first: { worker: WorkerProcess; startMs: number },
  ): Promise<void> {
    let { worker, startMs } = first as { worker: WorkerProcess | undefined; startMs: number };
    for (let delayMs = 0;;) {
      const how = worker ? describeEnd(await worker.ended) : COULD_NOT_START;
      if (this.#isStopping) return;
      const isStable = performance.now() - startMs > STABLE_MS;
      delayMs = isStable ? 0 : Math.min(MAX_DELAY_MS, Math.max(MIN_DELAY_MS, delayMs * 2));
      const who = worker ? ` (${worker.pid})` : "";
      tell(this.#options.io, {
        en: `Worker ${number}${who} ${how.en}; another takes its place`,
        zh: `工作进程 ${number}${who}${how.zh}，正在启动新的进程代替它`,
      });
      await this.#pause(delayMs);
      if (this.#isStopping) return;
      startMs = performance.now();
      worker = await this.#start().catch(() => undefined);
      if (!worker) continue;
      const { pid } = worker;
      tell(this.#options.io, {
        en: `Worker ${number} (${pid}) answers`,
        zh: `工作进程 ${number} (${pid}) 已就绪`,
      });
    }
  }

  async #pause(delayMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, delayMs);
      const wake = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#wakes.add(wake);
    });
    this.#wakes.clear();
  }
}

const COULD_NOT_START: Text = { en: "could not start", zh: "启动失败" };

function describeEnd({ code, signal }: Deno.CommandStatus): Text {
  return signal
    ? { en: `was killed by ${signal}`, zh: `被 ${signal} 终止` }
    : { en: `ended with exit code ${code}`, zh: `已退出（退出码 ${code}）` };
}
