import { diskErrorCode, diskReason } from "../../cli/file_reason.ts";
import { TransferError } from "../model/errors.ts";

/** No more files may be open: of this process, or of all together. */
const CROWDED_CODES = new Set(["EMFILE", "ENFILE"]);

/**
 * Turns a file error into a {@linkcode TransferError}. A disk never heals by trying again at once; that too many files
 * are open passes.
 */
export function diskError(error: unknown): TransferError {
  if (error instanceof TransferError) return error;
  const isCrowded = CROWDED_CODES.has(diskErrorCode(error) ?? "");
  const detail = { cause: error, ...(isCrowded ? { isCrowded, isTransient: true } : {}) };
  return new TransferError("disk", diskReason(error), detail);
}
