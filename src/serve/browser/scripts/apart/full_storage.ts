/**
 * Tells the host once how much each game holds when the browser has no room left: the games share it, and the player
 * only sees that one of them does not save.
 *
 * @param read reads an item by its full name
 */
export function tellFull(storage: Storage, read: (storage: Storage, key: string) => string): void {
  if (isTold) return;
  isTold = true;
  const counts = new Map<string, number>();
  for (const key of Object.keys(storage)) {
    const [, gameId] = /^coplay:([^:]*):/.exec(key) ?? [];
    if (gameId === undefined) continue;
    counts.set(gameId, (counts.get(gameId) ?? 0) + key.length + read(storage, key).length);
  }
  tell([...counts].map(([id, count]) => [id, `${count}`]));
}

/**
 * Tells the host once that a game's database or cache found no room left. Browsers do not say which game holds how much
 * of those.
 */
export function tellCannotSave(gameId: string): void {
  if (isTold) return;
  isTold = true;
  tell([[gameId, ""]]);
}

let isTold = false;

function tell(entries: string[][]): void {
  const query = new URLSearchParams(entries);
  fetch(`/.coplay/full?${query}`, { method: "POST", keepalive: true }).catch(() => {});
}
