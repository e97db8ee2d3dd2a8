import type { HostAddresses } from "../address/host_addresses.ts";

/** How a host's addresses are watched. */
export interface WatchOptions {
  /** Called once where no player has come from another machine after a while. */
  readonly onNobody: () => void;
  /** Calls back again and again; returns a function that ends this. @default setInterval */
  readonly every?: (intervalMs: number, callback: () => void) => () => void;
}

/** The interval of looks in milliseconds. A look costs a fraction of a millisecond. */
const LOOK_MS = 2000;
/** A class that can come has begun to after this, in milliseconds. */
const PATIENCE_MS = 60_000;

/** Reads the addresses again and again, as no system tells of a change. Returns a function that ends this. */
export function watchAddresses(
  addresses: HostAddresses,
  { onNobody, every = repeat }: WatchOptions,
): () => void {
  let looks = 0;
  return every(LOOK_MS, () => {
    addresses.look();
    if (++looks === PATIENCE_MS / LOOK_MS && !addresses.hasArrivals) onNobody();
  });
}

function repeat(intervalMs: number, callback: () => void): () => void {
  const timer = setInterval(callback, intervalMs);
  return () => clearInterval(timer);
}
