import { TextError } from "../cli/errors.ts";
import type { Text } from "../cli/language.ts";

/** Why an archive was refused. */
export type ArchiveErrorKind =
  /** It is of no known format, or uses an unsupported feature. */
  | "unsupported"
  /** Its bytes contradict each other or their checksums. */
  | "damaged"
  /** It ends too early. */
  | "truncated"
  /** It needs a password. */
  | "encrypted"
  /** A name leads out of the folder, or is invalid on some system. */
  | "unsafe-name"
  /** It contains a symbolic link, or a hard link to a file that is not in the archive. */
  | "link"
  /** It contains a device, a pipe or a socket. */
  | "special"
  /** Two entries would be one file on some system. */
  | "duplicate"
  | "too-many-entries"
  /** It unpacks to more bytes than allowed. */
  | "too-large"
  /** It unpacks to more bytes per packed byte than honest content does. */
  | "too-dense"
  /** It contains no files. */
  | "empty"
  /** The target exists already. */
  | "exists";

/** An archive cannot be read or unpacked because of its content. */
export class ArchiveError extends TextError {
  override readonly name = "ArchiveError";
  readonly kind: ArchiveErrorKind;

  /** @param text the reason alone; the caller adds what could not be done */
  constructor(kind: ArchiveErrorKind, text: Text, options?: ErrorOptions) {
    super(text, options);
    this.kind = kind;
  }
}

/** Advice for an archive beyond the limits of automatic unpacking. */
export const BY_HAND: Text = {
  en: "if you trust it, unpack it with another program",
  zh: "如果信任它，请用其他程序解压",
};

/** The bytes end before the archive does. */
export function truncatedError(cause?: unknown): ArchiveError {
  const text = {
    en: "the archive ends too early; get a whole copy of it",
    zh: "压缩包不完整；请重新获取完整的文件",
  };
  return new ArchiveError("truncated", text, { cause });
}

/** The file is not a zip file. */
export function notZipError(cause?: unknown): ArchiveError {
  return new ArchiveError("unsupported", {
    en: "it is not a zip archive; look whether it is the file you meant",
    zh: "不是 zip 压缩包；请检查是否为正确的文件",
  }, { cause });
}

/** The bytes contradict each other. */
export function damagedError(cause?: unknown): ArchiveError {
  return new ArchiveError("damaged", {
    en: "the archive is damaged; get another copy of it",
    zh: "压缩包已损坏；请重新获取",
  }, { cause });
}

/** The archive has more entries than the limit. */
export function tooManyEntriesError(maxEntries?: number): ArchiveError {
  const limit = maxEntries === undefined ? "" : ` (${maxEntries})`;
  return new ArchiveError("too-many-entries", {
    en: `the archive has more entries than are allowed${limit}; ${BY_HAND.en}`,
    zh: `压缩包中的条目数超过上限${limit}；${BY_HAND.zh}`,
  });
}

/** A name longer than any system holds, and too long to be shown. */
export function longNameError(): ArchiveError {
  return new ArchiveError("unsafe-name", {
    en: "a name in the archive is longer than any system allows",
    zh: "压缩包中有名称过长，任何系统都无法保存",
  });
}

/** The archive needs a password, and coplay has no option for one. */
export function encryptedError(): ArchiveError {
  return new ArchiveError("encrypted", {
    en: "the archive is encrypted; unpack it with a program that asks for its password",
    zh: "压缩包已加密；请用可以输入密码的程序解压",
  });
}
