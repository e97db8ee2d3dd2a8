import { tellCannotSave } from "./full_storage.ts";
import type { GameNames } from "./game_names.ts";
import { wrapMethod } from "./wrap_method.ts";

/** Separates IndexedDB: opening, deleting and listing databases. */
export function keepDatabasesApart({ gameId, named, isOwn, bare }: GameNames): void {
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
  wrapMethod(database, "transaction", (inner) =>
    function (...wanted) {
      const transaction = inner.apply(this, wanted) as IDBTransaction;
      transaction.addEventListener("abort", () => {
        if (transaction.error?.name === "QuotaExceededError") tellCannotSave(gameId);
      });
      return transaction;
    });
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
