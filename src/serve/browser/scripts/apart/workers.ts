import type { GameNames } from "./game_names.ts";
import { watchBlobs } from "./blob_workers.ts";
import { leadIntoGame, type OwnRoot } from "./own_root.ts";
import { wrapMethod } from "./wrap_method.ts";

const MARK_REGEXP = /[?&#]coplay-worker=([^?&/#]+)\/\w+(?=#|$)/;

/**
 * Marks the address of each worker, so that the host separates its storage too. The mark names the game, because a
 * worker's script may lie in another game's folder, such as that of its base.
 */
export function markWorkers({ gameId }: GameNames, root: OwnRoot): void {
  const resolve = (address: unknown) =>
    leadIntoGame(new URL(`${address}`, self.document?.baseURI ?? location.href), root);
  const withApart = watchBlobs();
  const withMark = (address: unknown, options: unknown) => {
    const url = resolve(address);
    // The text of a frame has no address, but an origin.
    if (url.origin !== self.origin) return address;
    const type = (options as WorkerOptions | undefined)?.type ?? "classic";
    const mark = `coplay-worker=${encodeURIComponent(gameId)}/${type}`;
    if (url.protocol === "blob:") {
      const made = withApart(url, type);
      return made === undefined ? address : `${made}#${mark}`;
    }
    url.search += `${url.search ? "&" : "?"}${mark}`;
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
  const container = self.ServiceWorkerContainer?.prototype;
  wrapMethod(container, "register", (inner) =>
    function (address, options) {
      const { scope } = (options ?? {}) as RegistrationOptions;
      const own = scope === undefined ? options : { ...options!, scope: resolve(scope).href };
      return inner.call(this, withMark(address, options), own);
    });
  wrapMethod(container, "getRegistration", (inner) =>
    function (address) {
      return inner.call(this, address === undefined ? undefined : resolve(address).href);
    });
}

/** The ID of this page's or worker's game, as it stands in the address; undefined where there is none. */
export function readGameId(): string | undefined {
  const { game } = (self.document?.currentScript as HTMLScriptElement | null)?.dataset ?? {};
  if (game !== undefined) return game;
  const [, marked] = MARK_REGEXP.exec(location.href) ?? [];
  if (marked !== undefined) return decodeURIComponent(marked);
  return /^\/games\/([^/]+)/.exec(location.pathname)?.[1];
}

/** Hides the mark from the worker itself: games hand their workers a query. */
export function hideMark(): void {
  const { WorkerLocation } = self as { WorkerLocation?: { prototype: object } };
  const owner = WorkerLocation?.prototype;
  for (const name of ["href", "search", "hash"]) {
    const descriptor = owner && Object.getOwnPropertyDescriptor(owner, name);
    const read = descriptor?.get;
    if (!read) continue;
    Object.defineProperty(owner, name, {
      ...descriptor,
      get() {
        return (read.call(this) as string).replace(MARK_REGEXP, "");
      },
    });
  }
  wrapMethod(owner, "toString", () =>
    function () {
      return (this as Location).href;
    });
}
