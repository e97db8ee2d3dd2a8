import type { CookieJar } from "../../http/cookie_jar.ts";
import type { NetrcEntry } from "../../http/netrc.ts";
import type { Proxies } from "../../http/proxies.ts";
import type { ChecksumTable } from "./checksum_table.ts";
import type { DigestName } from "./checksum.ts";
import type { PassOn } from "./pass_on.ts";
import type { TemplatePart } from "../names/name_template.ts";

/**
 * What happens when the target's name is taken:
 *
 * - `rename`: a complete, unchanged file is kept, otherwise the new one is numbered
 * - `update`: the server is asked whether it has changed, and only then it is replaced
 * - `skip`: it is kept, whatever the server has
 * - `overwrite`: it is replaced
 * - `fail`: the new one does not come
 */
export type IfExists = "update" | "skip" | "rename" | "overwrite" | "fail";

/** Whether what has a file's name gives way to the new file. */
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

/** The rules by which a job that failed is tried again. */
export interface RetryPolicy {
  /** Failures in a row, without a byte of progress, after which a job is given up. */
  readonly retries: number;
  /** The longest pause; the first is at most one second, and each further at most twice the last. */
  readonly maxDelayMs: number;
  /** The longest Retry-After that is waited for; a server that asks for more is given up. */
  readonly maxRetryAfterMs: number;
}

/** What a run of downloads was decided to do. Everything has a value; nothing is asked again later. */
export interface DownloadConfig {
  /** Absolute path of the folder that everything goes into. */
  readonly dir: string;
  readonly ifExists: IfExists;
  readonly template: readonly TemplatePart[] | undefined;
  readonly usesContentDisposition: boolean;
  /** Fetch only this part of the list; `undefined` is all of it. */
  readonly shard: Shard | undefined;
  /** Files at once; `auto` finds out how many the line and the hosts can take. */
  readonly jobs: number | "auto";
  /** Connections to one origin, over all files. */
  readonly perHost: number;
  /** Connections for one large file, and whether the user asked for that number. */
  readonly connections: { readonly count: number; readonly isExplicit: boolean };
  /** Bytes a second; `undefined` is no limit. */
  readonly limitRate: number | undefined;
  readonly limitRatePerHost: number | undefined;
  readonly resume: "safe" | "unsafe" | "none";
  readonly doesSync: boolean;
  readonly retry: RetryPolicy;
  /** Silence after which a connection counts as lost. */
  readonly idleMs: number;
  /** A file that comes slower than this for so long is given up and tried again; `undefined` is as slow as it likes. */
  readonly minSpeed: { readonly bytesPerSecond: number; readonly overMs: number } | undefined;
  readonly maxSize: number | undefined;
  readonly checksums: ChecksumTable | undefined;
  /** A digest to compute and report of every file. */
  readonly digest: DigestName | undefined;
  readonly doesExtract: boolean;
  /** Wrong lines, files without a listed checksum and clashing names end the run before it starts. */
  readonly isStrict: boolean;
  readonly userAgent: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly jar: CookieJar;
  readonly netrc: readonly NetrcEntry[];
  readonly caCerts: readonly string[];
  readonly family: 4 | 6 | undefined;
  readonly allowsDowngrade: boolean;
  /** Which proxies to go through; undefined leaves that to Deno, which reads the environment by itself. */
  readonly proxies: Proxies | undefined;
  /** Where the bytes of a file of unknown length go as well, as they come. */
  readonly passOn?: PassOn;
}
