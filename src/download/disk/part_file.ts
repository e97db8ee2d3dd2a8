import type { ByteRange } from "../../http/range.ts";
import { diskError } from "./disk_error.ts";
import { exists } from "./exists.ts";
import type { HiddenFile } from "./hidden_file.ts";
import type { Target } from "../model/job.ts";
import type { JournalState } from "./journal.ts";
import { JournalFile, type LeftJournal } from "./journal_file.ts";
import { createLocked, reopenLocked } from "./part_lock.ts";
import { asidePath, journalPath, partPath } from "./part_paths.ts";
import { clipRanges } from "./byte_ranges.ts";
import type { Validators } from "../model/validators.ts";
import { writeAllSync } from "../../cli/write_all.ts";
import { removeIfThere } from "./remove_if_there.ts";

const NOTHING_LEFT: LeftJournal = { state: undefined, isDamaged: false };

/**
 * The part file of one target, locked against other runs, with the journal that says which of its bytes can
 * be believed. All writing is synchronous: one handle that is sought and written asynchronously by several
 * tasks mixes their bytes up, and a write to the page cache is shorter than a turn of the event loop.
 */
export class PartFile implements HiddenFile {
  readonly target: Target;
  readonly path: string;
  readonly file: Deno.FsFile;
  /** What an earlier attempt or run left here; `undefined` where nothing can be believed. */
  readonly left: JournalState | undefined;
  /** A journal was there and could not be read. */
  readonly isJournalDamaged: boolean;
  readonly #journal: JournalFile;
  /** Where the handle stands, to spare a seek for bytes in sequence. */
  #position = 0;
  readonly #doesSync: boolean;
  #isClosed = false;
  /** Nothing is in the part or beside it. */
  #isEmpty: boolean;
  /** A journal is on the disk, so that bytes in it may be gone on with. */
  #isKept: boolean;
  /** The journal tells of bytes. */
  #holdsBytes: boolean;

  private constructor(
    target: Target,
    file: Deno.FsFile,
    options: { isNew: boolean; doesSync: boolean },
  ) {
    this.target = target;
    this.path = partPath(target);
    this.file = file;
    this.#doesSync = options.doesSync;
    this.#journal = new JournalFile(journalPath(target));
    const { state, isDamaged } = options.isNew ? NOTHING_LEFT : this.#journal.read();
    this.left = state &&
      { ...state, ranges: clipRanges(state.ranges, file.statSync().size) };
    this.isJournalDamaged = isDamaged;
    this.#isEmpty = options.isNew;
    this.#isKept = state !== undefined;
    this.#holdsBytes = (this.left?.ranges.length ?? 0) > 0;
  }

  /** Whether an earlier attempt left a part for this target. */
  static isLeft(target: Target): boolean {
    return exists(partPath(target));
  }

  /**
   * Takes away what a kill left beside a finished file: its part, where that is the file's second name, and a
   * journal without a part.
   */
  static tidyFinished(target: Target): void {
    const path = partPath(target);
    try {
      if (exists(path)) {
        if ((Deno.lstatSync(path).nlink ?? 1) < 2) return;
        removeIfThere(path);
      }
      const journal = new JournalFile(journalPath(target));
      if (journal.isThere) journal.remove();
    } catch {
      // What cannot be removed is in nobody's way.
    }
  }

  /**
   * Opens and locks the part of a target, making it if need be.
   *
   * @throws {TransferError} of kind `disk`, also where another run holds the lock
   */
  static async open(target: Target, { doesSync }: { doesSync: boolean }): Promise<PartFile> {
    try {
      const path = partPath(target);
      try {
        const file = await createLocked(target, path);
        return new PartFile(target, file, { isNew: true, doesSync });
      } catch (error) {
        if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
      }
      const left = await reopenLocked(path);
      const file = left ?? await createLocked(target, path);
      try {
        return new PartFile(target, file, { isNew: left === undefined, doesSync });
      } catch (error) {
        file.close();
        throw error;
      }
    } catch (error) {
      throw diskError(error);
    }
  }

  /**
   * Keeps a part that is of no use here under another name, because its owner may want it, and lets go.
   *
   * @returns the name it has now
   */
  setAside(): string {
    try {
      let number = 1;
      while (exists(asidePath(this.target, number))) number++;
      const aside = asidePath(this.target, number);
      // A kill in between must not leave a journal that speaks for the next part of this name.
      this.#journal.spoil();
      Deno.renameSync(this.path, aside);
      this.#journal.remove();
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
      if (!this.#isEmpty) {
        // The old journal must go before the bytes that it claims.
        this.#journal.remove();
        this.file.truncateSync(0);
        this.file.seekSync(0, Deno.SeekMode.Start);
        this.#position = 0;
      }
      if (validators) this.#journal.begin(source, validators);
      this.#isKept = validators !== undefined;
      this.#isEmpty = false;
      this.#holdsBytes = false;
    } catch (error) {
      throw diskError(error);
    }
  }

  /** Goes on with what is there. */
  goOn(): void {
    try {
      this.#journal.goOn();
    } catch (error) {
      throw diskError(error);
    }
  }

  /** Writes bytes at their place in the file. */
  write(bytes: Uint8Array, at: number): void {
    try {
      if (at !== this.#position) this.file.seekSync(at, Deno.SeekMode.Start);
      this.#position = -1;
      writeAllSync(this.file, bytes);
      this.#position = at + bytes.length;
    } catch (error) {
      throw diskError(error);
    }
  }

  /** Claims bytes that have been written. With `--fsync` they are on the disk before the claim is. */
  claim(range: ByteRange): void {
    if (!this.#journal.isOpen || range.end <= range.start) return;
    try {
      if (this.#doesSync) this.file.syncDataSync();
      this.#journal.claim(range);
      this.#holdsBytes = true;
    } catch (error) {
      throw diskError(error);
    }
  }

  /** Whether what is written here can be gone on with later. */
  get isResumable(): boolean {
    return this.#journal.isOpen;
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

  setTime(modifiedMs: number): void {
    try {
      this.file.utimeSync(new Date(modifiedMs), new Date(modifiedMs));
    } catch {
      // See HiddenFile.
    }
  }

  modifiedMs(): number | undefined {
    return this.file.statSync().mtime?.getTime();
  }

  sync(): void {
    try {
      this.file.syncSync();
    } catch (error) {
      throw diskError(error);
    }
  }

  /** Lets go of the part and keeps it for later. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#journal.close();
    this.file.close();
  }

  /** Removes the part and its journal and lets go. */
  discard(): void {
    if (this.#isClosed) return;
    try {
      this.#journal.remove();
      removeIfThere(this.path);
    } catch {
      // What cannot be removed is never believed either: it has no journal or fails its checks.
    }
    this.close();
  }

  /** The part has its final name now: forgets the journal and lets go. */
  finish(): void {
    if (this.#isClosed) return;
    const hasJournal = this.#isKept || this.isJournalDamaged;
    this.close();
    if (hasJournal) removeIfThere(journalPath(this.target));
  }

  /** Lets go of the part and keeps it for later where it is worth that. */
  [Symbol.dispose](): void {
    if (this.#isKept && this.#holdsBytes) this.close();
    else this.discard();
  }
}
