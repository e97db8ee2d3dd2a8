import type { ByteRange } from "../../http/range.ts";
import { exists } from "./exists.ts";
import { formatClaim, formatHeader, type JournalState, replayJournal, sealOf } from "./journal.ts";
import type { Validators } from "../model/validators.ts";
import { writeAllSync } from "../../cli/write_all.ts";
import { removeIfThere } from "./remove_if_there.ts";

const encoder = new TextEncoder();

/** The journal of an earlier attempt or run. */
export interface LeftJournal {
  /** What the journal proves; `undefined` where it proves nothing. */
  readonly state: JournalState | undefined;
  /** Whether a journal exists that cannot be read. */
  readonly isDamaged: boolean;
}

/** The journal beside a part. Only the holder of the part's lock may use it. */
export class JournalFile {
  readonly #path: string;
  #file: Deno.FsFile | undefined;
  /** The seal of this journal's claims; see {@linkcode sealOf}. */
  #seal = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** Whether the journal takes claims. */
  get isOpen(): boolean {
    return this.#file !== undefined;
  }

  /** Whether the journal exists; this check costs next to nothing. */
  get isThere(): boolean {
    return exists(this.#path);
  }

  /**
   * Reads the journal of an earlier attempt or run. A file with a second name is not read: it may be a planted link.
   */
  read(): LeftJournal {
    let text: string;
    try {
      const info = Deno.lstatSync(this.#path);
      if (!info.isFile || (info.nlink ?? 1) > 1) return { state: undefined, isDamaged: true };
      text = Deno.readTextFileSync(this.#path);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return { state: undefined, isDamaged: false };
      throw error;
    }
    const state = replayJournal(text);
    // A kill between creating and filling a journal leaves an empty one, which claims nothing.
    return { state, isDamaged: state === undefined && text !== "" };
  }

  /** Begins a new journal. */
  begin(source: string, validators: Validators): void {
    const header = formatHeader(source, validators);
    // createNew refuses to follow a link that another user may have planted under this name.
    const options = { write: true, createNew: true };
    try {
      this.#file = Deno.openSync(this.#path, options);
    } catch (error) {
      if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
      removeIfThere(this.#path);
      this.#file = Deno.openSync(this.#path, options);
    }
    this.#seal = sealOf(header);
    writeAllSync(this.#file, encoder.encode(header));
  }

  /** Continues the journal that {@linkcode read} has found valid. */
  goOn(): void {
    if (this.#file) return;
    const bytes = Deno.readFileSync(this.#path);
    const headerEnd = bytes.indexOf(0x0a) + 1;
    this.#seal = sealOf(new TextDecoder().decode(bytes.subarray(0, headerEnd)));
    // Without this, the next claim would become part of a torn last line.
    const end = bytes.lastIndexOf(0x0a) + 1;
    if (end < bytes.length) Deno.truncateSync(this.#path, end);
    this.#file = Deno.openSync(this.#path, { append: true });
  }

  /** Claims bytes that have been written to the part. */
  claim(range: ByteRange): void {
    if (this.#file) writeAllSync(this.#file, encoder.encode(formatClaim(range, this.#seal)));
  }

  /** Makes the journal invalid for good, even if a kill follows. */
  spoil(): void {
    this.close();
    try {
      if (Deno.lstatSync(this.#path).isFile) Deno.truncateSync(this.#path, 1);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }

  /** Closes and removes the journal. */
  remove(): void {
    this.close();
    removeIfThere(this.#path);
  }

  /** Closes the journal and keeps it. */
  close(): void {
    this.#file?.close();
    this.#file = undefined;
  }
}
