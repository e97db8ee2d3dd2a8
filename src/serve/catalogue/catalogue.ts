import type { Text } from "../../cli/language.ts";
import { join } from "../../cli/path.ts";
import { checkPaths } from "./check_paths.ts";
import { tellApart } from "./game_names.ts";
import type { GameSource, SourceFile } from "./game_source.ts";
import { MANIFEST_NAME } from "./manifest.ts";
import { followBases, overlayFiles } from "./overlay.ts";
import type { Place } from "./places.ts";
import { type CatalogueRoot, type FoundGame, openSource, scanRoot } from "./scan.ts";

/** A game of the catalogue. */
export interface Game {
  readonly id: string;
  readonly name: Text;
  readonly description: Text | undefined;
  readonly cover: string | undefined;
  /** The path of its first page. */
  readonly entry: string;
  readonly isHidden: boolean;
  /**
   * Whether it is files for games instead of a game: games may load `/games/ID/`, but the operator cannot publish
   * it.
   */
  readonly isLibrary: boolean;
  /** The IDs of the games it builds on, its own base first. */
  readonly baseIds: readonly string[];
  /** Game.json's choice about COOP and COEP; undefined leaves it to the game's loader. */
  readonly isolate: boolean | undefined;
  /** Whether it plays the class's rounds. */
  readonly hasRounds: boolean;
  /** The folders or zips of its files: its own first, then those of its bases. */
  readonly sources: readonly GameSource[];
  /** Those of the sources whose game.json is coplay's card, which is not served. */
  readonly cardSources: readonly GameSource[];
  /** What is wrong with it although it can be published. */
  readonly notices: readonly Text[];
  /** Why the operator cannot publish it; undefined where they can. */
  readonly fault: Text | undefined;
  /** Changes when the catalogue's entry for it changes. */
  readonly version: string;
}

/** A game with its number in the catalogue, which it keeps while the host runs. */
export interface NumberedGame {
  readonly number: number;
  readonly game: Game;
}

/** The games in the order they are shown; {@linkcode Catalogue.scan} reads them again. */
export class Catalogue {
  readonly #roots: readonly CatalogueRoot[];
  #games: ReadonlyMap<string, Game> = new Map();
  #shown: readonly NumberedGame[] = [];
  /** The numbers given so far, also to games that are gone: one that returns gets its own again. */
  readonly #numbers = new Map<string, number>();
  #faults: readonly Text[] = [];
  /** Kept between scans, because a zip's source caches its directory. */
  #sources: ReadonlyMap<string, GameSource> = new Map();

  constructor(roots: readonly CatalogueRoot[]) {
    this.#roots = roots;
  }

  /** The folders that the catalogue reads. */
  get roots(): readonly CatalogueRoot[] {
    return this.#roots;
  }

  /** Faults of the folders themselves: one that is missing, say. */
  get faults(): readonly Text[] {
    return this.#faults;
  }

