import { formatBytes } from "../../cli/amount.ts";
import { diskErrorCode, diskReason } from "../../cli/file_reason.ts";
import type { Text } from "../../cli/language.ts";
import type { Clock } from "../model/clock.ts";
import { TransferError } from "../model/errors.ts";

/**
 * When to look at the disk for a smaller file. Most files are complete by then, and Node's file functions, which the
 * first look loads, take longer to load than such a file takes to fetch.
 */
const LOOK_AFTER_MS = 1000;

/**
 * The missing bytes from which the disk is looked at before the first byte: beside so large a file the look costs
 * nothing measurable.
 */
const LARGE_BYTES = 16 << 20;

/** A file that needs disk space. */
export interface SpaceNeed {
  /** The folder that the file is written to. */
  readonly dir: string;
  /** The number of bytes still to come; 0 where it is unknown. */
  readonly missingBytes: () => number;
  /** Receives the error when the file turns out later not to fit. */
  readonly onFull: (error: TransferError) => void;
}

/** Callbacks and measurements of a {@linkcode DiskSpace}. */
export interface DiskSpaceOptions {
  readonly clock: Clock;
  /** Receives, once, the reason why the free space cannot be read. */
  readonly onBlind: (text: Text) => void;
  /** Reads the free bytes on a folder's disk; `Infinity` where the disk does not say. @default {the system's answer} */
  readonly freeBytesOf?: (dir: string) => Promise<number>;
  /** Reads the number of a folder's disk. @default {the system's answer} */
  readonly diskOf?: (dir: string) => Promise<number>;
}

/**
 * Ends a file that cannot fit before or soon after it begins, instead of when the disk is full. Files that are fetched
 * at once share a disk, and earlier files have their space first.
 */
export class DiskSpace {
  readonly #clock: Clock;
  readonly #onBlind: (text: Text) => void;
  readonly #freeBytesOf: (dir: string) => Promise<number>;
  readonly #diskOf: (dir: string) => Promise<number>;
  /** The files in the order in which they began. */
  readonly #needs = new Set<SpaceNeed>();
  #isBlind = false;

  constructor({ clock, onBlind, freeBytesOf = askFree, diskOf = askDisk }: DiskSpaceOptions) {
    this.#clock = clock;
    this.#onBlind = onBlind;
    this.#freeBytesOf = freeBytesOf;
    this.#diskOf = diskOf;
  }

  /**
   * Watches the space of a file that is about to be written.
   *
   * @returns a function that ends the watch
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
   * Watches the space of a file while it is written.
   *
   * @throws {TransferError} where it cannot fit, and whatever the writing throws
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

  /** Returns the earlier files on the same disk. */
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

/** Adds to a full disk's error how many bytes were still to come; returns any other error unchanged. */
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
  // A file system that does not know its size, such as some of FUSE, reports 0 for everything.
  return blocks === 0 ? Infinity : bavail * bsize;
}

async function askDisk(dir: string): Promise<number> {
  return (await Deno.stat(dir)).dev;
}
