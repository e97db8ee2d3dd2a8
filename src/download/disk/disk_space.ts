import { formatBytes } from "../../cli/amount.ts";
import { diskErrorCode, diskReason } from "../../cli/file_reason.ts";
import type { Text } from "../../cli/language.ts";
import type { Clock } from "../model/clock.ts";
import { TransferError } from "../model/errors.ts";

/**
 * A file that is there by then needs no look at the disk. Node's file functions, which are loaded for the first
 * look, take longer to load than most files to fetch.
 */
const LOOK_AFTER_MS = 1000;

/** A file with so much to come is looked at before its first byte: what that costs cannot be measured beside it. */
const LARGE_BYTES = 16 << 20;

/** A file that needs room. */
export interface SpaceNeed {
  /** The folder it is written to. */
  readonly dir: string;
  /** How many bytes are still to come; 0 where nobody knows. */
  readonly missingBytes: () => number;
  /** Hears that they cannot fit, where that is found out later. */
  readonly onFull: (error: TransferError) => void;
}

/** What a {@linkcode DiskSpace} asks and whom it tells. */
export interface DiskSpaceOptions {
  readonly clock: Clock;
  /** Hears, once, why what is free cannot be seen. */
  readonly onBlind: (text: Text) => void;
  /** Bytes that a folder's disk has free, `Infinity` where it does not say. @default {as the system says} */
  readonly freeBytesOf?: (dir: string) => Promise<number>;
  /** Which disk a folder is on. @default {as the system says} */
  readonly diskOf?: (dir: string) => Promise<number>;
}

/**
 * Ends a file that cannot fit before or soon after it begins, not when the disk is full. Files that are fetched
 * at once share a disk: who came first has its room.
 */
export class DiskSpace {
  readonly #clock: Clock;
  readonly #onBlind: (text: Text) => void;
  readonly #freeBytesOf: (dir: string) => Promise<number>;
  readonly #diskOf: (dir: string) => Promise<number>;
  /** In the order in which they came. */
  readonly #needs = new Set<SpaceNeed>();
  #isBlind = false;

  constructor({ clock, onBlind, freeBytesOf = askFree, diskOf = askDisk }: DiskSpaceOptions) {
    this.#clock = clock;
    this.#onBlind = onBlind;
    this.#freeBytesOf = freeBytesOf;
    this.#diskOf = diskOf;
  }

  /**
   * Watches over a file that is about to be written.
   *
   * @returns ends the watch
   * @throws {TransferError} where a large file cannot fit
   */
  async watch(need: SpaceNeed): Promise<() => void> {
    this.#needs.add(need);
    if (need.missingBytes() >= LARGE_BYTES) {
      const error = await this.#findShortage(need);
      if (error) {
        this.#needs.delete(need);
        throw error;
      }
      return () => this.#needs.delete(need);
    }
    const cancel = this.#clock.after(LOOK_AFTER_MS, async () => {
      const error = await this.#findShortage(need);
      if (error && this.#needs.delete(need)) need.onFull(error);
    });
    return () => {
      this.#needs.delete(need);
      cancel();
    };
  }

  /**
   * Watches over a file while it is written.
   *
   * @throws {TransferError} where it cannot fit; and what the writing throws
   */
  async during<Value>(need: SpaceNeed, write: () => Promise<Value>): Promise<Value> {
    const end = await this.watch(need);
    try {
      return await write();
    } catch (error) {
      throw explainFull(error, need.missingBytes());
    } finally {
      end();
    }
  }

  async #findShortage(need: SpaceNeed): Promise<TransferError | undefined> {
    try {
      const before = await this.#needsBefore(need);
      const freeBytes = await this.#freeBytesOf(need.dir);
      const ownBytes = need.missingBytes();
      const othersBytes = before.reduce((sum, { missingBytes }) => sum + missingBytes(), 0);
      return shortage(freeBytes, ownBytes, othersBytes);
    } catch (error) {
      if (!this.#isBlind) this.#onBlind(blindText(error));
      this.#isBlind = true;
      return undefined;
    }
  }

  /** The files of the same disk that came before. */
  async #needsBefore(need: SpaceNeed): Promise<SpaceNeed[]> {
    const all = [...this.#needs];
    const before = all.slice(0, Math.max(0, all.indexOf(need)));
    if (before.length === 0) return [];
    const [own, ...others] = await Promise.all(
      [need, ...before].map(({ dir }) => this.#diskOf(dir)),
    );
    return before.filter((other, index) => others[index] === own && this.#needs.has(other));
  }
}

function shortage(freeBytes: number, ownBytes: number, othersBytes: number) {
  const neededBytes = ownBytes + othersBytes;
  if (ownBytes === 0 || neededBytes <= freeBytes) return undefined;
  const free = formatBytes(freeBytes);
  const needed = formatBytes(neededBytes);
  const lacking = formatBytes(neededBytes - freeBytes);
  const isAlone = othersBytes === 0;
  return new TransferError("disk", {
    en: `the disk has ${free} free, ${lacking} less than the ${needed} still to come` +
      (isAlone ? "" : " of this file and those under way"),
    zh: `磁盘剩余 ${free}，${
      isAlone ? "" : "此文件与正在下载的文件共"
    }还需要 ${needed}，缺少 ${lacking}`,
  });
}

/** Says of a disk that has become full how much was still to come; any other error is as it was. */
function explainFull(error: unknown, missingBytes: number): unknown {
  if (!(error instanceof TransferError) || missingBytes === 0) return error;
  const { kind, text, detail } = error;
  if (kind !== "disk" || diskErrorCode(detail.cause) !== "ENOSPC") return error;
  const missing = formatBytes(missingBytes);
  return new TransferError("disk", {
    en: `${text.en}, with ${missing} still to come`,
    zh: `${text.zh}，还需要 ${missing}`,
  }, detail);
}

function blindText(error: unknown): Text {
  const reason = error instanceof Deno.errors.NotCapable
    ? { en: "--allow-sys=statfs is not given", zh: "没有 --allow-sys=statfs 权限" }
    : diskReason(error);
  return {
    en: `How much room the disk has cannot be seen (${reason.en}); a file that does not fit will ` +
      "fail only when the disk is full",
    zh: `无法得知磁盘的剩余空间（${reason.zh}）；放不下的文件要到磁盘写满时才会失败`,
  };
}

async function askFree(dir: string): Promise<number> {
  const { statfs } = await import("node:fs");
  const { bavail, blocks, bsize } = await new Promise<import("node:fs").StatsFs>(
    (resolve, reject) => statfs(dir, (error, found) => error ? reject(error) : resolve(found)),
  );
  // A file system that knows no size, as some of FUSE, says 0 to everything.
  return blocks === 0 ? Infinity : bavail * bsize;
}

async function askDisk(dir: string): Promise<number> {
  return (await Deno.stat(dir)).dev;
}
