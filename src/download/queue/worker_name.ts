/** Makes a name that no other worker has. */
export function workerName(): string {
  return `worker-${crypto.randomUUID().slice(0, 13)}`;
}
