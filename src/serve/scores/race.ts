import { MemoryScores } from "./memory_scores.ts";
import { arrangeScores, type NameOf, type ShownLevel } from "./score_board.ts";
import type { Score } from "./score_store.ts";

/** A score of a round, as hosts pass it on to one another. */
export interface RaceScore {
  /** The round's seed, which no other round has. */
  readonly seed: number;
  readonly score: Score;
}

/** The most scores that a host passes on; the wall shows ten. */
const MAX_PASSED_ON = 100;

/** The best scores of one round. They are kept for as long as the next one has not begun. */
export class Race {
  readonly #nameOf: NameOf;
  readonly #elsewhere: () => readonly RaceScore[];
  #seed: number | undefined;
  #own = new MemoryScores();
  /** What other hosts have passed on of the round shown last: a host that ends in the middle of it takes none along. */
  #heard = { seed: NaN, scores: new MemoryScores() };

  /**
   * @param elsewhere the scores that other hosts pass on
   */
  constructor(
    nameOf: NameOf,
    elsewhere: () => readonly RaceScore[] = () => [],
  ) {
    this.#nameOf = nameOf;
    this.#elsewhere = elsewhere;
  }

  /** Takes a score of the round with this seed. */
  async add(score: Score, seed: number): Promise<void> {
    if (seed !== this.#seed) {
      this.#seed = seed;
      this.#own = new MemoryScores();
    }
    await this.#own.add([score]);
  }

  /** The best scores of this host's players, for the other hosts. */
  async listOwn(): Promise<readonly RaceScore[]> {
    const seed = this.#seed;
    const own = await this.#listOwn();
    return seed === undefined ? [] : own.slice(0, MAX_PASSED_ON).map((score) => ({ seed, score }));
  }

  /** The best scores of the round with this seed, at all hosts; the level played last first. */
  async show(seed: number): Promise<readonly ShownLevel[]> {
    const all = new MemoryScores();
    await all.add([...await this.#hear(seed)].reverse());
    if (seed === this.#seed) await all.add([...await this.#listOwn()].reverse());
    const scores = await this.#listAll(all);
    return arrangeScores(scores, this.#nameOf);
  }

  async #hear(seed: number): Promise<readonly Score[]> {
    if (seed !== this.#heard.seed) this.#heard = { seed, scores: new MemoryScores() };
    const { scores } = this.#heard;
    const elsewhere = this.#elsewhere().filter((other) => other.seed === seed);
    await scores.add(elsewhere.map(({ score }) => score));
    return await this.#listAll(scores);
  }

  async #listOwn(): Promise<readonly Score[]> {
    return await this.#listAll(this.#own);
  }

  async #listAll(store: MemoryScores): Promise<readonly Score[]> {
    const games = await store.listGames();
    return (await Promise.all(games.map((gameId) => store.list(gameId)))).flat();
  }
}
