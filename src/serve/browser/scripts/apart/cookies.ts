import type { GameNames } from "./game_names.ts";
import { wrapMethod } from "./wrap_method.ts";

/** Limits a cookie for the whole host to the game's path, however it is written. */
export function keepCookiesApart({ gameId }: GameNames): void {
  const path = `/games/${gameId}/`;
  const page = self.Document?.prototype;
  const descriptor = page && Object.getOwnPropertyDescriptor(page, "cookie");
  if (descriptor?.set) {
    const write = descriptor.set;
    Object.defineProperty(page, "cookie", {
      ...descriptor,
      set(text: unknown) {
        write.call(this, `${text}`.replace(/;\s*path\s*=[^;]*/i, "") + `; path=${path}`);
      },
    });
  }
  const store = (self as { CookieStore?: { prototype: object } }).CookieStore?.prototype;
  wrapMethod(store, "set", (inner) =>
    function (cookie, value) {
      const options = typeof cookie === "object" ? cookie : { name: cookie, value };
      return inner.call(this, { ...options, path });
    });
  wrapMethod(store, "delete", (inner) =>
    function (cookie) {
      const options = typeof cookie === "object" ? cookie : { name: cookie };
      return inner.call(this, { ...options, path });
    });
}
