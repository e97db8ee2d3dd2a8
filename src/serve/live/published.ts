import { TextError } from "../../cli/errors.ts";
import type { AssetStore } from "../assets/asset_store.ts";
import type { Game } from "../catalogue/catalogue.ts";
import { explainFault } from "../catalogue/fault.ts";
import { cannotPublish } from "../catalogue/refusals.ts";
import type { OtherHosts } from "./other_hosts.ts";

/** The published game, from one switch to the next. */
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

/** Called after each switch. */
export type SwitchListener = (publication: PublishedGame) => void;

/** Holds the published game. A switch is atomic: each request sees either the old game or the new one. */
export class Published {
  readonly #openStore: (game: Game) => Promise<AssetStore>;
  readonly #others: readonly Pick<OtherHosts, "prepare" | "publish">[];
  readonly #listeners = new Set<SwitchListener>();
  #current: PublishedGame | undefined;
  /** Switches run one after another, in the order of the calls. */
  #queue: Promise<unknown> = Promise.resolve();

  /** @param others the processes that must switch before players are told */
  constructor(
    openStore: (game: Game) => Promise<AssetStore>,
    others: readonly Pick<OtherHosts, "prepare" | "publish">[] = [],
  ) {
    this.#openStore = openStore;
    this.#others = others;
  }

  /** The published game; undefined before the first switch. */
  get current(): PublishedGame | undefined {
    return this.#current;
  }

  /** Calls the listener at every later switch. Returns a function that ends this. */
  subscribe(listener: SwitchListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * Publishes a game.
   *
   * @throws {PublishError} where it cannot be published; the old one stays
   */
  publish(game: Game): Promise<PublishedGame> {
    return this.#enqueue(() => this.#switch(game, (this.#current?.generation ?? 0) + 1));
  }

  /**
   * Follows a switch of another host; ignores one older than the current one.
   *
   * @throws {PublishError} where the game cannot be published here; the old one stays
   */
  follow(game: Game, generation: number): Promise<void> {
    return this.#enqueue(async () => {
      if (generation > (this.#current?.generation ?? 0)) await this.#switch(game, generation);
    });
  }

  /** Reads the published game's files again, and serves them if any has changed. */
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
