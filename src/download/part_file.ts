import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ByteRange } from "../http/range.ts";
import { diskError } from "./disk_error.ts";
import { TransferError } from "./errors.ts";
import { byteLength, MAX_NAME_BYTES } from "./filename.ts";
import type { Target } from "./job.ts";
import { formatClaim, formatHeader, type JournalState, replayJournal } from "./journal.ts";
import { clipRanges } from "./segments.ts";
import type { Validators } from "./validators.ts";

const PART_SUFFIX = ".coplay-part";
const JOURNAL_SUFFIX = ".coplay-journal";
const encoder = new TextEncoder();

/**
 * The hidden name beside a target. A safe name never begins with a dot, so no target can have it, and it
 * follows from the target alone, so that the next run finds it after a kill.
 */
function besideName(name: string, suffix: string): string {
  const plain = `.${name}${suffix}`;
  if (byteLength(plain) <= MAX_NAME_BYTES) return plain;
  // FNV-1a tells long names with one beginning apart; a collision would only mean that two targets wait
  // for each other's lock.
  let hash = 0xcbf29ce484222325n;
  for (const byte of encoder.encode(name)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return `.${[...name].slice(0, 40).join("")}~${hash.toString(16)}${suffix}`;
}

/** Where a target's bytes gather until they are right. */
export function partPath({ dir, name }: Target): string {
  return join(dir, besideName(name, PART_SUFFIX));
}

/** Where the journal of a target's part lies. */
export function journalPath({ dir, name }: Target): string {
  return join(dir, besideName(name, JOURNAL_SUFFIX));
}

function busy(): TransferError {
  return new TransferError("disk", {
    en: "another coplay is fetching this file",
    zh: "另一个 coplay 正在下载此文件",
  });
}

function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** Writes all of it; a write may take a part only. */
function writeAll(file: Deno.FsFile, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += file.writeSync(bytes.subarray(at));
}

/**
 * The part file of one target, locked against other runs, with the journal that says which of its bytes can
 * be believed. All writing is synchronous: one handle that is sought and written asynchronously by several
 * tasks mixes their bytes up, and a write to the page cache is shorter than a turn of the event loop.
 */
export class PartFile {
  readonly target: Target;
  readonly path: string;
  readonly file: Deno.FsFile;
  /** What an earlier attempt or run left here; `undefined` where nothing can be believed. */
  readonly left: JournalState | undefined;
  /** A journal was there and could not be read. */
  readonly isJournalDamaged: boolean;
  #journal: Deno.FsFile | undefined;
  /** Where the handle stands, to spare a seek for bytes in sequence. */
  #position = 0;
  readonly #doesSync: boolean;
  #isClosed = false;
  /** Nothing was ever in this part. */
  readonly isNew: boolean;

  private constructor(
    target: Target,
    file: Deno.FsFile,
    options: { isNew: boolean; doesSync: boolean },
  ) {
    this.target = target;
    this.path = partPath(target);
    this.file = file;
    this.isNew = options.isNew;
    this.#doesSync = options.doesSync;
    const { state, isDamaged } = options.isNew ? NOTHING_LEFT : this.#readJournal();
    this.left = state;
    this.isJournalDamaged = isDamaged;
  }

  /** Whether an earlier attempt left a part for this target. */
  static isLeft(target: Target): boolean {
    return existsSync(partPath(target));
  }

  /**
   * Opens and locks the part of a target, making it if need be.
   *
   * @throws {TransferError} of kind `disk`, also where another run holds the lock
   */
  static open(target: Target, options: { doesSync: boolean }): PartFile {
    try {
      const path = partPath(target);
      try {
        return PartFile.#create(target, path, options.doesSync);
      } catch (error) {
        if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
      }
      return PartFile.#reopen(target, path, options.doesSync);
    } catch (error) {
      throw diskError(error);
    }
  }

  static #create(target: Target, path: string, doesSync: boolean): PartFile {
    // createNew refuses to follow a link that somebody planted under this name.
    const file = Deno.openSync(path, { read: true, write: true, createNew: true });
    // Another run may have opened the new file before it was locked; then it is theirs.
    if (!file.tryLockSync(true) || file.statSync().size > 0) {
      file.close();
      throw busy();
    }
    return new PartFile(target, file, { isNew: true, doesSync });
  }

  static #reopen(target: Target, path: string, doesSync: boolean): PartFile {
    const before = Deno.lstatSync(path);
    if (!before.isFile) {
      throw new TransferError("disk", {
        en: "something that is not a file has the part file's name",
        zh: "分片文件名已被非普通文件占用",
      });
    }
    // A second name means that it is a finished file already: a kill came between its two names.
    if ((before.nlink ?? 1) > 1) {
      Deno.removeSync(path);
      return PartFile.#create(target, path, doesSync);
    }
    const file = Deno.openSync(path, { read: true, write: true });
    const after = file.statSync();
    const isSame = after.ino === before.ino && after.dev === before.dev;
    if (!isSame || !file.tryLockSync(true) || !PartFile.#isStill(path, after)) {
      file.close();
      throw busy();
    }
    return new PartFile(target, file, { isNew: false, doesSync });
  }

  /** The run that held the lock before may have finished and taken the file away under its own name. */
  static #isStill(path: string, opened: Deno.FileInfo): boolean {
    try {
      return Deno.lstatSync(path).ino === opened.ino;
    } catch {
      return false;
    }
  }

  #readJournal(): { state: JournalState | undefined; isDamaged: boolean } {
    let text: string;
    try {
      text = Deno.readTextFileSync(journalPath(this.target));
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return NOTHING_LEFT;
      throw error;
    }
    const state = replayJournal(text);
    if (!state) return { state: undefined, isDamaged: true };
    const ranges = clipRanges(state.ranges, this.file.statSync().size);
    return { state: { ...state, ranges }, isDamaged: false };
  }

  /**
   * Keeps a part that is of no use here under another name, because its owner may want it, and lets go.
   *
   * @returns the name it has now
   */
  setAside(): string {
    try {
      const aside = `${this.path}~`;
      Deno.renameSync(this.path, aside);
      removeIfThere(journalPath(this.target));
      return aside;
    } catch (error) {
      throw diskError(error);
    } finally {
      this.close();
    }
  }

  /**
   * Starts over with an empty part. With validators a journal is begun, so that the next attempt can go on
   * from here; without, the bytes could never be proven to belong together.
   */
  begin(source: string, validators: Validators | undefined): void {
    try {
      if (!this.isNew || this.#position > 0) {
        this.#closeJournal();
        // The old journal must go before the bytes that it claims.
        removeIfThere(journalPath(this.target));
        this.file.truncateSync(0);
        this.file.seekSync(0, Deno.SeekMode.Start);
        this.#position = 0;
      }
      if (validators) this.#openJournal(formatHeader(source, validators));
    } catch (error) {
      throw diskError(error);
    }
  }

  /** Goes on with what is there. */
  goOn(): void {
    try {
      if (!this.#journal) this.#openJournal("");
    } catch (error) {
      throw diskError(error);
    }
  }

  #openJournal(firstLine: string): void {
    const path = journalPath(this.target);
    if (firstLine !== "") {
      this.#journal = Deno.openSync(path, { write: true, createNew: true });
      writeAll(this.#journal, encoder.encode(firstLine));
    } else {
      this.#repairJournal(path);
      this.#journal = Deno.openSync(path, { append: true });
    }
  }

  /** A torn last line would swallow the next one. */
  #repairJournal(path: string): void {
    const bytes = Deno.readFileSync(path);
    const end = bytes.lastIndexOf(0x0a) + 1;
    if (end < bytes.length) Deno.truncateSync(path, end);
  }

  /** Writes bytes at their place in the file. */
  write(bytes: Uint8Array, at: number): void {
    try {
      if (at !== this.#position) this.file.seekSync(at, Deno.SeekMode.Start);
      this.#position = -1;
      writeAll(this.file, bytes);
      this.#position = at + bytes.length;
    } catch (error) {
      throw diskError(error);
    }
  }

  /** Claims bytes that have been written. With `--fsync` they are on the disk before the claim is. */
  claim(range: ByteRange): void {
    if (!this.#journal || range.end <= range.start) return;
    try {
      if (this.#doesSync) this.file.syncDataSync();
      writeAll(this.#journal, encoder.encode(formatClaim(range)));
    } catch (error) {
      throw diskError(error);
    }
  }

  /** Whether what is written here can be gone on with later. */
  get isResumable(): boolean {
    return this.#journal !== undefined;
  }

  /** Bytes in the part file. */
  sizeBytes(): number {
    return this.file.statSync().size;
  }

  /** Cuts what an earlier attempt wrote beyond the file's end. */
  trim(sizeBytes: number): void {
    try {
      this.file.truncateSync(sizeBytes);
      this.#position = -1;
    } catch (error) {
      throw diskError(error);
    }
  }

  #closeJournal(): void {
    this.#journal?.close();
    this.#journal = undefined;
  }

  /** Whether it has been let go of. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Lets go of the part and keeps it for later. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#closeJournal();
    this.file.close();
  }

  /** Removes the part and its journal and lets go. */
  discard(): void {
    if (this.#isClosed) return;
    try {
      removeIfThere(journalPath(this.target));
      removeIfThere(this.path);
    } catch {
      // What cannot be removed is never believed either: it has no journal or fails its checks.
    }
    this.close();
  }

  /** The part has its final name now: forgets the journal and lets go. */
  finish(): void {
    if (this.#isClosed) return;
    const hadJournal = this.#journal !== undefined || (!this.isNew && this.left !== undefined);
    this.close();
    if (hadJournal || this.isJournalDamaged) removeIfThere(journalPath(this.target));
  }
}

const NOTHING_LEFT = { state: undefined, isDamaged: false } as const;
