/** A complete file under a hidden name, before it gets its own. */
export interface HiddenFile extends Disposable {
  readonly path: string;
  /**
   * How its bytes are read: by its path, or by the handle that holds its lock, because Windows refuses locked bytes to
   * every other handle.
   */
  readonly content: string | Deno.FsFile;
  /**
   * Sets its time, in milliseconds since 1970. Where the file system keeps no times, that only costs a later download.
   */
  setTime(modifiedMs: number): void;
  /** Reads its time, in milliseconds since 1970. */
  modifiedMs(): number | undefined;
  /** Flushes it to the disk. @throws {TransferError} of kind `disk` */
  sync(): void;
  /** Ends the work on it after it has got its own name. */
  finish(): void;
  /** Removes it. */
  discard(): void;
}
