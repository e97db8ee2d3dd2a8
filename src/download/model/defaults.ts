import { VERSION } from "../../cli/version.ts";
import type { DownloadConfig } from "./config.ts";

/** What holds where nobody says otherwise, on the command line and in the library. */
export const DEFAULTS: Omit<DownloadConfig, "dir" | "jar" | "perHost"> = {
  ifExists: "rename",
  template: undefined,
  usesContentDisposition: false,
  shard: undefined,
  jobs: 8,
  connections: { count: 4, isExplicit: false },
  limitRate: undefined,
  limitRatePerHost: undefined,
  resume: "safe",
  doesSync: false,
  retry: {
    retries: 5,
    // Pauses grow to a minute at most.
    maxDelayMs: 60_000,
    // A server that asks for more than an hour will not be waited for.
    maxRetryAfterMs: 3_600_000,
  },
  idleMs: 30_000,
  minSpeed: undefined,
  maxSize: undefined,
  checksums: undefined,
  digest: undefined,
  doesExtract: false,
  isStrict: false,
  userAgent: `coplay/${VERSION}`,
  headers: [],
  netrc: [],
  caCerts: [],
  family: undefined,
  allowsDowngrade: false,
  proxies: undefined,
};

/** Connections to one host are no fewer than the user asked for otherwise. */
export function defaultPerHost(jobs: number, connections = 0): number {
  return Math.max(DEFAULTS.jobs, jobs, connections);
}
