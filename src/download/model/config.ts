import type { CookieJar } from "../../http/cookie_jar.ts";
import type { NetrcEntry } from "../../http/netrc.ts";
import type { Proxies } from "../../http/proxies.ts";
import type { PublicAddresses } from "../../http/public_addresses.ts";
import type { ChecksumTable } from "./checksum_table.ts";
import type { DigestName } from "./checksum.ts";
import type { PassOn } from "./pass_on.ts";
import type { TemplatePart } from "../names/name_template.ts";

/**
 * What to do when the target's name is taken:
 *
 * - `rename`: keep a complete, unchanged file; otherwise number the new one
 * - `update`: ask the server whether the file has changed, and replace it only then
 * - `skip`: keep the file, whatever the server has
 * - `overwrite`: replace the file
 * - `fail`: do not fetch the new one
 */
export type IfExists = "update" | "skip" | "rename" | "overwrite" | "fail";

/** Whether a new file replaces an existing one of its name. */
export function replaces(ifExists: IfExists): boolean {
  return ifExists === "overwrite" || ifExists === "update";
}

/** One machine's part of a list: of `count` machines the one with number `index`, from 1. */
export interface Shard {
  /** This machine's number, from 1. */
  readonly index: number;
  /** How many machines there are. */
  readonly count: number;
}

/** The rules for retrying a failed job. */
export interface RetryPolicy {
  /** Failures in a row without a byte of progress before a job is given up. */
  readonly retries: number;
  /** The longest pause in milliseconds; the first is at most one second, and each next one at most twice the last. */
  readonly maxDelayMs: number;
  /** The longest Retry-After in milliseconds; a job whose server asks for more is given up. */
  readonly maxRetryAfterMs: number;
}

/** The decided configuration of a run. Every field has its final value. */
export interface DownloadConfig {
  /** The absolute path of the folder for all files. */
  readonly dir: string;
  readonly ifExists: IfExists;
  readonly template: readonly TemplatePart[] | undefined;
  readonly usesContentDisposition: boolean;
  /** The part of the list to fetch; undefined for all of it. */
  readonly shard: Shard | undefined;
  /** Files at once; `auto` finds out how many the line and the hosts can take. */
  readonly jobs: number | "auto";
  /** The most connections to one origin, over all files. */
  readonly perHost: number;
  /** The most connections for one large file, and whether the user chose that number. */
  readonly connections: { readonly count: number; readonly isExplicit: boolean };
  /** The limit in bytes per second; undefined without one. */
  readonly limitRate: number | undefined;
  readonly limitRatePerHost: number | undefined;
  readonly resume: "safe" | "unsafe" | "none";
  readonly doesSync: boolean;
  readonly retry: RetryPolicy;
  /** The silence after which a connection counts as lost, in milliseconds. */
  readonly idleMs: number;
  /** A transfer slower than this for so long is ended and retried; undefined allows any speed. */
  readonly minSpeed: { readonly bytesPerSecond: number; readonly overMs: number } | undefined;
  readonly maxSize: number | undefined;
  readonly checksums: ChecksumTable | undefined;
  /** The digest to compute and report for every file. */
  readonly digest: DigestName | undefined;
  readonly doesExtract: boolean;
  /** Whether wrong lines, files without a listed checksum and clashing names stop the run before it starts. */
  readonly isStrict: boolean;
  readonly userAgent: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly jar: CookieJar;
  readonly netrc: readonly NetrcEntry[];
  readonly caCerts: readonly string[];
  readonly family: 4 | 6 | undefined;
  readonly allowsDowngrade: boolean;
  /** Finds the addresses that may be connected to; undefined allows all. */
  readonly publicOnly: PublicAddresses | undefined;
  /** The proxies to use; undefined leaves them to Deno, which reads the environment. */
  readonly proxies: Proxies | undefined;
  /** Receives the bytes of a file of unknown length as they arrive. */
  readonly passOn?: PassOn;
}
