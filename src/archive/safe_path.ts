import type { Text } from "../cli/language.ts";
import { visible } from "../cli/io.ts";
import { ArchiveError } from "./archive_error.ts";

/** An entry's path that stays in its folder on every system, or the reason why there is none. */
export type SafePath =
  | {
    readonly kind: "safe";
    readonly segments: readonly string[];
    /** The archive's segments joined by slashes; it differs from the path where they were changed. */
    readonly spelled: string;
  }
  | { readonly kind: "refused"; readonly reason: Text };

/** The limit of file systems for one name; most count bytes, Windows counts UTF-16 units. */
const MAX_SEGMENT_BYTES = 255;
/** Far below every system's limit for a path, to leave room for the target folder's. */
const MAX_PATH_BYTES = 1024;

/** Device names of Windows, which count in every folder and with every extension. */
const DEVICE_REGEXP = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)/i;
const CONTROL_REGEXP =
  // deno-lint-ignore no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;
/** Characters that Windows forbids in names. */
const FORBIDDEN_REGEXP = /[<>:"|?*]/g;

const REASONS = {
  empty: { en: "the name is empty", zh: "名称为空" },
  absolute: { en: "the name is an absolute path", zh: "名称是绝对路径" },
  parent: { en: "the name leads out of the folder", zh: "名称指向文件夹之外" },
  backslash: { en: "the name has a backslash", zh: "名称含有反斜杠" },
  control: { en: "the name has control characters", zh: "名称含有控制字符" },
  unicode: { en: "the name is not valid Unicode", zh: "名称不是有效的 Unicode" },
  long: { en: "the name is too long", zh: "名称过长" },
} as const satisfies Record<string, Text>;

const encoder = new TextEncoder();

/** Makes a segment valid on Windows: without forbidden characters, and not a device name. */
function safeSegment(segment: string): string {
  const name = segment.replace(FORBIDDEN_REGEXP, "_")
    // Windows drops trailing dots and spaces, which would make two names one.
    .replace(/(?<![. ])[. ]+$/, (end) => "_".repeat(end.length));
  // `con .txt` is a device too, so spaces before the extension do not count.
  return DEVICE_REGEXP.test(name.replace(/(?<! ) +(?=\.|$)/g, "")) ? `_${name}` : name;
}

function refuseName(name: string): Text | undefined {
  if (name === "") return REASONS.empty;
  if (CONTROL_REGEXP.test(name)) return REASONS.control;
  if (!name.isWellFormed()) return REASONS.unicode;
  if (/^(?:[A-Za-z]:)?[/\\]/.test(name)) return REASONS.absolute;
  if (name.includes("\\")) return REASONS.backslash;
  if (encoder.encode(name).length > MAX_PATH_BYTES) return REASONS.long;
  return undefined;
}

/**
 * Converts an archive entry's name into segments below a root, by the same rules on every system, so that an archive
 * unpacks to the same files everywhere.
 *
 * @returns the segments, none for the root itself (`./`); none of them can leave the root
 */
export function parseEntryName(name: string): SafePath {
  const reason = refuseName(name);
  if (reason !== undefined) return { kind: "refused", reason };
  // `./a`, `a//b` and `a/` are common and harmless.
  const parts = name.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..")) return { kind: "refused", reason: REASONS.parent };
  const segments = parts.map(safeSegment);
  if (segments.some((segment) => encoder.encode(segment).length > MAX_SEGMENT_BYTES)) {
    return { kind: "refused", reason: REASONS.long };
  }
  return { kind: "safe", segments, spelled: parts.join("/") };
}

/**
 * Returns the safe path of an entry's name.
 *
 * @throws {ArchiveError} of kind `unsafe-name`, with the name, where there is none
 */
export function requireSafePath(name: string): Extract<SafePath, { kind: "safe" }> {
  const path = parseEntryName(name);
  if (path.kind === "safe") return path;
  const shown = visible(name);
  throw new ArchiveError("unsafe-name", {
    en: `${path.reason.en}: "${shown}"; pack the archive again without such names`,
    zh: `${path.reason.zh}：“${shown}”；请不要使用这样的名称，重新打包`,
  });
}
