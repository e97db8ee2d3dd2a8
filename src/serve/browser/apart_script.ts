// What runs before anything else in every page and worker of a game, as `/.coplay/apart.js`. One origin
// serves all games, so each gets storage of its own by a prefix before every name that it gives. Two
// games made with one tool (RPG Maker saves as "RPG File1") would else overwrite each other's saves.
// The functions are sent as text: they may use each other and nothing else.

/** How the names that one game gives are told from another's. */
export interface GameNames {
  /** As it stands in the address. */
  readonly gameId: string;
  /** The name that the browser gets. */
  readonly named: (name: unknown) => string;
  readonly isOwn: (name: string | null | undefined) => name is string;
  /** The name that the game gave. */
  readonly bare: (name: string) => string;
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Keeps the game of this page or worker apart from every other. */
export function keepApart(): void {
  const mark = Symbol.for("coplay.apart");
  const marked = self as unknown as Record<symbol, boolean>;
  (self.document as Document | undefined)?.currentScript?.remove();
  const [, gameId] = /^\/games\/([^/]+)/.exec(location.pathname) ?? [];
  if (marked[mark] || gameId === undefined) return;
  marked[mark] = true;
  const prefix = `coplay:${gameId}:`;
  const names: GameNames = {
    gameId,
    named: (name) => prefix + name,
    isOwn: (name): name is string => name?.startsWith(prefix) ?? false,
    bare: (name) => name.slice(prefix.length),
  };
  keepDatabasesApart(names);
  keepCachesApart(names);
  keepFilesApart(names);
  keepChannelsApart(names);
  keepCookiesApart(names);
  markWorkers();
  if (self.Storage) keepStoragesApart(names);
}

/** Puts a function in the place of another, which it gets to call. */
export function wrapMethod(
  owner: object | undefined,
  name: string,
  make: (inner: Method) => Method,
): void {
  const descriptor = owner && Object.getOwnPropertyDescriptor(owner, name);
  if (typeof descriptor?.value !== "function") return;
  Object.defineProperty(owner, name, { ...descriptor, value: make(descriptor.value) });
}

/** IndexedDB: opening, deleting and listing databases. */
export function keepDatabasesApart({ named, isOwn, bare }: GameNames): void {
  const factory = self.IDBFactory?.prototype;
  for (const name of ["open", "deleteDatabase"]) {
    wrapMethod(factory, name, (inner) =>
      function (database, ...rest) {
        return inner.call(this, named(database), ...rest);
      });
  }
  wrapMethod(factory, "databases", (inner) =>
    async function () {
      const all = await inner.call(this) as IDBDatabaseInfo[];
      return all.filter(({ name }) => isOwn(name))
        .map((database) => ({ ...database, name: bare(database.name!) }));
    });
  const database = self.IDBDatabase?.prototype;
  const descriptor = database && Object.getOwnPropertyDescriptor(database, "name");
  if (!descriptor?.get) return;
  const read = descriptor.get;
  Object.defineProperty(database, "name", {
    ...descriptor,
    get() {
      return bare(read.call(this));
    },
  });
}

/** The caches of service workers. */
export function keepCachesApart({ named, isOwn, bare }: GameNames): void {
  const storage = self.CacheStorage?.prototype;
  for (const name of ["open", "has", "delete"]) {
    wrapMethod(storage, name, (inner) =>
      function (cache) {
        return inner.call(this, named(cache));
      });
  }
  wrapMethod(storage, "keys", (inner) =>
    async function () {
      return (await inner.call(this) as string[]).filter(isOwn).map(bare);
    });
  wrapMethod(storage, "match", (inner) =>
    async function (request, options) {
      const { cacheName } = (options ?? {}) as MultiCacheQueryOptions;
      const all = cacheName === undefined ? await (this as CacheStorage).keys() : [cacheName];
      for (const name of all) {
        const found = await inner.call(this, request, {
          ...options as object,
          cacheName: named(name),
        });
        if (found) return found;
      }
      return undefined;
    });
}

/** The origin's private file system: a folder of it for each game. */
export function keepFilesApart({ gameId }: GameNames): void {
  wrapMethod(self.StorageManager?.prototype, "getDirectory", (inner) =>
    async function () {
      const root = await inner.call(this) as FileSystemDirectoryHandle;
      return root.getDirectoryHandle(`coplay-${gameId}`, { create: true });
    });
}

/** Messages between the pages of a game. */
export function keepChannelsApart({ named, bare }: GameNames): void {
  const Channel = self.BroadcastChannel;
  if (!Channel) return;
  self.BroadcastChannel = class BroadcastChannel extends Channel {
    constructor(name: string) {
      super(named(name));
    }
    override get name() {
      return bare(super.name);
    }
  };
}

/** A cookie for the whole host becomes one for the game. */
export function keepCookiesApart({ gameId }: GameNames): void {
  const page = self.Document?.prototype;
  const descriptor = page && Object.getOwnPropertyDescriptor(page, "cookie");
  if (!descriptor?.set) return;
  const write = descriptor.set;
  Object.defineProperty(page, "cookie", {
    ...descriptor,
    set(text: unknown) {
      write.call(this, `${text}`.replace(/;\s*path\s*=[^;]*/i, "") + `; path=/games/${gameId}/`);
    },
  });
}

/** Asks the host for workers that keep apart, too: it tells them by a mark in their address. */
export function markWorkers(): void {
  const withMark = (address: unknown, options: unknown) => {
    const url = new URL(`${address}`, self.document?.baseURI ?? location.href);
    if (url.origin !== location.origin || url.protocol === "blob:") return address;
    const type = (options as WorkerOptions | undefined)?.type ?? "classic";
    url.search += `${url.search ? "&" : "?"}coplay-worker=${type}`;
    return url.href;
  };
  for (const name of ["Worker", "SharedWorker"] as const) {
    const Inner = self[name] as typeof Worker | undefined;
    if (!Inner) continue;
    const value = new Proxy(Inner, {
      construct: (target, [address, ...rest], newTarget) =>
        Reflect.construct(target, [withMark(address, rest[0]), ...rest], newTarget),
    });
    Object.defineProperty(self, name, { value, configurable: true, writable: true });
  }
  wrapMethod(
    self.ServiceWorkerContainer?.prototype,
    "register",
    (inner) =>
      function (address, options) {
        return inner.call(this, withMark(address, options), options);
      },
  );
}

/** localStorage and sessionStorage. */
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
        // Where the browser forbids storage, this throws as it would without us.
        const storage: Storage = read.call(self);
        if (!proxy) realOf.set(proxy = new Proxy(storage, handler), storage);
        return proxy;
      },
    });
  }
  addEventListener("storage", (event) => {
    if (event.key === null) return;
    if (!isOwn(event.key)) event.stopImmediatePropagation();
    else Object.defineProperty(event, "key", { value: bare(event.key) });
  }, true);
}

/** What a game's names are turned into before the browser's own methods see them. */
export function wrapStorageMethods(
  { named, isOwn, bare }: GameNames,
  real: (storage: Storage) => Storage,
): (storage: Storage) => string[] {
  const keysOf = (storage: Storage) => Object.keys(real(storage)).filter(isOwn).map(bare);
  for (const name of ["getItem", "setItem", "removeItem"]) {
    wrapMethod(Storage.prototype, name, (inner) =>
      function (key, ...rest) {
        return inner.call(real(this as Storage), named(key), ...rest);
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

/** Storage as games also use it: `localStorage.best = 12`, `"best" in localStorage`. */
export function storageHandler(keysOf: (storage: Storage) => string[]): ProxyHandler<Storage> {
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
