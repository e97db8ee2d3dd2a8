import type { GameNames } from "./game_names.ts";
import { tellFull } from "./full_storage.ts";
import { wrapMethod } from "./wrap_method.ts";

/**
 * The kit's games share the player's settings, such as language and volume, under this one name; otherwise a muted
 * tablet would be loud after every switch.
 */
const SHARED_NAME = "coplay.settings";

/** Separates localStorage and sessionStorage. */
export function keepStoragesApart(names: GameNames): void {
  const { isOwn, bare } = names;
  const realOf = new WeakMap<object, Storage>();
  const keysOf = wrapStorageMethods(names, (storage) => realOf.get(storage) ?? storage);
  const handler = storageHandler(keysOf);
  for (const name of ["localStorage", "sessionStorage"] as const) {
    const descriptor = Object.getOwnPropertyDescriptor(self, name);
    const read = descriptor?.get;
    if (!read) continue;
    let proxy: Storage | undefined;
    Object.defineProperty(self, name, {
      ...descriptor,
      get() {
        // Where the browser forbids storage, this throws, as it would without this script.
        const storage: Storage = read.call(self);
        if (!proxy) realOf.set(proxy = new Proxy(storage, handler), storage);
        return proxy;
      },
    });
  }
  addEventListener("storage", (event) => {
    if (event.key === null || event.key === SHARED_NAME) return;
    if (!isOwn(event.key)) event.stopImmediatePropagation();
    else Object.defineProperty(event, "key", { value: bare(event.key) });
  }, true);
}

/** Makes the storage methods translate a game's names. */
function wrapStorageMethods(
  { named, isOwn, bare }: GameNames,
  real: (storage: Storage) => Storage,
): (storage: Storage) => string[] {
  const keysOf = (storage: Storage) => Object.keys(real(storage)).filter(isOwn).map(bare);
  const realName = (key: unknown) => key === SHARED_NAME ? key : named(key);
  const read = Storage.prototype.getItem;
  wrapMethod(Storage.prototype, "setItem", (inner) =>
    function (...item) {
      try {
        return inner.apply(this, item);
      } catch (error) {
        if ((error as Error).name === "QuotaExceededError") {
          tellFull(this as Storage, (storage, key) => read.call(storage, key) ?? "");
        }
        throw error;
      }
    });
  for (const name of ["getItem", "setItem", "removeItem"]) {
    wrapMethod(Storage.prototype, name, (inner) =>
      function (key, ...rest) {
        return inner.call(real(this as Storage), realName(key), ...rest);
      });
  }
  wrapMethod(Storage.prototype, "clear", () =>
    function () {
      for (const key of keysOf(this as Storage)) (this as Storage).removeItem(key);
    });
  wrapMethod(Storage.prototype, "key", () =>
    function (index) {
      return keysOf(this as Storage)[Number(index)] ?? null;
    });
  const length = Object.getOwnPropertyDescriptor(Storage.prototype, "length");
  Object.defineProperty(Storage.prototype, "length", {
    ...length,
    get(this: Storage) {
      return keysOf(this).length;
    },
  });
  return keysOf;
}

/** Handles storage used as an object, as some games do: `localStorage.best = 12`, `"best" in localStorage`. */
function storageHandler(keysOf: (storage: Storage) => string[]): ProxyHandler<Storage> {
  const isItem = (key: string | symbol): key is string =>
    typeof key === "string" && !(key in Storage.prototype);
  const set = (storage: Storage, key: string | symbol, value: unknown) => {
    if (!isItem(key)) return Reflect.set(storage, key, value);
    storage.setItem(key, value as string);
    return true;
  };
  return {
    get: (storage, key, proxy) =>
      isItem(key) ? storage.getItem(key) ?? undefined : Reflect.get(Storage.prototype, key, proxy),
    set,
    has: (storage, key) => !isItem(key) || storage.getItem(key) !== null,
    defineProperty: (storage, key, { value }) => set(storage, key, value),
    deleteProperty(storage, key) {
      if (isItem(key)) storage.removeItem(key);
      return true;
    },
    ownKeys: keysOf,
    getOwnPropertyDescriptor(storage, key) {
      const value = isItem(key) ? storage.getItem(key) : null;
      if (value === null) return undefined;
      return { value, configurable: true, enumerable: true, writable: true };
    },
  };
}
