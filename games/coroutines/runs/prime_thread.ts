// A thread of the browser's own that counts primes.

/** Starts a worker, counts in it, and ends it. Its address is relative to the page. */
export function countInWorker(from: number, to: number): Promise<number> {
  const worker = new Worker("runs/primes_worker.ts", { type: "module" });
  return new Promise<number>((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message || "worker"));
    worker.postMessage([from, to]);
  }).finally(() => worker.terminate());
}
