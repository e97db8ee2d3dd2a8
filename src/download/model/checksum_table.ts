import { visible } from "../../cli/io.ts";
import { type Checksum, ChecksumError } from "./checksum.ts";
import type { ChecksumLine } from "./checksum_line.ts";

/** Of two checksums of one file by different algorithms, the longer one is stronger. */
function isStronger(one: Checksum, other: Checksum): boolean {
  return one.hex.length > other.hex.length;
}

/** Checksums by file name, from one or more checksums files. */
export class ChecksumTable {
  readonly #byPath = new Map<string, Checksum>();
  /** By the last part of the path; null where two paths with the same last part have different checksums. */
  readonly #byName = new Map<string, Checksum | null>();

  /**
   * Adds the lines of a checksums file.
   *
   * @throws {ChecksumError} where two lines disagree on a file
   */
  add(lines: Iterable<ChecksumLine>): void {
    for (const { name, checksum } of lines) {
      this.#addOne(name.replace(/^(?:\.\/)+/, "").normalize("NFC"), checksum);
    }
  }

  #addOne(path: string, checksum: Checksum): void {
    const known = this.#byPath.get(path);
    if (known?.algorithm === checksum.algorithm && known.hex !== checksum.hex) {
      const shown = visible(path);
      throw new ChecksumError({
        en: `it lists "${shown}" with two different checksums`,
        zh: `其中“${shown}”有两个不同的校验和`,
      });
    }
    if (!known || isStronger(checksum, known)) this.#byPath.set(path, checksum);
    const name = path.slice(path.lastIndexOf("/") + 1);
    const other = this.#byName.get(name);
    if (other === undefined || (other && isStronger(checksum, other))) {
      this.#byName.set(name, checksum);
    } else if (other?.algorithm === checksum.algorithm && other.hex !== checksum.hex) {
      this.#byName.set(name, null);
    }
  }

  /** Finds the checksum of a file: by its path below the folder, else by its name where only one file has it. */
  find(path: string, urlName: string): Checksum | undefined {
    const name = path.slice(path.lastIndexOf("/") + 1);
    return this.#byPath.get(path) ?? this.#byPath.get(urlName) ?? this.#byName.get(name) ??
      this.#byName.get(urlName) ?? undefined;
  }
}
