import { diskReason } from "../../cli/file_reason.ts";
import { TransferError } from "../model/errors.ts";

/** Turns a file error into a {@linkcode TransferError}. A disk never heals by trying again at once. */
export function diskError(error: unknown): TransferError {
  if (error instanceof TransferError) return error;
  return new TransferError("disk", diskReason(error), { cause: error });
}
