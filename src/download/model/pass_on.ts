/**
 * Receives a file's bytes as they arrive, where neither its length nor its checksum is known. It cannot return bytes
 * that it has received.
 */
export interface PassOn {
  /**
   * Announces a whole file.
   *
   * @throws {TransferError} where it has received bytes of a file already
   */
  begin(): void;
  /**
   * Takes bytes at their offset in the file; ignores those that it has already.
   *
   * @throws {TransferError} where the reader has closed the output
   */
  take(bytes: Uint8Array, at: number): void;
}
