import { type Checksum, parseChecksumLine } from "./checksum.ts";

/** Checksums by file name, from one or more checksums files. */
export class ChecksumTable {
  readonly #byPath = new Map<string, Checksum>();
  /** By the last part of the path; `null` where two paths with that last part disagree. */
  readonly #byName = new Map<string, Checksum | null>();

  /**
   * Adds the lines of a checksums file.
   *
   * @throws {ChecksumError} for a line that is none
   */
  add(text: string): void {
    for (const line of text.split("\n")) {
      const entry = parseChecksumLine(line);
      if (!entry) continue;
      const path = entry.name.replace(/^(?:\.\/)+/, "").normalize("NFC");
      const name = path.slice(path.lastIndexOf("/") + 1);
      this.#byPath.set(path, entry.checksum);
      const other = this.#byName.get(name);
      const agrees = other === undefined || other?.hex === entry.checksum.hex;
      this.#byName.set(name, agrees ? entry.checksum : null);
    }
  }

  /** Files listed. */
  get size(): number {
    return this.#byPath.size;
  }

  /** The checksum of a file: by its path below the folder, else by its name where that is clear. */
  find(path: string, urlName: string): Checksum | undefined {
    const name = path.slice(path.lastIndexOf("/") + 1);
    return this.#byPath.get(path) ?? this.#byPath.get(urlName) ?? this.#byName.get(name) ??
      this.#byName.get(urlName) ?? undefined;
  }
}
