import type { Clock } from "../model/clock.ts";
import { TransferError } from "../model/errors.ts";

/**
 * A file that is there by then needs no look at the disk. Node's file functions, which are loaded for it, take
 * longer to load than most files to fetch.
 */
const LOOK_AFTER_MS = 1000;

/** What {@linkcode watchSpace} looks at. */
export interface SpaceNeed {
  readonly dir: string;
  /** How many bytes are still to come. */
  readonly missingBytes: () => number;
  readonly clock: Clock;
  /** Hears that they cannot fit. */
  readonly onFull: (error: TransferError) => void;
  /** How many bytes a folder's disk has free. @default {as the system says} */
  readonly freeBytesOf?: (dir: string) => Promise<number>;
}

/**
 * Ends a file that cannot fit soon after it began, not when the disk is full.
 *
 * @returns ends the watch
 */
export function watchSpace(
  { dir, missingBytes, clock, onFull, freeBytesOf = askSystem }: SpaceNeed,
): () => void {
  let isOver = false;
  const cancel = clock.after(LOOK_AFTER_MS, async () => {
    const freeBytes = await freeBytesOf(dir).catch(() => Infinity);
    const neededBytes = missingBytes();
    if (isOver || freeBytes >= neededBytes) return;
    onFull(
      new TransferError("disk", {
        en: `the disk has ${freeBytes} bytes free, the file needs ${neededBytes} more`,
        zh: `磁盘剩余 ${freeBytes} 字节，而文件还需要 ${neededBytes} 字节`,
      }),
    );
  });
  return () => {
    isOver = true;
    cancel();
  };
}

async function askSystem(dir: string): Promise<number> {
  const { statfsSync } = await import("node:fs");
  const { bavail, bsize } = statfsSync(dir);
  return bavail * bsize;
}
