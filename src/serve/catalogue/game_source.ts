import { TextError } from "../../cli/errors.ts";

/** One file of a game, in a folder or a zip. */
export interface SourceFile {
  /** The path inside the game, with `/` between its parts. */
  readonly path: string;
  /** The path on this machine, which tells files of two games apart. */
  readonly place: string;
  readonly sizeBytes: number;
  /** Milliseconds since 1970; undefined where the time says nothing about the content. */
  readonly modifiedMs: number | undefined;
  /** Changes when the content does, as far as the file's size and times show it. */
  readonly version: string;
  /** Identifies the content where that is known without reading it: no quotes, no spaces. */
  readonly contentTag?: string | undefined;
  /**
   * Reads the whole file.
   *
   * @throws {StaleFileError} where the file is gone or has changed
   */
  read(): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Streams the bytes from `start` up to, but without, `end`, reading as the consumer takes them. A file that
   * changes meanwhile ends the stream with an error, so that no client takes a mixture for the file.
   *
   * @throws {StaleFileError} where the file is gone or has changed
   */
  stream(range: { start: number; end: number }): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
  /** Looks up the file as it is now; undefined where it is gone. */
  again(): Promise<SourceFile | undefined>;
}

/** The top level of a game: enough to put it into the catalogue. */
export interface SourceTop {
  /** The names of the files at the top level. */
  readonly names: readonly string[];
  /** Changes when a file at the top level does. */
  readonly version: string;
}

/** Where a game's files come from: a folder or a zip. */
export interface GameSource {
  /** The path on this machine that messages show. */
  readonly place: string;
  /** Lists the top level only, so that a hundred large games are scanned quickly. */
  top(): Promise<SourceTop>;
  /** Looks up a file at the top level. */
  find(name: string): Promise<SourceFile | undefined>;
  /** Lists the paths of the HTML pages, those of the first few levels only. */
  pages(): Promise<string[]>;
  /** Lists every file that may be served: no dot files, no junk, no special files, none outside the game. */
  list(): Promise<SourceFile[]>;
}

/** A file has changed, or is gone, since the game was opened. */
export class StaleFileError extends Error {
  override readonly name = "StaleFileError";
  constructor(path: string) {
    super(`Cannot read "${path}": it has changed since the game was published`);
  }
}

/** The first page of a game lies no deeper than this: `README.txt game/dist/web/index.html`. */
export const MAX_PAGE_DEPTH = 4;

/** A folder with more files than this is not a game but a disk. */
export const MAX_GAME_FILES = 50_000;

/** A folder has too many files to be a game. */
export class TooManyFilesError extends TextError {
  override readonly name = "TooManyFilesError";
  constructor() {
    super({ en: `it has more than ${MAX_GAME_FILES} files`, zh: `文件超过 ${MAX_GAME_FILES} 个` });
  }
}

/** Files that systems and archivers leave behind; no game asks for them. */
const JUNK_REGEXP = /^(?:__MACOSX|Thumbs\.db|ehthumbs\.db|desktop\.ini|\$RECYCLE\.BIN)$/i;

/** Whether a file or folder of this name is part of the game: no dot files, no junk. */
export function isServedName(name: string): boolean {
  return !name.startsWith(".") && !JUNK_REGEXP.test(name);
}

/**
 * Whether a file at this path is part of the game. Flutter packs a game's settings as `.env` among its assets, and the
 * game asks for them.
 */
export function isServedPath(path: string): boolean {
  const parts = path.split("/");
  const isSettings = parts.at(-1) === ".env" && parts.at(-2) === "assets";
  return (isSettings ? parts.slice(0, -1) : parts).every(isServedName);
}
