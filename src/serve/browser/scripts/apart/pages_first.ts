import { wrapMethod } from "./wrap_method.ts";

/**
 * Lets a service worker answer for a page only where the host has none: a page out of its cache would hold the player in
 * this game after a switch, and has none of the host's scripts.
 */
export function takePagesFromHost(): void {
  const { FetchEvent, registration } = self as {
    FetchEvent?: { prototype: object };
    registration?: ServiceWorkerRegistration;
  };
  const ask = self.fetch;
  const askFirst = async (request: Request, answer: unknown) => {
    const page = await ask(request);
    // The host leads away from a game that is not on any more, whose worker then finds its successor.
    if (page.type === "opaqueredirect") registration?.update().catch(() => {});
    else if (!page.ok) return Promise.resolve(answer).catch(() => page);
    return page;
  };
  wrapMethod(FetchEvent?.prototype, "respondWith", (inner) =>
    function (answer) {
      const { request } = this as { readonly request: Request };
      const isPage = request.mode === "navigate";
      inner.call(this, isPage ? askFirst(request, answer).catch(() => answer) : answer);
    });
}
