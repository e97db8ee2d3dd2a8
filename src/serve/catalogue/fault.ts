import { TextError } from "../../cli/errors.ts";
import { diskReason } from "../../cli/file_reason.ts";
import type { Text } from "../../cli/language.ts";

/** Explains to the operator why a game or a folder of games cannot be used. */
export function explainFault(error: unknown): Text {
  if (error instanceof TextError) return error.text;
  if (error instanceof Deno.errors.NotFound) return { en: "no such folder", zh: "没有这个文件夹" };
  if (error instanceof Deno.errors.NotADirectory) {
    return { en: "not a directory", zh: "不是文件夹" };
  }
  return diskReason(error);
}
