// Counts primes in a thread of its own.

import { countPrimes } from "./primes.ts";

/** The part of a worker's global that it uses. */
type WorkerScope = {
  onmessage: ((event: MessageEvent<readonly [from: number, to: number]>) => void) | null;
  postMessage(primes: number): void;
};

const scope = globalThis as unknown as WorkerScope;
scope.onmessage = ({ data }) => scope.postMessage(countPrimes(...data));
