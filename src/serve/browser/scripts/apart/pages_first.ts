import { wrapMethod } from "./wrap_method.ts";

/**
 * Lets a service worker answer for a page only while the host does not: a page out of its cache would hold the player in
 * this game after a switch, and has none of the host's scripts.
 */
export function takePagesFromHost(): void {
  const { FetchEvent, registration } = self as {
    FetchEvent?: { prototype: object };
    registration?: ServiceWorkerRegistration;
  };
  const ask = self.fetch;
  const askHost = async (request: Request) => {
    const answer = await ask(request);
    // The host leads away from a game that is not on any more, whose worker then finds its successor.
    if (answer.type === "opaqueredirect") registration?.update().catch(() => {});
    return answer;
  };
  wrapMethod(FetchEvent?.prototype, "respondWith", (inner) =>
    function (answer) {
      const { request } = this as { readonly request: Request };
      const isPage = request.mode === "navigate";
      inner.call(this, isPage ? askHost(request).catch(() => answer) : answer);
    });
}
