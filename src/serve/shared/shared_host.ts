import { CommandError } from "../../cli/errors.ts";
import { visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import type { Game } from "../catalogue/catalogue.ts";
import { cannotPublish } from "../catalogue/refusals.ts";
import type { Host } from "../live/host.ts";
import type { Lesson, LessonVersion, ShareLesson } from "../live/lesson.ts";
import type { GameSwitch, OtherHosts } from "../live/other_hosts.ts";
import type { PlayersElsewhere } from "../live/player.ts";
import type { Players } from "../live/players.ts";
import { OPEN } from "../live/lesson_state.ts";
import { shiftRound } from "../live/round.ts";
import { PublishError } from "../live/published.ts";
import type { Race, RaceScore } from "../scores/race.ts";
import type { AnswerCounts, Metrics } from "../request/metrics.ts";
import { PassedNames } from "./passed_names.ts";
import type { HostReport, SharedState, SharedView } from "./shared_state.ts";
import { missingHereText, takenHereText } from "./shared_texts.ts";
import { withLimit } from "./with_limit.ts";

/** The interval of looks in milliseconds: four in the second within which a switch must reach every host. */
const LOOK_MS = 250;
/** A host reports on itself at every fourth look. */
const TELL_EVERY = 4;
/** A host with more players than these reports the first of them, and the number of all. */
const MOST_LISTED = 300;
/** The parts of this host that the others see. */
export interface SharedParts {
  readonly host: Host;
  readonly players: Players;
  readonly metrics: Metrics;
  readonly lesson: Lesson;
  readonly race: Race;
}

/** What a {@linkcode SharedHost} needs to reach the others. */
export interface SharedOptions {
  readonly state: SharedState;
  /** Tells the operator. */
  readonly tell: (text: Text) => void;
  /** Explains why the state cannot be reached. */
  readonly explain: (error: unknown) => Text;
}

/**
 * One of several hosts that show one published game. It follows the others' switches, passes on its own, and adds up
 * all players. While the state is unreachable it goes on alone.
 */
export class SharedHost implements OtherHosts {
  readonly #options: SharedOptions;
  readonly #workers: readonly OtherHosts[];
  #parts: SharedParts | undefined;
  #others: readonly HostReport[] = [];
  #isGone = false;
  readonly #passedNames = new PassedNames();
  #isClosed = false;
  #looks = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The switch being followed, which must not be passed on as this host's own. */
  #followed: GameSwitch | undefined;
  /** How far the state's clock is ahead of this machine's, in milliseconds. */
  #aheadMs = 0;
  /** The generation that could not be followed; the operator is told once. */
  #failed = 0;

  /** @param workers this host's own processes, whose counts it reports */
  constructor(options: SharedOptions, workers: readonly OtherHosts[] = []) {
    this.#options = options;
    this.#workers = workers;
  }

  /** The players of the other hosts. */
  readonly elsewhere: PlayersElsewhere = {
    count: () => sum(this.#others, ({ players }) => players),
    countReady: (gameId) => sum(this.#others, ({ ready }) => ready[gameId] ?? 0),
    countPlaying: (gameId) => sum(this.#others, ({ playing }) => playing[gameId] ?? 0),
    list: () => this.#others.flatMap(({ listed }) => listed),
    markReady: (pageId) => {
      // The page repeats it when its stream opens.
      this.#options.state.passReady(pageId).catch(() => {});
    },
    passName: (pageId, name) => {
      // As above.
      this.#options.state.passName({ pageId, name, atMs: Date.now() }).catch(() => {});
    },
    passTaken: async (taken) => {
      try {
        for (const each of taken) await withLimit(this.#options.state.passTaken(each));
      } catch (error) {
        throw new CommandError(takenHereText(this.#options.explain(error)));
      }
    },
  };

  /** The scores of a round that the other hosts have reported. */
  readonly raceElsewhere = (): readonly RaceScore[] =>
    this.#others.flatMap(({ race = [] }) => race);

  /**
   * Begins to look at the state.
   *
   * @returns the other hosts' published game; undefined without other hosts
   */
  async join(parts: SharedParts): Promise<GameSwitch | undefined> {
    this.#parts = parts;
    const view = await this.#options.state.look(await this.#report());
    this.#others = view.others;
    const { lesson } = view;
    if (view.others.length > 0) await this.#takeLesson(view);
    // The state is left over from hosts that are gone: their class is over.
    else if (lesson) parts.lesson.follow({ version: lesson.version + 1, state: OPEN });
    this.#timer = setTimeout(() => this.#lookAgain(), LOOK_MS);
    return view.others.length > 0 ? view.current : undefined;
  }

  /** Follows the other hosts' game. @throws {PublishError} where this host does not have it */
  async follow({ generation, gameId }: GameSwitch): Promise<Game> {
    const { host } = this.#parts!;
    const game = host.catalogue.get(gameId);
    if (!game) throw new PublishError(missingHereText(gameId));
    this.#followed = { generation, gameId };
    await host.follow(game, generation);
    return game;
  }

  /** Refuses a game that another host lacks, so that no host publishes it. */
  prepare({ gameId, generation }: GameSwitch): Promise<void> {
    if (this.#isFollowing({ generation, gameId })) return Promise.resolve();
    const lacking = this.#others.filter(({ games }) => !games.includes(gameId)).length;
    if (lacking === 0) return Promise.resolve();
    return Promise.reject(
      new PublishError(cannotPublish({ en: gameId, zh: gameId }, {
        en: `${lacking} of the other hosts ${lacking === 1 ? "does" : "do"} not have it`,
        zh: `其他主机中有 ${lacking} 台没有这个游戏`,
      })),
    );
  }

  async publish(next: GameSwitch): Promise<void> {
    if (this.#isFollowing(next)) return;
    try {
      // Where another host was first, the state gives this order a later generation, which the next look follows.
      await withLimit(this.#options.state.publish(next));
    } catch (error) {
      const why = this.#options.explain(error);
      throw new PublishError({
        en: `Cannot publish: the other hosts cannot be told (${why.en})`,
        zh: `无法发布：无法通知其他主机（${why.zh}）`,
      });
    }
  }

  /** Whether a switch is the followed one: an order given here at the same moment has the same generation. */
  #isFollowing({ generation, gameId }: GameSwitch): boolean {
    return this.#followed?.generation === generation && this.#followed.gameId === gameId;
  }

  /** Passes on what is ordered here besides a game. */
  readonly shareLesson: ShareLesson = (next, options) =>
    withLimit(this.#options.state.setLesson(shift(next, this.#aheadMs), options));

  /** Does nothing, because each host watches its own folders. */
  rescan(): Promise<void> {
    return Promise.resolve();
  }

  countAnswers(): Promise<readonly AnswerCounts[]> {
    return Promise.resolve(this.#others.flatMap(({ counts }) => counts));
  }

  /** Stops looking, and removes this host from the state. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    if (this.#parts) await withLimit(this.#options.state.leave()).catch(() => {});
  }

  async #lookAgain(): Promise<void> {
    try {
      const isTelling = ++this.#looks % TELL_EVERY === 0 || this.#isGone;
      const report = isTelling ? await this.#report() : undefined;
      const view = await withLimit(this.#options.state.look(report));
      if (isTelling) this.#others = view.others;
      this.#parts!.players.settleNames();
      this.#comeBack();
      await this.#take(view);
    } catch (error) {
      this.#goOnAlone(error);
    }
    if (!this.#isClosed) this.#timer = setTimeout(() => this.#lookAgain(), LOOK_MS);
  }

  async #take(view: SharedView): Promise<void> {
    const { current, readyPages, names, taken } = view;
    const { host, players } = this.#parts!;
    for (const pageId of readyPages) players.markOwnReady(pageId);
    players.takeOwnNames(taken);
    this.#passedNames.take(names, (pageId, name) => players.setOwnName(pageId, name));
    const own = host.published.current;
    // The state is left over from hosts that are gone.
    if (!own && this.#others.length === 0) return;
    await this.#takeLesson(view);
    const [there, here] = [current?.generation ?? 0, own?.generation ?? 0];
    if (own && there < here) {
      // Redis was restarted without its data, or was unreachable when this host published.
      await this.#options.state.restore({ generation: here, gameId: own.game.id });
    } else if (own && current && there === here && current.gameId !== own.game.id) {
      // Two hosts published at the same moment: the state's game is published again, after both.
      await this.#options.state.publish({ generation: there + 1, gameId: current.gameId });
    } else if (current && there > here && there !== this.#failed) await this.#tryFollow(current);
  }

  /** Follows what another host has ordered besides a game, or passes on what the state has lost. */
  async #takeLesson({ lesson, nowMs }: SharedView): Promise<void> {
    this.#aheadMs = nowMs - Date.now();
    const here = this.#parts!.lesson;
    const { version } = here.current;
    if (lesson && lesson.version > version) here.follow(shift(lesson, -this.#aheadMs));
    else if ((lesson?.version ?? 0) < version) {
      await this.shareLesson(here.current, { isOrder: false });
    }
  }

  async #tryFollow(current: GameSwitch): Promise<void> {
    const before = this.#parts!.host.published.current?.game.id;
    try {
      const { id, name } = await this.follow(current);
      if (id === before) return;
      this.#options.tell({
        en: `Published by another host: ${visible(name.en)}`,
        zh: `另一台主机已发布：${visible(name.zh)}`,
      });
    } catch (error) {
      if (!(error instanceof PublishError)) throw error;
      this.#failed = current.generation;
      this.#options.tell(error.text);
    }
  }

  #goOnAlone(error: unknown): void {
    if (this.#isGone || this.#isClosed) return;
    this.#isGone = true;
    this.#others = [];
    const why = this.#options.explain(error);
    this.#options.tell({
      en: `The other hosts are out of reach (${why.en}); serving on with what is published here`,
      zh: `无法联系其他主机（${why.zh}）；本机继续提供当前发布的游戏`,
    });
  }

  #comeBack(): void {
    if (!this.#isGone) return;
    this.#isGone = false;
    this.#options.tell({ en: "In touch with the other hosts again", zh: "已恢复与其他主机的联系" });
  }

  async #report(): Promise<HostReport> {
    const { host, players, metrics, race } = this.#parts!;
    const workers = await Promise.all(this.#workers.map((worker) => worker.countAnswers()));
    const shown = host.catalogue.shown.map(({ game }) => game).filter(({ fault }) => !fault);
    return {
      players: players.own.count,
      listed: players.own.list().slice(0, MOST_LISTED).map((each) => ({ ...each, number: null })),
      ready: countBy(shown, (id) => players.own.countReady(id)),
      playing: countBy(shown, (id) => players.own.countPlaying(id)),
      games: shown.map(({ id }) => id),
      counts: [metrics.counts, ...workers.flat()],
      race: await race.listOwn(),
    };
  }
}

/** Moves the times of a lesson to another clock. */
function shift({ version, state }: LessonVersion, byMs: number): LessonVersion {
  const { endsMs } = state;
  const round = shiftRound(state.round, byMs);
  return { version, state: { ...state, endsMs: endsMs === null ? null : endsMs + byMs, round } };
}

function countBy(games: readonly Game[], count: (id: string) => number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { id } of games) {
    const number = count(id);
    if (number > 0) counts[id] = number;
  }
  return counts;
}

function sum<Item>(items: readonly Item[], read: (item: Item) => number): number {
  return items.reduce((total, item) => total + read(item), 0);
}
