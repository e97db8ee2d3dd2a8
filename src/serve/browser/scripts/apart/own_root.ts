/** Where a build's own absolute addresses lead, as the host's script tag says. */
export interface OwnRoot {
  /** The path that they begin with: `/`, or `/REPO/`. */
  readonly prefix: string;
  /** The path that this stands for: `/games/ID/`. */
  readonly home: string;
}

/** @param gameId the ID as it stands in the address */
export function readOwnRoot(gameId: string): OwnRoot {
  const { prefix = "/", home = `/games/${gameId}/` } =
    (self.document?.currentScript as HTMLScriptElement | null | undefined)?.dataset ?? {};
  return { prefix, home };
}

/**
 * Leads an address from the root of the host into the game. The host redirects such requests, but neither a worker's
 * mark nor a service worker's script survives a redirect.
 */
export function leadIntoGame(url: URL, { prefix, home }: OwnRoot): URL {
  const { pathname } = url;
  const isOfGame = pathname.startsWith(home) || pathname.startsWith("/.coplay/");
  const isOfOthers = pathname.startsWith("/games/") && !prefix.startsWith("/games/");
  if (url.origin !== location.origin || isOfGame || isOfOthers) return url;
  const inner = `${pathname}/`.startsWith(prefix)
    ? pathname.slice(prefix.length)
    : pathname.slice(1);
  url.pathname = home + inner;
  return url;
}
