import { TextError } from "../../cli/errors.ts";

/** One file of a game, wherever it lies. */
export interface SourceFile {
  /** The path inside the game, with `/` between its parts. */
  readonly path: string;
  /** Where it lies on this machine, so that files of two games are told apart. */
  readonly place: string;
  readonly sizeBytes: number;
  /** Milliseconds since 1970; undefined where it says nothing of the content. */
  readonly modifiedMs: number | undefined;
  /** Changes when the content does, as far as can be seen without reading it. */
  readonly version: string;
  /** Tells this content from others, where that is known without reading it: no quotes, no spaces. */
  readonly contentTag?: string | undefined;
  /**
   * The bytes of the whole file.
   *
   * @throws {StaleFileError} where the file is gone or has become another
   */
  read(): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * The bytes from `start` up to, but without, `end`; they are read as they are taken. A file that
   * changes on the way ends the stream with an error, so that nobody takes the mixture for the file.
   *
   * @throws {StaleFileError} where the file is gone or has become another
   */
  stream(range: { start: number; end: number }): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
  /** The file as it is now; undefined where it is gone. */
  again(): Promise<SourceFile | undefined>;
}

/** What lies at the top of a game: enough to put it into the catalogue. */
export interface SourceTop {
  /** The names of the files at the top. */
  readonly names: readonly string[];
  /** Changes when the files at the top do. */
  readonly version: string;
}

/** Where a game's files come from: a folder or a zip. */
export interface GameSource {
  /** The path on this machine, as messages show it. */
  readonly place: string;
  /** Looks at the top only, so that a hundred large games are scanned quickly. */
  top(): Promise<SourceTop>;
  /** A file at the top. */
  find(name: string): Promise<SourceFile | undefined>;
  /** Every file that may be served: no dot files, no junk, nothing outside, nothing special. */
  list(): Promise<SourceFile[]>;
}

/** A file is no longer what it was when the game was published. */
export class StaleFileError extends Error {
  override readonly name = "StaleFileError";
  constructor(path: string) {
    super(`Cannot read "${path}": it has changed since the game was published`);
  }
}

/** More files than this is not a game but somebody's disk. */
export const MAX_GAME_FILES = 50_000;

/** A game has so many files that it cannot be one. */
export class TooManyFilesError extends TextError {
  override readonly name = "TooManyFilesError";
  constructor() {
    super({ en: `it has more than ${MAX_GAME_FILES} files`, zh: `文件超过 ${MAX_GAME_FILES} 个` });
  }
}

/** What systems and archivers leave behind; no game asks for it. */
const JUNK_REGEXP = /^(?:__MACOSX|Thumbs\.db|ehthumbs\.db|desktop\.ini|\$RECYCLE\.BIN)$/i;

/** Whether a file or folder of this name is part of the game: no dot files, no junk. */
export function isServedName(name: string): boolean {
  return !name.startsWith(".") && !JUNK_REGEXP.test(name);
}
