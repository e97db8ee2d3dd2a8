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
 * The part file of one target with its journal, locked against other runs. The journal says which bytes of the part can
 * be trusted. All writes are synchronous: if several tasks seek and write one handle asynchronously, their bytes mix. A
 * write to the page cache is also shorter than a turn of the event loop.
 */
export class PartFile implements HiddenFile {
  readonly target: Target;
  readonly path: string;
  readonly file: Deno.FsFile;
  /** The bytes that an earlier attempt or run left here; `undefined` where none can be trusted. */
  readonly left: JournalState | undefined;
  /** Whether a journal exists that could not be read. */
  readonly isJournalDamaged: boolean;
  readonly #journal: JournalFile;
  /** The position of the handle, which spares a seek for consecutive bytes. */
  #position = 0;
  readonly #doesSync: boolean;
  #isClosed = false;
  /** Whether both the part and its journal are empty. */
  #isEmpty: boolean;
  /** Whether the disk has a journal, so that the download can be resumed. */
  #isKept: boolean;
  /** Whether the journal claims any bytes. */
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
   * Removes what a kill left beside a finished file: a part that is the file's second name, and a journal without a
   * part.
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
      // A file that cannot be removed does no harm.
    }
  }

  /**
   * Opens and locks the part of a target, and creates it if it is missing.
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
   * Keeps the part under another name, because its owner may want it, and unlocks it.
   *
   * @returns its new name
   */
  setAside(): string {
    try {
      let number = 1;
      while (exists(asidePath(this.target, number))) number++;
      const aside = asidePath(this.target, number);
      // A kill after the renaming must not leave a journal that claims bytes of the next part of this name.
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
   * Starts over with an empty part. With validators it begins a journal, so that the next attempt can resume; without
   * them nothing could prove that further bytes belong to the same file.
   */
  begin(source: string, validators: Validators | undefined): void {
    try {
      if (!this.#isEmpty) {
        // The old journal must be removed before the bytes that it claims.
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

  /** Continues with the bytes that the part holds. */
  goOn(): void {
    try {
      this.#journal.goOn();
    } catch (error) {
      throw diskError(error);
    }
  }

  /** Writes bytes at their position in the file. */
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

  /** Claims bytes that have been written. With `--fsync` they are flushed to the disk before the claim. */
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

  /** Whether a later attempt can resume this part. */
  get isResumable(): boolean {
    return this.#journal.isOpen;
  }

  get content(): Deno.FsFile {
    // Reading moves the handle, so the next write must seek.
    this.#position = -1;
    return this.file;
  }

  /** The size of the part file in bytes. */
  sizeBytes(): number {
    return this.file.statSync().size;
  }

  /** Cuts off bytes that an earlier attempt wrote beyond the file's end. */
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
      // A missing time only costs a later download; see HiddenFile.
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

  /** Closes and unlocks the part, and keeps it for later. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#journal.close();
    this.file.close();
  }

  /** Removes and unlocks the part and its journal. */
  discard(): void {
    if (this.#isClosed) return;
    try {
      this.#journal.remove();
      removeIfThere(this.path);
    } catch {
      // A part that cannot be removed is never trusted: it has no journal or fails its checks.
    }
    this.close();
  }

  /** Removes the journal and unlocks the part, after the part has got its final name. */
  finish(): void {
    if (this.#isClosed) return;
    const hasJournal = this.#isKept || this.isJournalDamaged;
    this.close();
    if (hasJournal) removeIfThere(journalPath(this.target));
  }

  /** Closes and unlocks the part, and keeps it only if it can be resumed. */
  [Symbol.dispose](): void {
    if (this.#isKept && this.#holdsBytes) this.close();
    else this.discard();
  }
}
