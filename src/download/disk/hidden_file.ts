/** A file whose bytes are all there, under a name that nobody looks at; it waits for its own. */
export interface HiddenFile extends Disposable {
  readonly path: string;
  /** Gives it a time, in milliseconds since 1970. A file system without times only costs a download later. */
  setTime(modifiedMs: number): void;
  /** The time it has, in milliseconds since 1970. */
  modifiedMs(): number | undefined;
  /** Writes it through to the disk. @throws {TransferError} of kind `disk` */
  sync(): void;
  /** It has its own name now. */
  finish(): void;
  /** It is of no use. */
  discard(): void;
}
