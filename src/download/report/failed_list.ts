import { basename, join, relative } from "../../cli/path.ts";
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

/** Its lines may hold passwords in headers, and URLs that are as good as one. */
const OWNER_ONLY = 0o600;

/** What the list is written to. */
type ListFile = Pick<Deno.FsFile, "writeSync" | "close">;

/**
 * Writes what failed in the form that `-i` reads, so that it can be run again. Written as it happens: a kill loses
 * nothing. A list that is read at the same time is replaced in one step, and only when all of it was dealt with.
 */
export class FailedList implements Reporter {
  readonly progressMs = undefined;
  readonly #file: ListFile;
  readonly #path: string;
  /** Where it is written meanwhile. */
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
   * Begins it.
   *
   * @param options `dir` is the run's folder, which names in the list are relative to
   * @throws {CommandError} where the file cannot be made
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

  /** Wrong lines of the run before wait in comments to be mended. */
  async #carryOver(path: string): Promise<void> {
    const { readable } = await Deno.open(path);
    for await (const comment of readComments(readable)) this.#write(`${comment}\n`);
  }

  event(event: TransferEvent): void {
    if (event.type === "failed") this.#write(this.#line(event.job));
    else if (event.type === "wrong") this.#write(wrongLines(event.line));
  }

  /**
   * Ends it.
   *
   * @param isWhole whether all of the input was dealt with; if not, a list that was to be replaced is left as it was
   * @throws {CommandError} where it could not be written
   */
  close(isWhole: boolean): void {
    this.#file.close();
    try {
      if (this.#problem !== undefined) throw this.#problem;
      if (this.#writtenPath === this.#path) return;
      if (isWhole) Deno.renameSync(this.#writtenPath, this.#path);
      else removeIfThere(this.#writtenPath);
    } catch (error) {
      throw cannotWrite(this.#path, error);
    }
  }

  /** The name is written out, because a position in the list would be another the next time. */
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

  /** A list that cannot be written holds up no download; it is said at the end. */
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

/** An entry that is wrong comes back as it was, behind marks, for a person to mend. */
function wrongLines({ wrong, text, lines = [text] }: WrongLine): string {
  // A tab separates mirrors and is no danger.
  const shown = lines.map((line) => line.split("\t").map(visible).join("\t"));
  return [wrong.en, ...shown].map((line) => `# ${line}\n`).join("");
}

/** One of the process's own streams is not opened anew and stays open. */
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
  // One that was there keeps its mode otherwise; a device is none of ours.
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
