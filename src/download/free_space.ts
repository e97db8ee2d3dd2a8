import { TransferError } from "./errors.ts";

/** Below this a look at the disk costs more than the surprise. */
const WORTH_A_LOOK_BYTES = 16 << 20;

/**
 * Refuses a file that cannot fit before its bytes are fetched.
 *
 * @throws {TransferError} of kind `disk`
 */
export async function requireSpace(dir: string, neededBytes: number): Promise<void> {
  if (neededBytes < WORTH_A_LOOK_BYTES) return;
  let freeBytes: number;
  try {
    // Loaded where it is wanted: it takes longer than a small file.
    const { statfsSync } = await import("node:fs");
    const { bavail, bsize } = statfsSync(dir);
    freeBytes = bavail * bsize;
  } catch {
    return;
  }
  if (freeBytes >= neededBytes) return;
  throw new TransferError("disk", {
    en: `the disk has ${freeBytes} bytes free, the file needs ${neededBytes}`,
    zh: `磁盘剩余 ${freeBytes} 字节，而文件需要 ${neededBytes} 字节`,
  });
}
