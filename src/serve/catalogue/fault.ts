import { ArchiveError } from "../../archive/archive_error.ts";
import type { Text } from "../../cli/language.ts";
import { ManifestError } from "./manifest.ts";
import { TooManyFilesError } from "./source.ts";

/** Why a game or a folder of games cannot be used, for people. */
export function explainFault(error: unknown): Text {
  if (error instanceof ManifestError) return error.text;
  if (error instanceof ArchiveError || error instanceof TooManyFilesError) return error.text;
  if (error instanceof Deno.errors.NotFound) return { en: "no such folder", zh: "没有这个文件夹" };
  if (error instanceof Deno.errors.NotADirectory) {
    return { en: "not a directory", zh: "不是文件夹" };
  }
  if (error instanceof Deno.errors.PermissionDenied) {
    return { en: "permission denied", zh: "没有权限" };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { en: message, zh: message };
}
