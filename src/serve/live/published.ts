import { TextError } from "../../cli/errors.ts";
import type { AssetStore } from "../assets/asset_store.ts";
import type { Game } from "../catalogue/catalogue.ts";
import { explainFault } from "../catalogue/fault.ts";
import { cannotPublish } from "../catalogue/refusals.ts";
import type { OtherHosts } from "./other_hosts.ts";

/** The game that players get, from one switch to the next. */
export interface PublishedGame {
  /** Counts the switches, from 1. */
  readonly generation: number;
  readonly game: Game;
  readonly store: AssetStore;
}

/** A game cannot be published. */
export class PublishError extends TextError {
  override readonly name = "PublishError";
}

/** Hears of every publication after it has become the one that players get. */
export type SwitchListener = (publication: PublishedGame) => void;

/** What players get. A switch is whole: a request sees the one game or the other. */
export class Published {
  readonly #openStore: (game: Game) => Promise<AssetStore>;
  readonly #others: readonly Pick<OtherHosts, "prepare" | "publish">[];
  readonly #listeners = new Set<SwitchListener>();
  #current: PublishedGame | undefined;
  /** Switches happen one after another, in the order they were asked for. */
  #queue: Promise<unknown> = Promise.resolve();

  /** @param others who must have a switch before players hear of it */
  constructor(
    openStore: (game: Game) => Promise<AssetStore>,
    others: readonly Pick<OtherHosts, "prepare" | "publish">[] = [],
  ) {
    this.#openStore = openStore;
    this.#others = others;
  }

  /** What players get now; undefined before the first publication. */
  get current(): PublishedGame | undefined {
    return this.#current;
  }

  /** Calls the listener from the next publication on. Returns what ends that. */
  subscribe(listener: SwitchListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * Makes a game the one that players get.
   *
   * @throws {PublishError} where it cannot be; what was published stays
   */
  publish(game: Game): Promise<PublishedGame> {
    return this.#enqueue(() => this.#switch(game, (this.#current?.generation ?? 0) + 1));
  }

  /**
   * Follows a switch that was ordered elsewhere; one that is older than what players get is over.
   *
   * @throws {PublishError} where the game cannot be published here; what was published stays
   */
  follow(game: Game, generation: number): Promise<void> {
    return this.#enqueue(async () => {
      if (generation > (this.#current?.generation ?? 0)) await this.#switch(game, generation);
    });
  }

  /** Reads the published game's files again and, if any has changed, serves them from now on. */
  refresh(game: Game): Promise<void> {
    return this.#enqueue(async () => {
      const before = this.#current;
      if (!before || before.game.id !== game.id || game.fault) return;
      const store = await this.#open(game);
      if (store !== before.store) this.#replace({ generation: before.generation, game, store });
    });
  }

  #enqueue<Value>(work: () => Promise<Value>): Promise<Value> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #switch(game: Game, generation: number): Promise<PublishedGame> {
    const store = await this.#open(game);
    const next = { generation, gameId: game.id };
    await Promise.all(this.#others.map((other) => other.prepare(next)));
    await Promise.all(this.#others.map((other) => other.publish(next)));
    return this.#replace({ generation, game, store });
  }

  async #open(game: Game): Promise<AssetStore> {
    if (game.fault) throw new PublishError(cannotPublish(game.name, game.fault));
    try {
      return await this.#openStore(game);
    } catch (error) {
      throw new PublishError(cannotPublish(game.name, explainFault(error)));
    }
  }

  #replace(publication: PublishedGame): PublishedGame {
    const before = this.#current;
    this.#current = publication;
    if (before?.generation !== publication.generation) {
      for (const listener of this.#listeners) listener(publication);
    }
    return publication;
  }
}
