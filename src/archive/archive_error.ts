import { TextError } from "../cli/errors.ts";
import type { Text } from "../cli/language.ts";

/** Why an archive was refused. */
export type ArchiveErrorKind =
  /** No archive of a kind that is known, or one with a feature that is not. */
  | "unsupported"
  /** Its bytes contradict each other or its checksums. */
  | "damaged"
  /** It ends too early. */
  | "truncated"
  /** It needs a password. */
  | "encrypted"
  /** A name that leads out of the folder, or that some system cannot hold. */
  | "unsafe-name"
  /** A symbolic link, or a hard link to what is not in the archive. */
  | "link"
  /** A device, a pipe or a socket. */
  | "special"
  /** Two entries that are one file on some system. */
  | "duplicate"
  | "too-many-entries"
  /** More bytes than allowed. */
  | "too-large"
  /** More bytes out of each byte in than honest content has. */
  | "too-dense"
  /** No files in it. */
  | "empty"
  /** What it was to become is already there. */
  | "exists";

/** An archive cannot be read or unpacked, because of what it holds. */
export class ArchiveError extends TextError {
  override readonly name = "ArchiveError";
  readonly kind: ArchiveErrorKind;

  /** @param text the reason alone: the caller says first what could not be done */
  constructor(kind: ArchiveErrorKind, text: Text, options?: ErrorOptions) {
    super(text, options);
    this.kind = kind;
  }
}

/** What to do with an archive that is beyond what is unpacked unasked. */
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

/** Something else under the name of a zip file. */
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

/** More entries than anybody would unpack. */
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

/** It needs a password, which there is no way to give. */
export function encryptedError(): ArchiveError {
  return new ArchiveError("encrypted", {
    en: "the archive is encrypted; unpack it with a program that asks for its password",
    zh: "压缩包已加密；请用可以输入密码的程序解压",
  });
}
