/** Where the host's own scripts keep what is the player's, beside the games. */
export interface OwnStorage {
  read(): string | null;
  write(text: string): void;
}

/** No game reaches this name: each has a prefix before all of its own. */
const KEY = "coplay.player";

const MARK = Symbol.for("coplay.own");

type Marked = Record<symbol, OwnStorage | undefined>;

/**
 * Leaves the storage for the host's next script, before games get one of their own. That script takes it away before
 * any of a game's runs.
 */
export function leaveOwnStorage(): void {
  Object.defineProperty(self, MARK, { value: openStorage(), configurable: true });
}

/** Takes the storage; in a page of the host, where nobody has left one, it is the browser's. */
export function takeOwnStorage(): OwnStorage {
  const marked = self as unknown as Marked;
  const storage = marked[MARK] ?? openStorage();
  delete marked[MARK];
  return storage;
}

/** Where the browser forbids storage, a name lasts as long as its page. */
function openStorage(): OwnStorage {
  const { getItem, setItem } = self.Storage?.prototype ?? {};
  let storage: Storage | undefined;
  try {
    storage = self.localStorage;
  } catch {
    // As said above.
  }
  let kept: string | null = null;
  return {
    read: () => storage ? getItem!.call(storage, KEY) : kept,
    write(text) {
      kept = text;
      try {
        if (storage) setItem!.call(storage, KEY, text);
      } catch {
        // Games have filled it; the host still knows the name.
      }
    },
  };
}
