/**
 * Takes the bytes of a file as they come, where nobody says how long it is or what its digest must be. What it has taken
 * cannot be taken back.
 */
export interface PassOn {
  /**
   * A whole file is about to come.
   *
   * @throws {TransferError} where bytes of one have been taken already
   */
  begin(): void;
  /**
   * Takes bytes at their place in the file; those that it has already are passed over.
   *
   * @throws {TransferError} where nobody wants any more
   */
  take(bytes: Uint8Array, at: number): void;
}
