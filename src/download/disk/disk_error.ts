import { diskErrorCode, diskReason } from "../../cli/file_reason.ts";
import { TransferError } from "../model/errors.ts";

/** The codes for too many open files, of this process or of the whole system. */
const CROWDED_CODES = new Set(["EMFILE", "ENFILE"]);

/**
 * Turns a file error into a {@linkcode TransferError}. Trying again at once never cures a disk error; only too many
 * open files may pass.
 */
export function diskError(error: unknown): TransferError {
  if (error instanceof TransferError) return error;
  const isCrowded = CROWDED_CODES.has(diskErrorCode(error) ?? "");
  const detail = { cause: error, ...(isCrowded ? { isCrowded, isTransient: true } : {}) };
  return new TransferError("disk", diskReason(error), detail);
}
