import type { Text } from "../cli/language.ts";
import { visible } from "../cli/io.ts";
import { ArchiveError } from "./archive_error.ts";

/** A name that stays in its folder on every system, or why there is none. */
export type SafePath =
  | { readonly kind: "safe"; readonly segments: readonly string[] }
  | { readonly kind: "refused"; readonly reason: Text };

/** What file systems allow for one name; they count bytes, Windows counts less. */
const MAX_SEGMENT_BYTES = 255;
/** Far below every system's limit for a whole path, to leave room for the folder it goes to. */
const MAX_PATH_BYTES = 1024;

/** Names that are devices on Windows, in every folder and with every extension. */
const DEVICE_REGEXP = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)/i;
const CONTROL_REGEXP =
  // deno-lint-ignore no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

const REASONS = {
  empty: { en: "the name is empty", zh: "名称为空" },
  absolute: { en: "the name is an absolute path", zh: "名称是绝对路径" },
  drive: { en: "the name has a drive letter or a colon", zh: "名称含有盘符或冒号" },
  parent: { en: "the name leads out of the folder", zh: "名称指向文件夹之外" },
  backslash: { en: "the name has a backslash", zh: "名称含有反斜杠" },
  control: { en: "the name has control characters", zh: "名称含有控制字符" },
  unicode: { en: "the name is not valid Unicode", zh: "名称不是有效的 Unicode" },
  device: { en: "the name is reserved on Windows", zh: "名称是 Windows 的保留名称" },
  trailing: { en: "the name ends in a dot or a space", zh: "名称以点或空格结尾" },
  long: { en: "the name is too long", zh: "名称过长" },
} as const satisfies Record<string, Text>;

const encoder = new TextEncoder();

function refuseSegment(segment: string): Text | undefined {
  if (segment === "..") return REASONS.parent;
  if (/[. ]$/.test(segment)) return REASONS.trailing;
  // A stem that ends in a space is the device still: `con .txt`.
  if (DEVICE_REGEXP.test(segment.replace(/ +(?=\.|$)/g, ""))) return REASONS.device;
  if (encoder.encode(segment).length > MAX_SEGMENT_BYTES) return REASONS.long;
  return undefined;
}

function refuseName(name: string): Text | undefined {
  if (name === "") return REASONS.empty;
  if (CONTROL_REGEXP.test(name)) return REASONS.control;
  if (!name.isWellFormed()) return REASONS.unicode;
  if (name.startsWith("/") || name.startsWith("\\")) return REASONS.absolute;
  if (name.includes(":")) return REASONS.drive;
  if (name.includes("\\")) return REASONS.backslash;
  if (encoder.encode(name).length > MAX_PATH_BYTES) return REASONS.long;
  return undefined;
}

/**
 * Turns an archive entry's name into the names of folders and file below a root, by the same rules on
 * every system, so that an archive is good everywhere or nowhere.
 *
 * @returns the segments, none for the root itself (`./`); nothing in them can leave the root
 */
export function parseEntryName(name: string): SafePath {
  const reason = refuseName(name);
  if (reason !== undefined) return { kind: "refused", reason };
  // `./a`, `a//b` and `a/` are common and harmless.
  const segments = name.split("/").filter((segment) => segment !== "" && segment !== ".");
  for (const segment of segments) {
    const refusal = refuseSegment(segment);
    if (refusal !== undefined) return { kind: "refused", reason: refusal };
  }
  return { kind: "safe", segments };
}

/**
 * The segments of an entry's name.
 *
 * @throws {ArchiveError} of kind `unsafe-name`, with the name
 */
export function safeSegments(name: string): readonly string[] {
  const path = parseEntryName(name);
  if (path.kind === "safe") return path.segments;
  const shown = visible(name);
  throw new ArchiveError("unsafe-name", {
    en: `${path.reason.en}: "${shown}"`,
    zh: `${path.reason.zh}："${shown}"`,
  });
}
