import type {
  Burial,
  Delivery,
  JobQueue,
  QueueStatus,
  Result,
  Taken,
} from "../../src/download/queue/job_queue.ts";
import type { Entry } from "../../src/download/model/job.ts";

interface Place {
  readonly id: string;
  readonly entry: Entry;
  owner: string | undefined;
  tries: number;
  wasTaken: boolean;
  lost: number;
  /** The time from which any worker may take the job. */
  freeMs: number;
}

/** The state that the workers of one queue share. */
export class MemoryQueueState {
  readonly jobs: Place[] = [];
  readonly results: string[] = [];
  readonly failed: Burial[] = [];
  readonly fillers = new Set<string>();
  lastId = 0;
  late = 0;
}

/** The job queue without Redis, for tests of code that uses one; the contract test holds it to the same behaviour. */
export class MemoryQueue implements JobQueue {
  readonly #state: MemoryQueueState;
  readonly #worker: string;
  readonly #leaseMs: number;
  readonly #now: () => number;

  constructor(
    state: MemoryQueueState,
    { worker, leaseMs, now = Date.now }: {
      worker: string;
      leaseMs: number;
      now?: () => number;
    },
  ) {
    this.#state = state;
    this.#worker = worker;
    this.#leaseMs = leaseMs;
    this.#now = now;
  }

  add(entries: readonly Entry[]): Promise<void> {
    this.#state.fillers.add(this.#worker);
    for (const entry of entries) {
      const id = String(++this.#state.lastId);
      this.#state.jobs.push({
        id,
        entry,
        owner: undefined,
        tries: 1,
        wasTaken: false,
        lost: 0,
        freeMs: 0,
      });
    }
    return Promise.resolve();
  }

  endAdding(): Promise<void> {
    this.#state.fillers.delete(this.#worker);
    return Promise.resolve();
  }

  take(count: number, { reclaims }: { reclaims: boolean }): Promise<Taken> {
    const nowMs = this.#now();
    const lost = reclaims
      ? this.#state.jobs.filter(({ wasTaken, freeMs }) => wasTaken && freeMs <= nowMs)
      : [];
    const fresh = this.#state.jobs.filter(({ wasTaken }) => !wasTaken);
    const taken = [...lost, ...fresh].slice(0, count);
    const deliveries: Delivery[] = taken.map((place) => {
      place.owner = this.#worker;
      const isTakenOver = place.wasTaken;
      place.wasTaken = true;
      place.freeMs = nowMs + this.#leaseMs;
      const { id, entry, tries, lost } = place;
      return { id, entry, tries, isTakenOver, lost };
    });
    const leftCount = this.#state.jobs.length + this.#state.fillers.size;
    return Promise.resolve({ deliveries, leftCount });
  }

  begin(id: string): Promise<void> {
    for (const place of this.#own([id])) place.lost++;
    return Promise.resolve();
  }

  renew(ids: readonly string[]): Promise<void> {
    for (const place of this.#own(ids)) place.freeMs = this.#now() + this.#leaseMs;
    return Promise.resolve();
  }

  finish(id: string, { event }: Result): Promise<boolean> {
    const isThere = this.#state.jobs.some((place) => place.id === id);
    if (isThere) this.#state.results.push(event);
    else this.#state.late++;
    this.#remove(id);
    return Promise.resolve(isThere);
  }

  bury(id: string, burial: Burial): Promise<boolean> {
    const isOwn = this.#own([id]).length > 0;
    if (isOwn) {
      this.#state.results.push(burial.event);
      this.#state.failed.push(burial);
      this.#remove(id);
    }
    return Promise.resolve(isOwn);
  }

  giveBack(
    ids: readonly string[],
    { isFailure, delayMs }: { isFailure: boolean; delayMs: number },
  ): Promise<void> {
    for (const place of this.#own(ids)) {
      place.owner = undefined;
      if (isFailure) place.tries++;
      place.lost = 0;
      place.freeMs = this.#now() + delayMs;
    }
    return Promise.resolve();
  }

  async addFailed(): Promise<number> {
    const failed = this.#state.failed.splice(0);
    const wasFilling = this.#state.fillers.has(this.#worker);
    await this.add(failed.map(({ entry }) => entry));
    if (!wasFilling) await this.endAdding();
    return failed.length;
  }

  status(): Promise<QueueStatus> {
    const { jobs, results, failed, late, fillers } = this.#state;
    const owners = jobs.flatMap(({ owner }) => owner ?? []);
    return Promise.resolve({
      waiting: jobs.length - owners.length,
      held: owners.length,
      workers: new Set(owners).size,
      done: results.filter((event) => event.includes('"done"')).length,
      failed: failed.length,
      late,
      isFilling: fillers.size > 0,
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #own(ids: readonly string[]): Place[] {
    return this.#state.jobs.filter(({ id, owner }) => owner === this.#worker && ids.includes(id));
  }

  #remove(id: string): void {
    const at = this.#state.jobs.findIndex((place) => place.id === id);
    if (at >= 0) this.#state.jobs.splice(at, 1);
  }
}
