import { join, relative } from "../../cli/path.ts";
import { CommandError } from "../../cli/errors.ts";
import { visible } from "../../cli/io.ts";
import { diskReason } from "../../cli/file_reason.ts";
import type { TransferEvent } from "../model/events.ts";
import { formatEntry } from "../input/input_list.ts";
import type { Job } from "../model/job.ts";
import type { Reporter } from "./reporter.ts";

const encoder = new TextEncoder();

/** Writes what failed in the form that `-i` reads, so that it can be run again. Written as it happens: a kill loses nothing. */
export class FailedList implements Reporter {
  readonly progressMs = undefined;
  readonly #file: Deno.FsFile;
  readonly #dir: string;

  /**
   * @param dir the run's folder, which names in the list are relative to
   * @throws {CommandError} where the file cannot be made
   */
  constructor(path: string, dir: string) {
    this.#dir = dir;
    try {
      this.#file = Deno.openSync(path, { write: true, create: true, truncate: true });
    } catch (error) {
      const reason = diskReason(error);
      throw new CommandError({
        en: `Cannot write "${visible(path)}": ${reason.en}`,
        zh: `无法写入“${visible(path)}”：${reason.zh}`,
      }, 6);
    }
  }

  event(event: TransferEvent): void {
    if (event.type === "failed") this.#write(this.#line(event.job));
    // A wrong line comes back as it was, behind a mark, for a person to mend.
    else if (event.type === "wrong") {
      this.#write(`# ${event.line.wrong.en}\n# ${visible(event.line.text)}\n`);
    } else if (event.type === "summary") this.#file.close();
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

  #write(text: string): void {
    const bytes = encoder.encode(text);
    for (let at = 0; at < bytes.length;) at += this.#file.writeSync(bytes.subarray(at));
  }
}
