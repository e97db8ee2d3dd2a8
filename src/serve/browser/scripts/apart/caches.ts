import { tellCannotSave } from "./full_storage.ts";
import type { GameNames } from "./game_names.ts";
import { wrapMethod } from "./wrap_method.ts";

/** Separates the caches of service workers. */
export function keepCachesApart({ gameId, named, isOwn, bare }: GameNames): void {
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
  for (const name of ["put", "add", "addAll"]) {
    wrapMethod(self.Cache?.prototype, name, (inner) =>
      function (...added) {
        const adding = inner.apply(this, added) as Promise<void>;
        adding.catch((error) => {
          if (error.name === "QuotaExceededError") tellCannotSave(gameId);
        });
        return adding;
      });
  }
}
