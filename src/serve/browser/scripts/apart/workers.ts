import type { GameNames } from "./game_names.ts";
import { wrapMethod } from "./wrap_method.ts";

/**
 * Marks the address of each worker, so that the host separates its storage too. The mark names the game, because a
 * worker's script may lie in another game's folder, such as that of its base.
 */
export function markWorkers({ gameId }: GameNames): void {
  const withMark = (address: unknown, options: unknown) => {
    const url = new URL(`${address}`, self.document?.baseURI ?? location.href);
    if (url.origin !== location.origin || url.protocol === "blob:") return address;
    const type = (options as WorkerOptions | undefined)?.type ?? "classic";
    url.search += `${url.search ? "&" : "?"}coplay-worker=${encodeURIComponent(gameId)}/${type}`;
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

/** The ID of this page's or worker's game, as it stands in the address; undefined where there is none. */
export function readGameId(): string | undefined {
  const [, marked] = /[?&]coplay-worker=([^&/]+)\/\w+$/.exec(location.search) ?? [];
  if (marked !== undefined) return decodeURIComponent(marked);
  return /^\/games\/([^/]+)/.exec(location.pathname)?.[1];
}
