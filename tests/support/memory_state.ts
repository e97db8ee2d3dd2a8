import type { LessonVersion } from "../../src/serve/live/lesson.ts";
import type { TakenName } from "../../src/serve/live/taken_names.ts";
import type { GameSwitch } from "../../src/serve/live/other_hosts.ts";
import type {
  HostReport,
  NamedPage,
  SharedState,
  SharedView,
} from "../../src/serve/shared/shared_state.ts";

/** The state that all hosts of a test share. */
export class MemoryStateData {
  current: GameSwitch | undefined;
  lesson: LessonVersion | undefined;
  readonly reports = new Map<string, HostReport>();
  readonly readyPages = new Set<string>();
  readonly names: NamedPage[] = [];
  readonly taken: TakenName[] = [];
}

/** The shared state without Redis; the contract test holds it to the same behaviour. */
export class MemoryState implements SharedState {
  readonly #data: MemoryStateData;
  readonly #hostId: string;
  /** Whether the state is unreachable. */
  isGone = false;

  constructor(data: MemoryStateData, hostId: string) {
    this.#data = data;
    this.#hostId = hostId;
  }

  async look(report?: HostReport): Promise<SharedView> {
    await this.#reach();
    if (report) this.#data.reports.set(this.#hostId, report);
    const others = [...this.#data.reports].filter(([id]) => id !== this.#hostId);
    return {
      current: this.#data.current,
      others: report ? others.map(([, other]) => other) : [],
      readyPages: [...this.#data.readyPages],
      names: [...this.#data.names],
      taken: [...this.#data.taken],
      lesson: this.#data.lesson,
      nowMs: Date.now(),
    };
  }

  async publish({ generation, gameId }: GameSwitch): Promise<GameSwitch> {
    await this.#reach();
    const { current } = this.#data;
    const isSame = current?.generation === generation && current.gameId === gameId;
    const latest = current?.generation ?? 0;
    const next = isSame || generation > latest ? generation : latest + 1;
    return this.#data.current = { generation: next, gameId };
  }

  async restore(last: GameSwitch): Promise<void> {
    await this.#reach();
    if (last.generation > (this.#data.current?.generation ?? 0)) this.#data.current = last;
  }

  async setLesson(
    { version, state }: LessonVersion,
    { isOrder }: { isOrder: boolean },
  ): Promise<number> {
    await this.#reach();
    const latest = this.#data.lesson?.version ?? 0;
    if (!isOrder && version <= latest) return 0;
    const next = Math.max(version, latest + 1);
    // JSON, as the hosts are on several machines.
    this.#data.lesson = JSON.parse(JSON.stringify({ version: next, state }));
    return next;
  }

  async passReady(pageId: string): Promise<void> {
    await this.#reach();
    this.#data.readyPages.add(pageId);
  }

  async passName(named: NamedPage): Promise<void> {
    await this.#reach();
    this.#data.names.push(named);
  }

  async passTaken({ playerId, name }: TakenName): Promise<void> {
    await this.#reach();
    this.#data.taken.push({ playerId, name });
  }

  async leave(): Promise<void> {
    await this.#reach();
    this.#data.reports.delete(this.#hostId);
  }

  #reach(): Promise<void> {
    return this.isGone ? Promise.reject(new Error("gone")) : Promise.resolve();
  }
}
