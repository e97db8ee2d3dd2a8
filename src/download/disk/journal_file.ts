import type { ByteRange } from "../../http/range.ts";
import { exists } from "./exists.ts";
import { formatClaim, formatHeader, type JournalState, replayJournal, sealOf } from "./journal.ts";
import type { Validators } from "../model/validators.ts";
import { writeAllSync } from "../../cli/write_all.ts";
import { removeIfThere } from "./remove_if_there.ts";

const encoder = new TextEncoder();

/** What an earlier attempt or run left. */
export interface LeftJournal {
  /** `undefined` where there is nothing to believe. */
  readonly state: JournalState | undefined;
  /** A journal is there and cannot be read. */
  readonly isDamaged: boolean;
}

/** The journal beside a part; whoever holds the part's lock may use it. */
export class JournalFile {
  readonly #path: string;
  #file: Deno.FsFile | undefined;
  /** Marks the claims of this journal; see {@linkcode sealOf}. */
  #seal = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** Whether claims are being kept. */
  get isOpen(): boolean {
    return this.#file !== undefined;
  }

  /** Whether there is one, for the price of next to nothing. */
  get isThere(): boolean {
    return exists(this.#path);
  }

  /** Reads what an earlier attempt or run left. Only a file of one name is read: a link may have been planted. */
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
    // A kill between making and filling it leaves an empty one, which claims nothing.
    return { state, isDamaged: state === undefined && text !== "" };
  }

  /** Begins a new one. */
  begin(source: string, validators: Validators): void {
    const header = formatHeader(source, validators);
    // createNew refuses to follow a link that somebody planted under this name.
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

  /** Goes on with the one that {@linkcode read} has found good. */
  goOn(): void {
    if (this.#file) return;
    const bytes = Deno.readFileSync(this.#path);
    const headerEnd = bytes.indexOf(0x0a) + 1;
    this.#seal = sealOf(new TextDecoder().decode(bytes.subarray(0, headerEnd)));
    // A torn last line would swallow the next one.
    const end = bytes.lastIndexOf(0x0a) + 1;
    if (end < bytes.length) Deno.truncateSync(this.#path, end);
    this.#file = Deno.openSync(this.#path, { append: true });
  }

  /** Claims bytes that are in the part. */
  claim(range: ByteRange): void {
    if (this.#file) writeAllSync(this.#file, encoder.encode(formatClaim(range, this.#seal)));
  }

  /** Makes sure that nobody ever believes it again, whatever happens next. */
  spoil(): void {
    this.close();
    try {
      if (Deno.lstatSync(this.#path).isFile) Deno.truncateSync(this.#path, 1);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }

  /** Closes and removes it. */
  remove(): void {
    this.close();
    removeIfThere(this.#path);
  }

  /** Closes it and leaves it where it is. */
  close(): void {
    this.#file?.close();
    this.#file = undefined;
  }
}
