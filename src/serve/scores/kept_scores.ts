import { dirname, join } from "node:path";
import { diskReason } from "../../cli/file_reason.ts";
import { messageOf, visible } from "../../cli/io.ts";
import type { Text } from "../../cli/language.ts";
import { closeToOthers } from "../../cli/private_file.ts";
import { MemoryScores } from "./memory_scores.ts";
import type { Kept, Score, ScorePlace, ScoreStore } from "./score_store.ts";

/** Where a host keeps its scores. */
export interface KeptScoresOptions {
  /** The user's folder for coplay's files; undefined where the system names none. */
  readonly folder: string | undefined;
  /** The host's port: two hosts on one machine have files of their own. */
  readonly port: number;
  /** Tells the operator, once, that scores are not kept, and why. */
  readonly tell: (text: Text) => void;
}

const NO_FOLDER: Text = {
  en: "there is no folder for them; set HOME or XDG_CONFIG_HOME",
  zh: "找不到配置文件夹；请设置 HOME 或 XDG_CONFIG_HOME",
};
/** What SQLite and {@linkcode SqliteScores} say, and what it means. */
const REASONS: readonly (readonly [part: string, why: Text])[] = [
  ["database is locked", {
    en: "another coplay has the file open",
    zh: "另一个 coplay 正在使用该文件",
  }],
  ["disk is full", { en: "the disk is full", zh: "磁盘已满" }],
  ["readonly", { en: "it cannot be written", zh: "该文件不可写入" }],
  ["not a database", { en: "the file is not a database", zh: "该文件不是数据库" }],
  ["malformed", { en: "the file is damaged", zh: "该文件已损坏" }],
  ["newer coplay", { en: "a newer coplay has made it", zh: "该文件由更新版本的 coplay 创建" }],
];

/**
 * Keeps scores in the user's folder, in `scores-PORT.db`. Nothing is opened or made before the first score. Where the
 * file cannot be used, and from a failure on, scores last as long as the host.
 */
export class KeptScores implements ScoreStore {
  readonly #options: KeptScoresOptions;
  readonly #path: string | undefined;
  #opened: Promise<ScoreStore> | undefined;

  constructor(options: KeptScoresOptions) {
    this.#options = options;
    const { folder, port } = options;
    this.#path = folder === undefined ? undefined : join(folder, `scores-${port}.db`);
  }

  async add(scores: readonly Score[]): Promise<readonly Kept[]> {
    const store = await this.#open();
    try {
      return await store.add(scores);
    } catch (error) {
      return await (await this.#goOnInMemory(store, error)).add(scores);
    }
  }

  async list(gameId: string): Promise<readonly Score[]> {
    return await (await this.#openToRead())?.list(gameId) ?? [];
  }

  async listGames(): Promise<readonly string[]> {
    return await (await this.#openToRead())?.listGames() ?? [];
  }

  async unname(scores: readonly ScorePlace[]): Promise<void> {
    await this.#change((store) => store.unname(scores));
  }

  async clear(gameId: string): Promise<void> {
    await this.#change((store) => store.clear(gameId));
  }

  /** Changes what is kept, if there is anything. */
  async #change(change: (store: ScoreStore) => Promise<void>): Promise<void> {
    const store = await this.#openToRead();
    try {
      if (store) await change(store);
    } catch (error) {
      await change(await this.#goOnInMemory(store!, error));
    }
  }

  close(): void {
    void this.#opened?.then((store) => store.close());
  }

  /** Opens the file if there is one. */
  async #openToRead(): Promise<ScoreStore | undefined> {
    if (this.#opened) return await this.#opened;
    if (this.#path === undefined) return undefined;
    const isThere = await Deno.stat(this.#path).then(() => true, () => false);
    return isThere ? await this.#open() : undefined;
  }

  #open(): Promise<ScoreStore> {
    return this.#opened ??= this.#openFile();
  }

  async #openFile(): Promise<ScoreStore> {
    if (this.#path === undefined) return this.#inMemory(NO_FOLDER);
    try {
      await Deno.mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
      // SQLite itself says less about what is wrong, and would let everybody read it.
      (await Deno.open(this.#path, { read: true, write: true, create: true, mode: 0o600 })).close();
      await closeToOthers(this.#path);
      const { SqliteScores } = await import("./sqlite_scores.ts");
      return new SqliteScores(this.#path);
    } catch (error) {
      return this.#inMemory(explain(error));
    }
  }

  #inMemory(why: Text): MemoryScores {
    const path = this.#path === undefined ? undefined : visible(this.#path);
    this.#options.tell({
      en: `Scores last only as long as coplay runs, because they cannot be kept` +
        `${path === undefined ? "" : ` in "${path}"`}: ${why.en}`,
      zh: `成绩只保留到 coplay 停止为止，因为无法保存` +
        `${path === undefined ? "" : `到“${path}”`}：${why.zh}`,
    });
    return new MemoryScores();
  }

  /** Takes over what can still be read of a file that cannot be written any more. */
  async #goOnInMemory(store: ScoreStore, error: unknown): Promise<ScoreStore> {
    // Two scores may find out at the same moment.
    if (await this.#opened !== store) return await this.#opened!;
    const memory = this.#inMemory(explain(error));
    this.#opened = Promise.resolve(memory);
    for (const gameId of await store.listGames()) {
      const levels = Map.groupBy(await store.list(gameId), ({ level, best }) => `${best} ${level}`);
      for (const level of [...levels.values()].reverse()) await memory.add(level);
    }
    store.close();
    return memory;
  }
}

function explain(error: unknown): Text {
  const message = messageOf(error);
  return REASONS.find(([part]) => message.includes(part))?.[1] ?? diskReason(error);
}
