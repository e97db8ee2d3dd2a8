import { DatabaseSync, type StatementSync } from "node:sqlite";
import { type Best, isBetter } from "../browser/scripts/giving/score_rules.ts";
import {
  type Kept,
  MAX_LEVELS_OF_GAME,
  MAX_LEVELS_OF_PLAYER,
  MAX_SCORES_OF_LEVEL,
  type Score,
  type ScorePlace,
  type ScoreStore,
} from "./score_store.ts";

/** The form of the table. A coplay that knows another one leaves the file alone. */
const FORM = 1;

/** What is in the WAL outlives a kill of the process; only a power cut may cost the last moments. */
const OPENING = `
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS score (
  seq INTEGER PRIMARY KEY,
  game TEXT NOT NULL, level TEXT NOT NULL, best TEXT NOT NULL,
  player TEXT NOT NULL, name TEXT NOT NULL, value REAL NOT NULL, at INTEGER NOT NULL,
  UNIQUE (game, level, best, player)
);
CREATE INDEX IF NOT EXISTS score_of_player ON score (game, player);
PRAGMA user_version = ${FORM};`;

const LEVEL = "game = :game AND level = :level AND best = :best";

/** The worst scores of a level beyond the first so many; of equal ones the last. */
const BEYOND = (order: "ASC" | "DESC") =>
  `DELETE FROM score WHERE seq IN (SELECT seq FROM score WHERE ${LEVEL}
   ORDER BY value ${order}, seq LIMIT -1 OFFSET ${MAX_SCORES_OF_LEVEL})`;

const STATEMENTS = {
  find: `SELECT value, name FROM score WHERE ${LEVEL} AND player = :player`,
  rename: `UPDATE score SET name = :name WHERE ${LEVEL} AND player = :player`,
  countLevels: "SELECT count(*) AS count FROM score WHERE game = :game AND player = :player",
  countScores: `SELECT count(*) AS count FROM score WHERE ${LEVEL}`,
  remove: `DELETE FROM score WHERE ${LEVEL} AND player = :player`,
  // A row gets the number after the highest one, so that the numbers tell what came first.
  insert: `INSERT INTO score (game, level, best, player, name, value, at)
    VALUES (:game, :level, :best, :player, :name, :value, :at)`,
  trimHigh: BEYOND("DESC"),
  trimLow: BEYOND("ASC"),
  oldLevels: `SELECT level, best FROM score WHERE game = :game GROUP BY level, best
    ORDER BY max(seq) DESC LIMIT -1 OFFSET ${MAX_LEVELS_OF_GAME}`,
  removeLevel: `DELETE FROM score WHERE ${LEVEL}`,
  list: `SELECT level, best, player, name, value, at,
      max(seq) OVER (PARTITION BY level, best) AS latest
    FROM score WHERE game = :game
    ORDER BY latest DESC, CASE best WHEN 'high' THEN -value ELSE value END, seq`,
  listGames: "SELECT DISTINCT game FROM score ORDER BY game",
  clear: "DELETE FROM score WHERE game = :game",
} as const;

/** Keeps scores in a file of SQLite, which belongs to one host at a time. */
export class SqliteScores implements ScoreStore {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<keyof typeof STATEMENTS, StatementSync>();

  /** @throws {Error} where the file cannot be used: it is another host's, of another form, or no database */
  constructor(path: string) {
    this.#database = new DatabaseSync(path);
    try {
      const { user_version: form } = this.#database.prepare("PRAGMA user_version").get()!;
      if (Number(form) > FORM) throw new Error("It was made by a newer coplay");
      this.#database.exec(OPENING);
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  add(scores: readonly Score[]): Promise<readonly Kept[]> {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const kept = scores.map((score) => this.#keep(score));
      this.#database.exec("COMMIT");
      return Promise.resolve(kept);
    } catch (error) {
      // A full disk has rolled it back by itself.
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      return Promise.reject(error);
    }
  }

  list(gameId: string): Promise<readonly Score[]> {
    const rows = this.#prepared("list").all({ game: gameId });
    return Promise.resolve(rows.map(({ player, at, ...row }) => ({
      gameId,
      playerId: String(player),
      level: String(row.level),
      best: row.best === "low" ? "low" : "high",
      name: String(row.name),
      value: Number(row.value),
      atMs: Number(at),
    })));
  }

  listGames(): Promise<readonly string[]> {
    return Promise.resolve(this.#prepared("listGames").all().map(({ game }) => String(game)));
  }

  unname(scores: readonly ScorePlace[]): Promise<void> {
    for (const { gameId: game, playerId: player, best, level } of scores) {
      this.#prepared("rename").run({ game, level, best, player, name: "" });
    }
    return Promise.resolve();
  }

  clear(gameId: string): Promise<void> {
    this.#prepared("clear").run({ game: gameId });
    return Promise.resolve();
  }

  close(): void {
    this.#database.close();
  }

  #keep({ gameId: game, playerId: player, level, best, name, value, atMs: at }: Score): Kept {
    const place = { game, level, best };
    const before = this.#prepared("find").get({ ...place, player });
    if (before && !isBetter(best, value, Number(before.value))) {
      if (name !== "" && name !== before.name) {
        this.#prepared("rename").run({ ...place, player, name });
      }
      return "no better";
    }
    if (before) this.#prepared("remove").run({ ...place, player });
    else if (
      Number(this.#prepared("countLevels").get({ game, player })?.count) >= MAX_LEVELS_OF_PLAYER
    ) {
      return "too many levels";
    }
    this.#prepared("insert").run({ ...place, player, name, value, at });
    if (!before) this.#trim(place);
    return "better";
  }

  /** Keeps a level and a game within their limits, after a player's first score in the level. */
  #trim(place: { readonly game: string; readonly level: string; readonly best: Best }): void {
    this.#prepared(place.best === "high" ? "trimHigh" : "trimLow").run(place);
    if (Number(this.#prepared("countScores").get(place)?.count) > 1) return;
    for (const old of this.#prepared("oldLevels").all({ game: place.game })) {
      this.#prepared("removeLevel").run({ ...old, game: place.game });
    }
  }

  #prepared(name: keyof typeof STATEMENTS): StatementSync {
    const statement = this.#statements.get(name) ?? this.#database.prepare(STATEMENTS[name]);
    this.#statements.set(name, statement);
    return statement;
  }
}
