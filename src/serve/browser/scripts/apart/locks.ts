import type { GameNames } from "./game_names.ts";
import { wrapMethod } from "./wrap_method.ts";

/** Separates the locks that pages and workers wait for. */
export function keepLocksApart({ named, isOwn, bare }: GameNames): void {
  const manager = self.LockManager?.prototype;
  wrapMethod(manager, "request", (inner) =>
    function (name, ...rest) {
      return inner.call(this, named(name), ...rest);
    });
  wrapMethod(manager, "query", (inner) =>
    async function () {
      const { held = [], pending = [] } = await inner.call(this) as LockManagerSnapshot;
      const ownOf = (locks: LockInfo[]) =>
        locks.filter(({ name }) => isOwn(name)).map((lock) => ({
          ...lock,
          name: bare(lock.name!),
        }));
      return { held: ownOf(held), pending: ownOf(pending) };
    });
  const lock = self.Lock?.prototype;
  const descriptor = lock && Object.getOwnPropertyDescriptor(lock, "name");
  if (!descriptor?.get) return;
  const read = descriptor.get;
  Object.defineProperty(lock, "name", {
    ...descriptor,
    get() {
      return bare(read.call(this));
    },
  });
}
