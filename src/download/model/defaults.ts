import { VERSION } from "../../cli/version.ts";
import type { DownloadConfig } from "./config.ts";

/** The default configuration, on the command line and in the library. */
export const DEFAULTS: Omit<DownloadConfig, "dir" | "jar" | "perHost"> = {
  ifExists: "rename",
  template: undefined,
  usesContentDisposition: false,
  shard: undefined,
  jobs: "auto",
  connections: { count: 4, isExplicit: false },
  limitRate: undefined,
  limitRatePerHost: undefined,
  resume: "safe",
  doesSync: false,
  retry: {
    retries: 5,
    // Pauses grow to one minute.
    maxDelayMs: 60_000,
    // A job whose server asks for more than an hour is given up.
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
  publicOnly: undefined,
  proxies: undefined,
};

/** The default limit per host of all machines that share a queue together: no more than one machine alone has. */
const SHARED_PER_HOST = 8;

/** The default limit of connections to one host with `--jobs auto`, which stays below it by its own measurements. */
const AUTO_PER_HOST = 64;

/** Returns the default limit of connections to one host, which is at least what the user asked for elsewhere. */
export function defaultPerHost(
  jobs: DownloadConfig["jobs"],
  { connections = 0, isShared = false }: {
    connections?: number | undefined;
    /** Whether several machines share the places at each host. */
    isShared?: boolean;
  } = {},
): number {
  const files = jobs === "auto" ? isShared ? SHARED_PER_HOST : AUTO_PER_HOST : jobs;
  return Math.max(SHARED_PER_HOST, files, connections);
}
