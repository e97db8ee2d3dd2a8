import { basename, join, relative } from "../../cli/path.ts";
import { whenLetGo } from "../../cli/held_file.ts";
import { CommandError, EXIT } from "../../cli/errors.ts";
import { type Io, type Output, visible } from "../../cli/io.ts";
import { diskReason } from "../../cli/file_reason.ts";
import { standardStream } from "../../cli/process/standard_stream.ts";
import type { TransferEvent } from "../model/events.ts";
import { formatEntry } from "../input/entry_text.ts";
import { readComments } from "../input/list_reader.ts";
import type { Job, WrongLine } from "../model/job.ts";
import type { Reporter } from "./reporter.ts";
import { removeIfThere } from "../disk/remove_if_there.ts";
import type { FailedTo } from "../ask/decide.ts";

const encoder = new TextEncoder();

/** The list may contain passwords in headers, and URLs that grant access. */
const OWNER_ONLY = 0o600;

/** The file or stream that the list is written to. */
type ListFile = Pick<Deno.FsFile, "writeSync" | "close">;

/**
 * Writes failed entries in the form that `-i` reads, so that they can be run again. It writes each at once, so that
 * a kill loses nothing. Where the list is also an input, it replaces that atomically, after the whole input is
 * processed.
 */
export class FailedList implements Reporter {
  readonly progressMs = undefined;
  readonly #file: ListFile;
  readonly #path: string;
  /** The path that it writes to until it is finished. */
  readonly #writtenPath: string;
  readonly #dir: string;
  #problem: unknown;

  private constructor(
    file: ListFile,
    { path, writtenPath, dir }: { path: string; writtenPath: string; dir: string },
  ) {
    this.#file = file;
    this.#path = path;
    this.#writtenPath = writtenPath;
    this.#dir = dir;
  }

  /**
   * Opens the list.
   *
   * @param options `dir` is the run's folder, which the list's names are relative to
   * @throws {CommandError} where the file cannot be created
   */
  static async open(
    { path, isInput }: FailedTo,
    { dir, io }: { dir: string; io: Io },
  ): Promise<FailedList> {
    const stream = standardStream(path);
    if (stream === "stdout" || stream === "stderr") {
      return new FailedList(asFile(io[stream]), { path, writtenPath: path, dir });
    }
    try {
      if (!isInput) return new FailedList(openOwn(path), { path, writtenPath: path, dir });
      const realPath = Deno.realPathSync(path);
      const writtenPath = besidePath(realPath);
      removeIfThere(writtenPath);
      const options = { write: true, createNew: true, mode: OWNER_ONLY };
      const list = new FailedList(Deno.openSync(writtenPath, options), {
        path: realPath,
        writtenPath,
        dir,
      });
      await list.#carryOver(realPath);
      return list;
    } catch (error) {
      throw cannotWrite(path, error);
    }
  }

  /** Copies wrong lines of the previous run, which wait in comments for a correction. */
  async #carryOver(path: string): Promise<void> {
    const { readable } = await Deno.open(path);
    for await (const comment of readComments(readable)) this.#write(`${comment}\n`);
  }

  event(event: TransferEvent): void {
    if (event.type === "failed") this.#write(this.#line(event.job));
    else if (event.type === "wrong") this.#write(wrongLines(event.line));
  }

  /**
   * Finishes the list.
   *
   * @param isWhole whether the whole input was processed; if not, an input that the list would replace stays
   * @throws {CommandError} where the list could not be written
   */
  async close(isWhole: boolean): Promise<void> {
    this.#file.close();
    try {
      if (this.#problem !== undefined) throw this.#problem;
      if (this.#writtenPath === this.#path) return;
      if (isWhole) await whenLetGo(() => Deno.renameSync(this.#writtenPath, this.#path));
      else removeIfThere(this.#writtenPath);
    } catch (error) {
      throw cannotWrite(this.#path, error);
    }
  }

  /** Includes the name, because the entry's position in the next list will differ. */
  #line({ entry, target, isNameOpen }: Job): string {
    const { urls, headers, checksum } = entry;
    const out = relative(this.#dir, join(target.dir, target.name)).replaceAll("\\", "/");
    return formatEntry({
      urls,
      ...(isNameOpen ? {} : { out }),
      ...(headers ? { headers } : {}),
      ...(checksum ? { checksum } : {}),
    });
  }

  /** Writes to the list; an error stops no download and is reported at the end. */
  #write(text: string): void {
    if (this.#problem !== undefined) return;
    try {
      const bytes = encoder.encode(text);
      for (let at = 0; at < bytes.length;) at += this.#file.writeSync(bytes.subarray(at));
    } catch (error) {
      this.#problem = error;
    }
  }
}

/** Writes a wrong entry as it was, in comments, for a person to correct. */
function wrongLines({ wrong, text, lines = [text] }: WrongLine): string {
  // A tab separates mirrors and is harmless.
  const shown = lines.map((line) => line.split("\t").map(visible).join("\t"));
  return [wrong.en, ...shown].map((line) => `# ${line}\n`).join("");
}

/** Wraps one of the process's own streams, which is neither reopened nor closed. */
function asFile(output: Output): ListFile {
  const decoder = new TextDecoder();
  return {
    writeSync(bytes) {
      output.write(decoder.decode(bytes));
      return bytes.length;
    },
    close() {},
  };
}

function openOwn(path: string): Deno.FsFile {
  const options = { write: true, create: true, truncate: true, mode: OWNER_ONLY };
  const file = Deno.openSync(path, options);
  // An existing file would keep its mode; a device's mode is not ours to change.
  if (Deno.build.os !== "windows" && file.statSync().isFile) Deno.chmodSync(path, OWNER_ONLY);
  return file;
}

function besidePath(path: string): string {
  const name = basename(path);
  return join(path.slice(0, path.length - name.length), `.${name}.coplay-failed`);
}

function cannotWrite(path: string, error: unknown): CommandError {
  const reason = diskReason(error);
  return new CommandError({
    en: `Cannot write "${visible(path)}": ${reason.en}`,
    zh: `无法写入“${visible(path)}”：${reason.zh}`,
  }, EXIT.disk);
}