  /** Reads every folder again. Returns whether the catalogue changed. */
  async scan(): Promise<boolean> {
    const before = this.#fingerprint();
    const sources = new Map<string, GameSource>();
    const sourceOf = (place: Place) => {
      const source = this.#sources.get(place.path) ?? openSource(place);
      sources.set(place.path, source);
      return source;
    };
    const found = await Promise.all(this.#roots.map((root) => scanRoot(root, sourceOf)));
    this.#sources = sources;
    this.#faults = found.flatMap(({ fault }) => fault ?? []);
    const resolved = resolveGames(found.flatMap(({ games }) => games));
    const checked = [...resolved].map(async ([key, game]) =>
      [key, await checkPaths(game)] as const
    );
    this.#games = tellApart(new Map(await Promise.all(checked)));
    this.#shown = this.#numberGames();
    return this.#fingerprint() !== before;
  }

  /** The games that are not hidden, by their numbers. Those that came later stand last, wherever they sort. */
  get shown(): readonly NumberedGame[] {
    return this.#shown;
  }

  /** Returns a game by its ID, hidden ones too. */
  get(id: string): Game | undefined {
    return this.#games.get(id);
  }

  /** The libraries in the same folder as a game, where its relative addresses lead. */
  librariesBeside(game: Game): readonly Game[] {
    const libraries = [...this.#games.values()].filter(({ isLibrary }) => isLibrary);
    return libraries.filter((library) => folderOf(library) === folderOf(game));
  }

  #numberGames(): NumberedGame[] {
    const shown = [...this.#games].filter(([, game]) => !game.isHidden);
    const numbered = shown.map(([key, game]) => {
      const number = this.#numbers.get(key) ?? this.#numbers.size;
      this.#numbers.set(key, number);
      return { number, game };
    });
    return numbered.sort((a, b) => a.number - b.number);
  }

  #fingerprint(): string {
    const games = [...this.#games.values()].map((game) => `${game.id} ${game.version}`);
    return JSON.stringify([games, this.#faults]);
  }
}

/** The folder that contains a game's own folder or zip. */
function folderOf({ sources: [source] }: Game): string | undefined {
  return source && join(source.place, "..");
}

/** Lists a game's files, including those that its bases add, but no cards of coplay's. */
export async function listGameFiles({ sources, cardSources }: Game): Promise<SourceFile[]> {
  const layers = sources.map(async (source) => {
    const files = await source.list();
    return cardSources.includes(source)
      ? files.filter(({ path }) => path !== MANIFEST_NAME)
      : files;
  });
  return overlayFiles(await Promise.all(layers));
}

/** Resolves each game's bases, and finds the faults that keep it from being published. */
function resolveGames(found: readonly FoundGame[]): Map<string, Game> {
  const byId = new Map<string, FoundGame>();
  const games = new Map<string, Game>();
  for (const game of found) {
    const taken = byId.get(game.id);
    if (!taken) byId.set(game.id, game);
  }
  for (const game of found) {
    const first = byId.get(game.id)!;
    if (first === game) games.set(game.id, resolveGame(game, byId));
    else games.set(`${game.id} ${game.source.place}`, refuseTwin(game, first));
  }
  return games;
}

function refuseTwin(game: FoundGame, first: FoundGame): Game {
  const fault = {
    en: `its ID "${game.id}" is already taken by ${first.source.place}`,
    zh: `ID“${game.id}”已被 ${first.source.place} 占用`,
  };
  return { ...describe(game, [game]), fault };
}

function resolveGame(game: FoundGame, byId: ReadonlyMap<string, FoundGame>): Game {
  const chain = followBases(game.id, (id) => {
    const other = byId.get(id);
    return other && (other.manifest.base ?? null);
  });
  if (chain.kind === "missing") {
    const fault = {
      en: `its base "${chain.id}" does not exist`,
      zh: `它的基础游戏“${chain.id}”不存在`,
    };
    return { ...describe(game, [game]), fault };
  }
  if (chain.kind === "circle") {
    const circle = chain.ids.join(" -> ");
    const fault = {
      en: `its bases go round in a circle: ${circle}`,
      zh: `它的基础游戏形成循环：${circle}`,
    };
    return { ...describe(game, [game]), fault };
  }
  return describe(game, chain.ids.map((id) => byId.get(id)!));
}

/** @param layers the game itself, then its bases */
function describe(game: FoundGame, layers: readonly FoundGame[]): Game {
  const entry = layers.map((layer) => layer.entry).find((path) => path !== undefined);
  const name = game.manifest.name ?? { en: game.title, zh: game.title };
  const isLibrary = game.manifest.library ?? false;
  const isHidden = isLibrary || (game.manifest.hidden ?? false);
  return {
    id: game.id,
    name,
    description: game.manifest.description,
    cover: layers.map((layer) => layer.manifest.cover).find((path) => path !== undefined),
    entry: entry ?? "index.html",
    isHidden,
    isLibrary,
    baseIds: layers.slice(1).map(({ id }) => id),
    isolate: layers.map((layer) => layer.manifest.isolate).find((set) => set !== undefined),
    hasRounds: layers.map((layer) => layer.manifest.rounds).find((set) => set !== undefined) ??
      false,
    sources: layers.map((layer) => layer.source),
    cardSources: layers.filter(({ hasCard }) => hasCard).map(({ source }) => source),
    notices: layers.flatMap(({ notices }) => notices),
    fault: layers.map((layer) => layer.fault).find((fault) => fault !== undefined) ??
      (isLibrary ? LIBRARY : entry === undefined && !isHidden ? NO_ENTRY : undefined),
    version: layers.map((layer) => layer.version).join("\n"),
  };
}

const LIBRARY: Text = {
  en: "it is a library for games, not a game",
  zh: "它是供游戏使用的公用文件，不是游戏",
};

const NO_ENTRY: Text = {
  en: "neither it nor its base has an HTML page to start with",
  zh: "它和它的基础游戏都没有可以作为起始页的 HTML 页面",
};
