import { messageOf, visible } from "./io.ts";
import type { Text } from "./language.ts";

const TEXTS: Readonly<Record<string, Text>> = {
  ENOSPC: { en: "the disk is full", zh: "磁盘已满" },
  EDQUOT: { en: "the disk quota is used up", zh: "磁盘配额已用完" },
  EFBIG: { en: "the file is too large for this disk", zh: "文件过大，此磁盘无法保存" },
  EROFS: { en: "the disk is read-only", zh: "磁盘为只读" },
  EACCES: { en: "permission denied", zh: "没有权限" },
  EPERM: { en: "permission denied", zh: "没有权限" },
  // Only Windows says this of files.
  EBUSY: { en: "another program has the file open", zh: "文件正被其他程序占用" },
  EEXIST: { en: "a file of that name is in the way", zh: "该位置已有同名文件" },
  ENOTDIR: { en: "a part of the path is not a folder", zh: "路径中有一部分不是文件夹" },
  EISDIR: { en: "a folder has that name", zh: "已有同名文件夹" },
  ENAMETOOLONG: { en: "the name is too long for this disk", zh: "名称过长，此磁盘无法保存" },
  ENOENT: { en: "the folder does not exist", zh: "文件夹不存在" },
  EMFILE: { en: "too many open files", zh: "打开的文件过多" },
  ENFILE: { en: "too many open files", zh: "打开的文件过多" },
  // Deno itself refuses: these files are open only to a program with all permissions.
  ENOTCAPABLE: {
    en: "coplay has no access to devices and system files, such as those in /dev and /proc",
    zh: "coplay 不能访问设备和系统文件（例如 /dev 和 /proc 中的文件）",
  },
  ENXIO: { en: "there is no such device", zh: "没有这个设备" },
  EIO: { en: "the disk reports an error", zh: "磁盘报告错误" },
};

const CODE_OF_CLASS: readonly (readonly [new (message: string) => Error, string])[] = [
  [Deno.errors.NotCapable, "ENOTCAPABLE"],
  [Deno.errors.NotFound, "ENOENT"],
  [Deno.errors.PermissionDenied, "EACCES"],
  [Deno.errors.NotADirectory, "ENOTDIR"],
  [Deno.errors.IsADirectory, "EISDIR"],
  [Deno.errors.AlreadyExists, "EEXIST"],
  [Deno.errors.Busy, "EBUSY"],
];

/** Returns the system's code of a file error, such as `ENOSPC`; undefined for any other error. */
export function diskErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = (error as { code?: unknown }).code;
  if (typeof code === "string" && /^E[A-Z0-9]+$/.test(code)) return code;
  return CODE_OF_CLASS.find(([errorClass]) => error instanceof errorClass)?.[1];
}

/** Explains why a file cannot be read. */
export function readReason(error: unknown): Text {
  const code = diskErrorCode(error);
  if (code === "ENOENT") return { en: "there is no such file", zh: "文件不存在" };
  if (code === "EISDIR") return { en: "it is a folder", zh: "这是一个文件夹" };
  return diskReason(error);
}

/** Explains why a file or folder cannot be written. */
export function diskReason(error: unknown): Text {
  const known = TEXTS[diskErrorCode(error) ?? ""];
  if (known) return known;
  const message = visible(messageOf(error));
  return { en: message, zh: message };
}
